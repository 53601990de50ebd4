"""Practice outside the schedule: a prompt chosen for one member."""

from __future__ import annotations

from datetime import datetime

from bot import refusals
from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.rotation import choose, eligible
from bot.errors import BadInput
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.replies import open_posting

_REMEMBERED = 500
"""Attempts looked back on when choosing what a member has not seen for longest."""


async def practice_prompt(
    deps: Deps,
    visitor: Visitor,
    *,
    topic: str | None,
    level: PromptLevel | None,
    at: datetime,
) -> PromptHead:
    """A prompt of that topic and level that the member has answered least; never today's.

    Raises BadInput when the bank holds none.
    """
    heads = eligible(
        deps.bank.heads(), topics=[topic] if topic else (), levels=[level] if level else ()
    )
    async with deps.store.read() as work:
        posting = await open_posting(work, visitor, at)
        history = await work.attempts.history(visitor.group.id, visitor.member.id, _REMEMBERED)
    if posting is not None:
        heads = [head for head in heads if head.id != posting.prompt_id]
    used = [one.attempt.prompt_id for one in reversed(history)]
    head = choose(heads, used, deps.chance)
    if head is None:
        raise BadInput(refusals.NOTHING_TO_PRACTISE)
    return head
