"""Probes: the follow-up question after a grade, and the answer that can still earn points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempt import GradedAttempt, active
from bot.domain.redaction import redact
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import replies as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.replies import checked_text


@dataclass(frozen=True, slots=True)
class OpenProbe:
    """The probe a member may answer, and the attempt it belongs to."""

    attempt_id: int
    prompt_id: str
    question: str


async def open_probe(work: Work, visitor: Visitor, prompt_id: str | None) -> OpenProbe:
    """The probe of the member's newest attempt, at that prompt if one is named.

    Raises BadInput when there is no attempt, no grade yet, no probe, or an answer to it already.
    """
    graded = await newest_attempt(work, visitor, prompt_id)
    if graded is None:
        raise BadInput(refusals.NOTHING_TO_PROBE)
    if graded.grade is None:
        raise BadInput(refusals.STILL_GRADING)
    if graded.grade.probe is None:
        raise BadInput(refusals.NO_PROBE_LEFT)
    if graded.attempt.probe_text is not None:
        raise BadInput(refusals.PROBE_ANSWERED)
    return OpenProbe(graded.attempt.id, graded.attempt.prompt_id, graded.grade.probe)


async def answer_probe(
    deps: Deps,
    visitor: Visitor,
    text: str,
    *,
    prompt_id: str | None,
    event_key: str,
    at: datetime,
) -> OpenProbe:
    """Keep the answer with its attempt and queue both to be graded together."""
    kept, _ = redact(checked_text(text))
    async with deps.store.write(visitor.group.id) as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(refusals.ALREADY_HANDLED)
        probe = await open_probe(work, visitor, prompt_id)
        await work.attempts.set_probe(probe.attempt_id, kept, at)
        await work.jobs.add(probe.attempt_id, at)
        return probe


async def newest_attempt(
    work: Work, visitor: Visitor, prompt_id: str | None
) -> GradedAttempt | None:
    """The member's newest active attempt, at that prompt if one is named."""
    if prompt_id is None:
        return await work.attempts.latest(visitor.group.id, visitor.member.id)
    attempts = await work.attempts.of_prompt(visitor.group.id, visitor.member.id, prompt_id)
    standing = active(attempts)
    return standing[-1] if standing else None
