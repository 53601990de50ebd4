"""Hints: up to three for a prompt, each with its price said before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.points import HINT_COST_PERCENT
from bot.domain.prompt import PromptHead
from bot.errors import AlreadyHandled, BadInput, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import values as value_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.replies import open_posting


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that was taken: its number (1 to 3), its text and what all taken so far cost."""

    head: PromptHead
    number: int
    text: str
    cost_percent: int
    left: int


async def next_hint(
    deps: Deps, visitor: Visitor, *, prompt_id: str | None, event_key: str, at: datetime
) -> Hint:
    """Take the next hint; BadInput when none is left or the prompt was answered already."""
    group_id, member_id = visitor.group.id, visitor.member.id
    async with deps.store.write(visitor.group.id) as work:
        head = await asked_prompt(deps, work, visitor, prompt_id, at)
        taken = await work.hints.taken(group_id, member_id, head.id)
        if taken >= len(head.hints):
            raise BadInput(reply_refusals.NO_HINT_LEFT)
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        number = await work.hints.take(group_id, member_id, head.id, at)
    return Hint(
        head=head,
        number=number,
        text=head.hints[number - 1],
        cost_percent=number * HINT_COST_PERCENT,
        left=len(head.hints) - number,
    )


async def asked_prompt(
    deps: Deps, work: Work, visitor: Visitor, prompt_id: str | None, at: datetime
) -> PromptHead:
    """The head of the named prompt, or of today's; BadInput when there is none."""
    if prompt_id is None:
        posting = await open_posting(work, visitor, at)
        if posting is None:
            raise BadInput(reply_refusals.NO_PROMPT_TODAY)
        prompt_id = posting.prompt_id
    head = deps.bank.head(prompt_id)
    if head is None:
        raise UnknownPrompt(value_refusals.unknown_prompt(prompt_id))
    return head
