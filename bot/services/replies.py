"""Replies: stored before anything else happens, then queued for grading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempt import Attempt, NewAttempt, active
from bot.domain.guess import PATIENCE
from bot.domain.plaintext import plain
from bot.domain.points import UNSCHEDULED_PER_DAY
from bot.domain.posting import Posting, PostingState
from bot.domain.prompt import PromptHead
from bot.domain.redaction import redact
from bot.domain.schedule import local_date
from bot.errors import AlreadyHandled, BadInput, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import values as value_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps

LONGEST_REPLY = 20_000
"""Characters; about forty minutes of speech, and more than any platform's form takes."""


@dataclass(frozen=True, slots=True)
class Received:
    """A stored reply. `revises` tells that an earlier reply to the prompt exists.

    `removed` names what the privacy guard took out before storing. `late` says that the prompt was
    the group's newest, and its deadline had passed.
    """

    attempt: Attempt
    head: PromptHead
    revises: bool
    removed: tuple[str, ...]
    late: bool = False


async def submit(
    deps: Deps,
    visitor: Visitor,
    text: str,
    *,
    prompt_id: str | None,
    event_key: str,
    at: datetime,
    message: str | None = None,
) -> Received:
    """Store a reply to a prompt, today's when none is named, and queue it for grading.

    `at` is the time of the message, `message` its key on the platform. A later reply
    to the same prompt is a revision of the one before. Raises BadInput for text that is no
    reply, AlreadyHandled for a repeated event.
    """
    clean = checked_text(text)
    kept, removed = redact(clean)
    async with deps.store.write(visitor.group.id) as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        posting = await open_posting(work, visitor, at)
        head = _answered(deps, posting, prompt_id)
        attempt = await _store(
            work,
            visitor,
            kept,
            head,
            posting if posting is not None and posting.prompt_id == head.id else None,
            at,
            message,
        )
        await work.jobs.add(attempt.id, at)
        late = attempt.posting_id is None and await _was_posted_last(work, visitor, head)
    deps.tally.received()
    return Received(attempt, head, attempt.revises_id is not None, removed, late)


def checked_text(text: str) -> str:
    """The text without NUL, lone surrogates and surrounding space; BadInput when unusable."""
    clean = plain(text)
    if not clean:
        raise BadInput(reply_refusals.EMPTY_REPLY)
    if len(clean) > LONGEST_REPLY:
        raise BadInput(reply_refusals.too_long(len(clean), LONGEST_REPLY))
    return clean


async def open_posting(work: Work, visitor: Visitor, at: datetime) -> Posting | None:
    """The group's posting that takes replies at that moment."""
    posting = await work.postings.latest(visitor.group.id)
    if posting is None or posting.state is PostingState.CLOSED or posting.deadline_at <= at:
        return None
    return posting


async def _was_posted_last(work: Work, visitor: Visitor, head: PromptHead) -> bool:
    posting = await work.postings.latest(visitor.group.id)
    return posting is not None and posting.prompt_id == head.id


def _answered(deps: Deps, posting: Posting | None, prompt_id: str | None) -> PromptHead:
    wanted = prompt_id or (posting.prompt_id if posting is not None else None)
    if wanted is None:
        raise BadInput(reply_refusals.NO_PROMPT_TODAY)
    head = deps.bank.head(wanted)
    if head is None:
        raise UnknownPrompt(value_refusals.unknown_prompt(wanted))
    return head


async def _store(
    work: Work,
    visitor: Visitor,
    text: str,
    head: PromptHead,
    posting: Posting | None,
    at: datetime,
    message: str | None,
) -> Attempt:
    group_id, member_id = visitor.group.id, visitor.member.id
    earlier = active(await work.attempts.of_prompt(group_id, member_id, head.id))
    day = local_date(at, visitor.zone)
    unscheduled = await work.attempts.unscheduled(group_id, member_id, day)
    capped = posting is None and not earlier and len(unscheduled - {head.id}) >= UNSCHEDULED_PER_DAY
    return await work.attempts.add(
        NewAttempt(
            member_id=member_id,
            group_id=group_id,
            prompt_id=head.id,
            posting_id=posting.id if posting is not None else None,
            revises_id=earlier[-1].attempt.id if earlier else None,
            text=text,
            sent_at=at,
            zone=visitor.zone,
            practice_date=day,
            hints=await work.hints.taken(group_id, member_id, head.id),
            counts=not capped,
            guess_until=at + PATIENCE if visitor.member.self_score else None,
            message=message,
        )
    )
