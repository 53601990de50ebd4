"""Overrides: a host settles a criterion of a grade, with the reason kept in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.appeal import AppealState
from bot.domain.attempt import GradedAttempt
from bot.domain.grade import CriterionGrade, Grade, Verdict
from bot.domain.message import MessageKind
from bot.domain.prompt import Prompt
from bot.domain.quotation import cited, find_quote
from bot.domain.rubric import Criterion
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.services.appeals import checked_reason
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.grading import settle
from bot.services.letters import letter
from bot.services.verdicts import with_settled


@dataclass(frozen=True, slots=True)
class Target:
    """What a host judges: an open or answered appeal by its number, or an attempt by its own."""

    appeal_id: int | None = None
    attempt_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A host's verdict. `said` is the reason, after the quoted words that show the verdict."""

    criterion_id: str
    verdict: Verdict
    said: str


@dataclass(frozen=True, slots=True)
class Overridden:
    """A grade before and after a host's verdict on one criterion, with the reason."""

    prompt: Prompt
    criterion: Criterion
    before: Grade
    after: Grade
    reason: str
    member: str


async def override(
    deps: Deps, visitor: Visitor, target: Target, ruling: Ruling, *, event_key: str, at: datetime
) -> Overridden:
    """Store a new grade with the host's verdict; points, streak and boards follow at once.

    The member is told, the audit log keeps who and why, open appeals of the attempt are answered.
    Raises BadInput when something is missing or the quoted words are not in the reply.
    """
    quote, reason = cited(checked_reason(ruling.said))
    if not reason:
        raise BadInput(review_refusals.REASON_NEEDED)
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        graded, before = await _graded(work, visitor, target)
        prompt = deps.bank.prompt(graded.attempt.prompt_id)
        criterion = _criterion(prompt, ruling.criterion_id)
        verdict = _settled(graded, before, criterion.id, ruling.verdict, quote)
        standing = [one for one in before.criteria if one.settled and one.id != criterion.id]
        text = graded.attempt.whole_text
        after = with_settled(deps, prompt, text, before, [*standing, verdict])
        member = await work.members.get(graded.attempt.member_id)
        done = Overridden(
            prompt, criterion, before, after, reason, member.name if member is not None else ""
        )
        await _store(deps, work, visitor, graded, done, at)
        return done


async def _graded(work: Work, visitor: Visitor, target: Target) -> tuple[GradedAttempt, Grade]:
    """The attempt that is meant, with its grade; BadInput when the group has none such."""
    number = target.attempt_id
    if target.appeal_id is not None:
        appeal = await work.appeals.get(target.appeal_id)
        if appeal is None or appeal.group_id != visitor.group.id:
            raise BadInput(review_refusals.no_appeal(target.appeal_id))
        number = appeal.attempt_id
    graded = await work.attempts.get(number or 0)
    if graded is None or graded.grade is None or graded.attempt.group_id != visitor.group.id:
        raise BadInput(review_refusals.no_attempt(number or 0))
    return graded, graded.grade


def _criterion(prompt: Prompt, said: str) -> Criterion:
    for criterion in prompt.rubric.criteria:
        if criterion.id == said.lower():
            return criterion
    known = [one.id for one in prompt.rubric.criteria]
    raise BadInput(review_refusals.not_a_criterion(said, known))


def _settled(
    graded: GradedAttempt, before: Grade, criterion_id: str, verdict: Verdict, quote: str
) -> CriterionGrade:
    """The host's verdict with its evidence: the quote, else the words that stand there already."""
    now = next((one for one in before.criteria if one.id == criterion_id), None)
    if now is not None and now.verdict is verdict and (now.sure or now.settled):
        raise BadInput(review_refusals.verdict_stands(criterion_id, verdict))
    evidence: tuple[str, ...] = ()
    if verdict is not Verdict.MISSED:
        evidence = now.evidence if now is not None and not quote else ()
        if quote:
            found = find_quote(graded.attempt.whole_text, quote)
            if found is None:
                raise BadInput(review_refusals.quote_not_found(quote))
            evidence = (found,)
        if not evidence:
            raise BadInput(review_refusals.evidence_needed(verdict))
    return CriterionGrade(criterion_id, 0, verdict, evidence, sure=True, settled=True)


async def _store(
    deps: Deps,
    work: Work,
    visitor: Visitor,
    graded: GradedAttempt,
    done: Overridden,
    at: datetime,
) -> None:
    attempt = graded.attempt
    await work.attempts.add_grade(attempt.id, done.after, at)
    await settle(deps, work, attempt.group_id, attempt.member_id, attempt.prompt_id)
    for appeal in await work.appeals.of_attempt(attempt.id):
        if appeal.state is AppealState.OPEN:
            await work.appeals.answer(appeal.id, AppealState.CHANGED, done.reason, at)
    was, now = _verdict(done.before, done.criterion.id), _verdict(done.after, done.criterion.id)
    detail = {
        "member": done.member,
        "answer": f"a{attempt.id}",
        "criterion": done.criterion.id,
        "verdict": f"{was} → {now}",
        "score": f"{done.before.score} → {done.after.score}",
        "reason": done.reason,
    }
    await work.audit.add(visitor.group.id, visitor.member.id, "grade.override", detail, at)
    number = len(await work.attempts.grades(attempt.id))
    told = await letter(
        work,
        attempt.group_id,
        attempt.member_id,
        kind=MessageKind.OVERRIDE,
        key=f"{attempt.id}/{number}",
        subject={
            "attempt": attempt.id,
            "grade": number,
            "criterion": done.criterion.id,
            "reason": done.reason,
        },
    )
    await work.outbox.add(told, at)


def _verdict(grade: Grade, criterion_id: str) -> str:
    return next((one.verdict.value for one in grade.criteria if one.id == criterion_id), "unknown")


async def overridden(deps: Deps, work: Work, subject: dict[str, int | str]) -> Overridden | None:
    """What a message about an override tells; None when it is gone."""
    graded = await work.attempts.get(int(subject["attempt"]))
    if graded is None:
        return None
    prompt = deps.bank.prompt(graded.attempt.prompt_id)
    grades = await work.attempts.grades(graded.attempt.id)
    number = int(subject["grade"])
    wanted = str(subject["criterion"])
    known = [one for one in prompt.rubric.criteria if one.id == wanted]
    if not known or not 2 <= number <= len(grades):
        return None
    before, after = grades[number - 2 : number]
    return Overridden(prompt, known[0], before, after, str(subject["reason"]), "")
