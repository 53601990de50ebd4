"""Context: which prompt somebody speaks about, told by the message of ours that they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.group import Place
from bot.ports.store import Work
from bot.services.arrival import Visitor

SHOWN_FOR = timedelta(hours=24)
"""So long the prompt that was shown last in private is what plain words there answer."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a message of ours was about: the place it went to, its prompt or its mock round."""

    place: Place
    prompt_id: str | None
    posting_id: int | None = None
    session_id: int | None = None


async def context_of(work: Work, platform: str, reference: str) -> Context | None:
    """What the message of ours is about that the platform knows by that id; None without one."""
    sent = await work.outbox.by_reference(platform, reference)
    if sent is None:
        return None
    posting_id, attempt_id = sent.subject.get("posting"), sent.subject.get("attempt")
    if posting_id is not None:
        posting = await work.postings.get(int(posting_id))
        if posting is not None:
            return Context(sent.place, posting.prompt_id, posting.id)
    if attempt_id is not None:
        graded = await work.attempts.get(int(attempt_id))
        if graded is not None:
            return Context(sent.place, graded.attempt.prompt_id)
    session_id = sent.subject.get("session")
    return Context(sent.place, None, session_id=None if session_id is None else int(session_id))


async def answered_already(work: Work, visitor: Visitor, posting_id: int) -> bool:
    """Whether the member has an answer to that posting."""
    theirs = await work.attempts.of_posting(posting_id)
    return any(one.attempt.member_id == visitor.member.id for one in theirs)


async def prompt_in_private(work: Work, visitor: Visitor, at: datetime) -> str | None:
    """The prompt that plain words in private answer: the one shown last, for a day."""
    shown = await work.members.shown_prompt(visitor.group.id, visitor.member.id)
    return shown[0] if shown is not None and at - shown[1] < SHOWN_FOR else None
