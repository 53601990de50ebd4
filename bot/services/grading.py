"""Grading from the queue: every stored reply once, its effects in one transaction."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog

from bot.domain.attempt import GradedAttempt
from bot.domain.grade import Grade
from bot.domain.group import FeedbackPlace
from bot.domain.message import MessageKind, NewMessage
from bot.domain.points import credits_of
from bot.domain.streak import streak
from bot.ports.activity import PROVISIONAL, JobNote
from bot.ports.grader import GradingContext, PersonalGrader
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.letters import address
from bot.services.reviews import settle_recalls
from bot.services.verdicts import keep_settled

LEASE_SECONDS = 120
RETRY_AFTER = timedelta(minutes=5)

AGAIN_AFTER = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=12)
MOST_TRIES = 12
"""About four days; then the grade that there is becomes the final one."""

_log = structlog.get_logger(__name__)


async def grade_waiting(deps: Deps, now: datetime, limit: int = 8) -> int:
    """Grade replies from the queue, at most `limit`; returns how many were taken.

    The grader runs outside of any transaction. A reply that cannot be graded now goes back to the
    queue and is tried again later.
    """
    async with deps.store.read() as work:
        if not await work.jobs.pending():
            return 0
    async with deps.store.mark() as work:
        attempt_ids = await work.jobs.claim(now, LEASE_SECONDS, limit)
    if isinstance(deps.grader, PersonalGrader):
        # Each may wait for the network: all at once, or the leases would run out.
        gradings = [_grade_one(deps, attempt_id, now) for attempt_id in attempt_ids]
        for result in await asyncio.gather(*gradings, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result
        return len(attempt_ids)
    for attempt_id in attempt_ids:
        await _grade_one(deps, attempt_id, now)
    return len(attempt_ids)


async def _grade_one(deps: Deps, attempt_id: int, now: datetime) -> None:
    async with deps.store.read() as work:
        graded = await work.attempts.get(attempt_id)
        note = await work.jobs.note(attempt_id) or JobNote(1, None)
    try:
        grade = None if graded is None else await _grade(deps, graded)
    except Exception as error:  # noqa: BLE001
        # The queue is an edge of the process: whatever one reply does, the others go on.
        _log.exception("grading.failed", attempt=attempt_id, error=type(error).__name__)
        reason = PROVISIONAL if note.error == PROVISIONAL else type(error).__name__
        async with deps.store.mark() as work:
            await work.jobs.retry(attempt_id, now + RETRY_AFTER, reason)
        return
    if graded is None or grade is None:
        async with deps.store.mark() as work:
            await work.jobs.done(attempt_id)
        return
    async with deps.store.write(graded.attempt.group_id) as work:
        await _use(deps, work, graded, grade, note, now)


async def _use(
    deps: Deps, work: Work, graded: GradedAttempt, grade: Grade, note: JobNote, now: datetime
) -> None:
    """Apply a grade, or wait for a better one; a grade of a text that has changed is dropped.

    The first provisional grade counts and is shown. The entry stays in the queue until a final one
    comes; that one is told only when the level moves.
    """
    attempt_id = graded.attempt.id
    again = note.error == PROVISIONAL
    if grade.provisional and note.tries < MOST_TRIES:
        pause = min(AGAIN_AFTER * 2 ** (note.tries - 1), LONGEST_PAUSE)
        ours = await work.jobs.retry(attempt_id, now + pause, PROVISIONAL)
        if ours and not again:
            await apply_grade(deps, work, graded, grade, now)
    elif await work.jobs.done(attempt_id):
        final = replace(grade, provisional=False)
        await apply_grade(deps, work, graded, final, now, quietly=again)


async def _grade(deps: Deps, graded: GradedAttempt) -> Grade:
    attempt = graded.attempt
    prompt = deps.bank.prompt(attempt.prompt_id)
    if isinstance(deps.grader, PersonalGrader):
        context = GradingContext(attempt.member_id, attempt.group_id)
        return await deps.grader.grade_for(prompt, attempt.whole_text, context)
    return await deps.grader.grade(prompt, attempt.whole_text)


async def apply_grade(
    deps: Deps,
    work: Work,
    graded: GradedAttempt,
    grade: Grade,
    now: datetime,
    *,
    quietly: bool = False,
) -> None:
    """Store a grade with all it changes: credits, standings, streak, and the feedback to send.

    What a host has settled about the attempt stays. `quietly` tells the member only when the level
    is another than before.
    """
    current = await work.attempts.get(graded.attempt.id) or graded
    attempt = current.attempt
    kept = keep_settled(deps, current, grade)
    await work.attempts.add_grade(attempt.id, kept, now)
    await settle(deps, work, attempt.group_id, attempt.member_id, attempt.prompt_id)
    before = current.grade
    if not quietly or before is None or before.level is not kept.level:
        await work.outbox.add(await _feedback(work, current), now)


async def settle(deps: Deps, work: Work, group_id: int, member_id: int, prompt_id: str) -> None:
    """Bring a member's standing up to date after something about their attempts changed."""
    head = deps.bank.head(prompt_id)
    attempts = await work.attempts.of_prompt(group_id, member_id, prompt_id)
    scored = [score for one in attempts if (score := one.scored()) is not None]
    earned = credits_of(scored, weight=head.weight if head is not None else 1)
    await work.standings.replace_credits(group_id, member_id, prompt_id, earned)
    await settle_recalls(deps, work, member_id, attempts)
    await settle_streak(work, group_id, member_id)


async def settle_streak(work: Work, group_id: int, member_id: int) -> None:
    """Derive the member's streak anew and keep it for the boards.

    It is kept as of the last practice day, with the date on which it expires, so that what is kept
    depends on stored facts alone and never on when it was worked out.
    """
    calendar = await work.groups.calendar(group_id)
    away = await work.members.away(member_id)
    days = await work.attempts.practice_days(group_id, member_id)
    last = max(days, default=date.min)
    await work.standings.put_streak(
        group_id, member_id, streak(days, calendar.with_away(away), last)
    )


async def _feedback(work: Work, graded: GradedAttempt) -> list[NewMessage]:
    """The feedback for one grade: to the member alone, or to all if they chose so.

    None without a place or an account for it.
    """
    attempt = graded.attempt
    where = address(
        await work.groups.places(attempt.group_id),
        await work.members.accounts(attempt.member_id),
        near=attempt.message or "",
    )
    if where is None:
        return []
    place, account_key = where
    count = len(await work.attempts.grades(attempt.id))
    return [
        NewMessage(
            key=f"{MessageKind.FEEDBACK}/{attempt.id}/{count}",
            kind=MessageKind.FEEDBACK,
            place=place,
            subject={"attempt": attempt.id, "member": attempt.member_id},
            recipient=None if await _in_thread(work, graded) else account_key,
            not_before=attempt.guess_until,
        )
    ]


async def _in_thread(work: Work, graded: GradedAttempt) -> bool:
    """Whether everybody may see it: the member's choice, else the group's."""
    group = await work.groups.get(graded.attempt.group_id)
    member = await work.members.get(graded.attempt.member_id)
    chosen = (member.feedback if member else None) or (group.feedback if group else None)
    return chosen is FeedbackPlace.THREAD
