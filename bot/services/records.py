"""A member's own records: history, one graded attempt, everything held about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import refusals
from bot.domain.attempt import AttemptState, GradedAttempt
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.streak import Streak
from bot.errors import AlreadyHandled, BadInput, UnknownPrompt
from bot.ports.store import Work
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.probes import newest_attempt
from bot.services.today import current_streak

HISTORY_ROWS = 15


@dataclass(frozen=True, slots=True)
class Feedback:
    """A graded attempt with what its card shows; `before` is the attempt that it revises."""

    prompt: Prompt
    graded: GradedAttempt
    before: GradedAttempt | None
    streak: Streak | None


async def history(
    deps: Deps, visitor: Visitor, prompt_id: str | None
) -> list[tuple[PromptHead | None, GradedAttempt]]:
    """The member's newest attempts, newest first; all at one prompt when it is named."""
    async with deps.store.read() as work:
        if prompt_id is None:
            found = await work.attempts.history(visitor.group.id, visitor.member.id, HISTORY_ROWS)
        else:
            if deps.bank.head(prompt_id) is None:
                raise UnknownPrompt(refusals.unknown_prompt(prompt_id))
            attempts = await work.attempts.of_prompt(visitor.group.id, visitor.member.id, prompt_id)
            found = [a for a in attempts if a.attempt.state is AttemptState.ACTIVE][::-1]
    return [(deps.bank.head(one.attempt.prompt_id), one) for one in found]


async def latest_feedback(
    deps: Deps, visitor: Visitor, *, prompt_id: str | None, at: datetime
) -> Feedback:
    """The member's newest grade, at that prompt if one is named; BadInput when there is none."""
    async with deps.store.read() as work:
        graded = await newest_attempt(work, visitor, prompt_id)
        if graded is None:
            raise BadInput(refusals.NO_ATTEMPT_YET)
        if graded.grade is None:
            raise BadInput(refusals.STILL_GRADING)
        shown = await feedback(deps, work, graded)
        streak = await current_streak(work, visitor, at)
    return Feedback(shown.prompt, shown.graded, shown.before, streak)


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
    return Feedback(prompt, graded, before, None)


async def export(deps: Deps, visitor: Visitor) -> dict[str, list[dict[str, Any]]]:
    """Everything held about the member, by table."""
    async with deps.store.read() as work:
        return await work.members.export(visitor.member.id)


async def erase(deps: Deps, visitor: Visitor, *, event_key: str, at: datetime) -> None:
    """Delete everything about the member, for good."""
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(refusals.ALREADY_HANDLED)
        await work.members.erase(visitor.member.id)
