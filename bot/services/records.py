"""A member's own records: history, one graded attempt, everything held about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.attempt import AttemptState, GradedAttempt, active
from bot.domain.guess import Calibration
from bot.domain.message import MessageKind
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.rounds import Judged
from bot.domain.streak import Streak
from bot.errors import AlreadyHandled, BadInput, NotAllowed, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.refusals import values as value_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.guesses import calibration_of
from bot.services.mock.records import past_rounds
from bot.services.probes import newest_attempt
from bot.services.today import current_streak

HISTORY_ROWS = 15


@dataclass(frozen=True, slots=True)
class Feedback:
    """A graded attempt with what its card shows; `before` is the attempt that it revises.

    `habit` is how the member's guesses stand to their grades, where they guessed this one.
    """

    prompt: Prompt
    graded: GradedAttempt
    before: GradedAttempt | None
    streak: Streak | None
    habit: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A member's attempts, newest first, and how their guesses stand to the grades.

    A grade that waits for a guess is left out. `rounds` are the newest mock rounds.
    """

    rows: tuple[tuple[PromptHead | None, GradedAttempt], ...]
    habit: Calibration | None
    rounds: tuple[Judged, ...] = ()


async def history(deps: Deps, visitor: Visitor, prompt_id: str | None, at: datetime) -> Past:
    """The member's newest attempts; all at one prompt when it is named."""
    async with deps.store.read() as work:
        if prompt_id is None:
            found = await work.attempts.history(visitor.group.id, visitor.member.id, HISTORY_ROWS)
        else:
            if deps.bank.head(prompt_id) is None:
                raise UnknownPrompt(value_refusals.unknown_prompt(prompt_id))
            attempts = await work.attempts.of_prompt(visitor.group.id, visitor.member.id, prompt_id)
            found = active(attempts)[::-1]
        habit = await calibration_of(work, visitor.group.id, visitor.member.id)
        played = [] if prompt_id is not None else await past_rounds(work, visitor)
    seen = [
        GradedAttempt(one.attempt, None) if one.attempt.awaits_guess(at) else one for one in found
    ]
    rows = tuple((deps.bank.head(one.attempt.prompt_id), one) for one in seen)
    return Past(rows, habit, tuple(played))


async def latest_feedback(
    deps: Deps, visitor: Visitor, *, prompt_id: str | None, at: datetime
) -> Feedback:
    """The member's newest grade, at that prompt if one is named; BadInput when there is none."""
    async with deps.store.read() as work:
        graded = await newest_attempt(work, visitor, prompt_id)
        if graded is None:
            raise BadInput(reply_refusals.NO_ATTEMPT_YET)
        if graded.grade is None:
            raise BadInput(reply_refusals.STILL_GRADING)
        shown = await feedback(deps, work, graded)
        streak = await current_streak(work, visitor, at)
    return replace(shown, streak=streak)


@dataclass(frozen=True, slots=True)
class Opened:
    """The feedback on one answer, opened again; `name` is empty for the member's own."""

    feedback: Feedback
    name: str


async def open_feedback(deps: Deps, visitor: Visitor, attempt_id: int, at: datetime) -> Opened:
    """The feedback on that answer, however long ago.

    It is for the member who wrote the answer, and for their group once it was shown to all. Raises
    NotAllowed for others, BadInput when there is no such answer, no grade, or a guess comes first.
    """
    async with deps.store.read() as work:
        graded = await work.attempts.get(attempt_id)
        if graded is None:
            raise BadInput(review_refusals.FEEDBACK_GONE)
        own = graded.attempt.member_id == visitor.member.id
        if not own and not await _shown_to_group(work, visitor, graded):
            raise NotAllowed(review_refusals.NOT_YOUR_FEEDBACK)
        if graded.attempt.state is AttemptState.WITHDRAWN:
            raise BadInput(review_refusals.FEEDBACK_GONE)
        if graded.grade is None:
            raise BadInput(reply_refusals.STILL_GRADING)
        if graded.attempt.awaits_guess(at):
            raise BadInput(review_refusals.GUESS_FIRST)
        shown = await feedback(deps, work, graded)
        if own:
            return Opened(shown, "")
        member = await work.members.get(graded.attempt.member_id)
        return Opened(shown, member.name if member is not None else "")


async def _shown_to_group(work: Work, visitor: Visitor, graded: GradedAttempt) -> bool:
    if graded.attempt.group_id != visitor.group.id:
        return False
    return await work.outbox.shown_to_all(f"{MessageKind.FEEDBACK}/{graded.attempt.id}/")


async def feedback(deps: Deps, work: Work, graded: GradedAttempt) -> Feedback:
    """What the card of a graded attempt shows.

    Before an attempt with an answered probe stands the same attempt with its earlier grade.
    """
    prompt = deps.bank.prompt(graded.attempt.prompt_id)
    before: GradedAttempt | None = None
    grades = await work.attempts.grades(graded.attempt.id)
    if graded.attempt.probe_text is not None and len(grades) > 1:
        before = GradedAttempt(graded.attempt, grades[-2])
    elif graded.attempt.revises_id is not None:
        before = await work.attempts.get(graded.attempt.revises_id)
    habit: Calibration | None = None
    if graded.attempt.guess is not None:
        habit = await calibration_of(work, graded.attempt.group_id, graded.attempt.member_id)
    return Feedback(prompt, graded, before, None, habit)


async def export(deps: Deps, visitor: Visitor) -> dict[str, list[dict[str, Any]]]:
    """Everything held about the member, by table."""
    async with deps.store.read() as work:
        return await work.members.export(visitor.member.id)


async def erase(deps: Deps, visitor: Visitor, *, event_key: str, at: datetime) -> None:
    """Delete everything about the member, for good."""
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        await work.members.erase(visitor.member.id, at)
