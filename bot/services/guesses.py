"""Guesses: a member's own score for an answer, given before the feedback is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempt import Attempt, GradedAttempt
from bot.domain.grade import Level
from bot.domain.guess import REMEMBERED, Calibration, calibration
from bot.domain.message import MessageKind
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps

_LOOKED_BACK = 60
"""Attempts among which the remembered guesses are looked for."""


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess that was taken, and the prompt it is about."""

    prompt_id: str
    score: int


async def take_guess(
    deps: Deps, visitor: Visitor, score: int, *, event_key: str, at: datetime
) -> Guessed:
    """Keep the guess for the newest answer that waits for one, and let its feedback go out.

    Raises BadInput when no feedback waits.
    """
    async with deps.store.write(visitor.group.id) as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        waiting = await _waiting(work, visitor, at)
        if not waiting:
            raise BadInput(review_refusals.NO_GUESS_OPEN)
        await _let_go(work, waiting[0], score, at)
        return Guessed(waiting[0].prompt_id, score)


async def guess_is_open(deps: Deps, visitor: Visitor, at: datetime) -> bool:
    """Whether the member's newest answer waits for a guess."""
    async with deps.store.read() as work:
        latest = await work.attempts.latest(visitor.group.id, visitor.member.id)
    return latest is not None and latest.attempt.awaits_guess(at)


async def skip_guesses(deps: Deps, visitor: Visitor, at: datetime) -> bool:
    """Wait for no guess any more; true when feedback was held back for one."""
    async with deps.store.read() as work:
        if not await _waiting(work, visitor, at):
            return False
    async with deps.store.write(visitor.group.id) as work:
        waiting = await _waiting(work, visitor, at)
        for attempt in waiting:
            await _let_go(work, attempt, None, at)
        return bool(waiting)


async def calibration_of(work: Work, group_id: int, member_id: int) -> Calibration | None:
    """How the member's last guesses stand to the grades of what was guessed at.

    Where there was no answer to grade, a guess says nothing about the member's eye.
    """
    pairs: list[tuple[int, int]] = []
    for one in await work.attempts.history(group_id, member_id, _LOOKED_BACK):
        guess = one.attempt.guess
        if guess is None or one.grade is None or one.grade.level is Level.NONE:
            continue
        pairs.append((guess, await _guessed_at(work, one)))
        if len(pairs) == REMEMBERED:
            break
    return calibration(pairs)


async def _guessed_at(work: Work, one: GradedAttempt) -> int:
    """The score of the answer as it was when it was guessed at, before any follow-up."""
    if one.attempt.probe_text is not None:
        return (await work.attempts.grades(one.attempt.id))[0].score
    return one.grade.score if one.grade is not None else 0


async def _waiting(work: Work, visitor: Visitor, at: datetime) -> list[Attempt]:
    """The member's answers that wait for a guess, newest first."""
    found = await work.attempts.history(visitor.group.id, visitor.member.id, REMEMBERED)
    return [one.attempt for one in found if one.attempt.awaits_guess(at)]


async def _let_go(work: Work, attempt: Attempt, score: int | None, at: datetime) -> None:
    await work.attempts.set_guess(attempt.id, score)
    await work.outbox.release(f"{MessageKind.FEEDBACK}/{attempt.id}/", at)
