"""Appeals: a member asks for a look at a grade, the hosts are told, one of them answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.appeal import Appeal, AppealState, NewAppeal
from bot.domain.attempt import GradedAttempt
from bot.domain.message import MessageKind
from bot.domain.plaintext import plain
from bot.domain.prompt import Prompt
from bot.domain.redaction import redact
from bot.errors import AlreadyHandled, BadInput, RoundsError, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.refusals import values as value_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.letters import host_letters, letter
from bot.services.probes import newest_attempt

LONGEST_REASON = 1_000
"""Characters of a member's or a host's reason."""

MOST_SHOWN = 5
"""Appeals shown at a time: each brings a whole answer with it."""


@dataclass(frozen=True, slots=True)
class Case:
    """An appeal with what a host needs to judge it. `prompt` is None when the bank lost it."""

    appeal: Appeal
    graded: GradedAttempt
    prompt: Prompt | None
    member: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The oldest open appeals, and how many of them there are beyond."""

    cases: tuple[Case, ...]
    more: int


async def open_appeal(
    deps: Deps,
    visitor: Visitor,
    *,
    prompt_id: str | None,
    place_prompt: str | None,
    reason: str,
    event_key: str,
    at: datetime,
) -> Appeal:
    """Ask the hosts for a look at the newest grade, at that prompt if one is named.

    Without a named one the prompt of the place is meant if it was answered. Raises BadInput when
    there is no grade yet, when an appeal is open, and when this grade was looked at before.
    """
    kept = checked_reason(reason)
    if prompt_id is not None and deps.bank.head(prompt_id) is None:
        raise UnknownPrompt(value_refusals.unknown_prompt(prompt_id))
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        attempt_id = await _appealed(work, visitor, prompt_id, place_prompt)
        number = len(await work.attempts.grades(attempt_id))
        before = await work.appeals.of_attempt(attempt_id)
        if any(one.state is AppealState.OPEN for one in before):
            raise BadInput(review_refusals.APPEAL_IS_OPEN)
        appeal = await work.appeals.add(
            NewAppeal(
                group_id=visitor.group.id,
                attempt_id=attempt_id,
                grade_number=number,
                reason=kept,
                opened_at=at,
            )
        )
        if appeal is None:
            raise BadInput(review_refusals.APPEALED_ALREADY)
        letters = await host_letters(
            work,
            visitor.group.id,
            kind=MessageKind.APPEAL,
            key=str(appeal.id),
            subject={"appeal": appeal.id, "attempt": attempt_id},
        )
        await work.outbox.add(letters, at)
        return appeal


async def _appealed(
    work: Work, visitor: Visitor, prompt_id: str | None, place_prompt: str | None
) -> int:
    graded = await newest_attempt(work, visitor, prompt_id or place_prompt)
    if graded is None and prompt_id is None:
        graded = await newest_attempt(work, visitor, None)
    if graded is None:
        raise BadInput(reply_refusals.NO_ATTEMPT_YET)
    if graded.grade is None:
        raise BadInput(reply_refusals.STILL_GRADING)
    return graded.attempt.id


def checked_reason(reason: str) -> str:
    """The reason without what the privacy guard takes out; BadInput when it is too long."""
    clean = plain(reason)
    if len(clean) > LONGEST_REASON:
        raise BadInput(review_refusals.reason_too_long(len(clean), LONGEST_REASON))
    return redact(clean)[0]


async def waiting(deps: Deps, visitor: Visitor) -> Waiting:
    """The group's open appeals, oldest first."""
    async with deps.store.read() as work:
        found = await work.appeals.waiting(visitor.group.id, 100)
        cases = [await case_of(deps, work, one) for one in found[:MOST_SHOWN]]
    return Waiting(tuple(one for one in cases if one is not None), max(0, len(found) - MOST_SHOWN))


async def case_of(deps: Deps, work: Work, appeal: Appeal) -> Case | None:
    """An appeal with its attempt; None when the attempt is gone."""
    graded = await work.attempts.get(appeal.attempt_id)
    if graded is None:
        return None
    member = await work.members.get(graded.attempt.member_id)
    try:
        prompt = deps.bank.prompt(graded.attempt.prompt_id)
    except RoundsError:
        # An appeal may outlive its prompt: the host still sees the answer and can say why not.
        prompt = None
    return Case(appeal, graded, prompt, member.name if member is not None else "")


async def decline(
    deps: Deps, visitor: Visitor, appeal_id: int, reason: str, *, event_key: str, at: datetime
) -> Case:
    """Leave a grade as it is and tell the member why; kept in the audit log."""
    kept = checked_reason(reason)
    if not kept:
        raise BadInput(review_refusals.REASON_NEEDED)
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        appeal = await work.appeals.get(appeal_id)
        if appeal is None or appeal.group_id != visitor.group.id:
            raise BadInput(review_refusals.no_appeal(appeal_id))
        case = await case_of(deps, work, appeal)
        if case is None or appeal.state is not AppealState.OPEN:
            raise BadInput(review_refusals.appeal_closed(appeal_id))
        await work.appeals.answer(appeal.id, AppealState.DECLINED, kept, at)
        attempt = case.graded.attempt
        detail = {"appeal": appeal.id, "member": case.member, "reason": kept}
        await work.audit.add(visitor.group.id, visitor.member.id, "appeal.decline", detail, at)
        told = await letter(
            work,
            attempt.group_id,
            attempt.member_id,
            kind=MessageKind.DECLINE,
            key=str(appeal.id),
            subject={"appeal": appeal.id, "attempt": attempt.id},
        )
        await work.outbox.add(told, at)
        return case
