"""Suggestions: members propose questions, hosts take them or say why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.message import MessageKind
from bot.domain.plaintext import plain
from bot.domain.redaction import redact
from bot.domain.suggestion import Suggestion, SuggestionState
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.refusals import suggestions as suggestion_refusals
from bot.services.appeals import checked_reason
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.letters import host_letters, letter

LONGEST = 1_000
"""Characters of a question; the longest of the bank has less than half of it."""

SHORTEST = 15
MOST_OPEN = 10
"""Unanswered proposals of one member in a group."""

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal with the name of who made it."""

    suggestion: Suggestion
    member: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """The oldest open proposals, and how many there are beyond."""

    shown: tuple[Proposal, ...]
    more: int


async def propose(
    deps: Deps, visitor: Visitor, text: str, *, event_key: str, at: datetime
) -> Suggestion:
    """Store a question for the hosts and tell them. BadInput for what cannot be one."""
    clean = plain(text)
    if len(clean) < SHORTEST:
        raise BadInput(suggestion_refusals.SUGGESTION_TOO_SHORT)
    if len(clean) > LONGEST:
        raise BadInput(suggestion_refusals.suggestion_too_long(len(clean), LONGEST))
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        group_id, member_id = visitor.group.id, visitor.member.id
        if await work.suggestions.open_of(group_id, member_id) >= MOST_OPEN:
            raise BadInput(suggestion_refusals.too_many_suggestions(MOST_OPEN))
        stored = await work.suggestions.add(group_id, member_id, redact(clean)[0], at)
        letters = await host_letters(
            work,
            group_id,
            kind=MessageKind.SUGGESTION,
            key=str(stored.id),
            subject={"suggestion": stored.id, "member": member_id},
        )
        await work.outbox.add(letters, at)
        return stored


async def proposals(deps: Deps, visitor: Visitor) -> Proposals:
    """The group's open proposals, oldest first."""
    async with deps.store.read() as work:
        found = await work.suggestions.open(visitor.group.id)
        shown = [await proposal_of(work, one) for one in found[:MOST_SHOWN]]
    return Proposals(tuple(shown), max(0, len(found) - MOST_SHOWN))


async def proposal_of(work: Work, suggestion: Suggestion) -> Proposal:
    """A proposal with its member's name."""
    member = await work.members.get(suggestion.member_id)
    return Proposal(suggestion, member.name if member is not None else "")


async def answer_proposal(
    deps: Deps,
    visitor: Visitor,
    number: int,
    state: SuggestionState,
    reason: str,
    *,
    event_key: str,
    at: datetime,
) -> Proposal:
    """Approve or decline a proposal; the member is told, the audit log keeps it.

    A decline needs its reason. Raises BadInput for what is not open in this group.
    """
    kept = checked_reason(reason)
    if state is SuggestionState.DECLINED and not kept:
        raise BadInput(review_refusals.REASON_NEEDED)
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        found = await work.suggestions.get(number)
        if found is None or found.group_id != visitor.group.id:
            raise BadInput(suggestion_refusals.no_suggestion(number))
        if found.state is not SuggestionState.OPEN:
            raise BadInput(suggestion_refusals.suggestion_answered(number))
        await work.suggestions.answer(number, state, kept, at)
        done = await proposal_of(work, found)
        detail = {"suggestion": number, "member": done.member, "reason": kept}
        action = f"suggestion.{'approve' if state is SuggestionState.APPROVED else 'decline'}"
        await work.audit.add(visitor.group.id, visitor.member.id, action, detail, at)
        told = await letter(
            work,
            found.group_id,
            found.member_id,
            kind=MessageKind.SUGGESTION_ANSWER,
            key=str(number),
            subject={"suggestion": number, "member": found.member_id},
        )
        await work.outbox.add(told, at)
        return done


async def approved(deps: Deps) -> Sequence[Suggestion]:
    """Everything that hosts of any group want in the bank, oldest first."""
    async with deps.store.read() as work:
        return await work.suggestions.approved()
