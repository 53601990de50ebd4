"""Nowhere: an adapter that is done with every message at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from benchmarks import world
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing


class Nowhere:
    """Implements `adapters.adapter.Adapter`; counts what was sent, and the prompts among it."""

    platform = world.PLATFORM
    recipients: Sequence[str] | None = None
    workspaces: Sequence[str] | None = None
    steps: Collection[MessageKind] = ()

    def __init__(self) -> None:
        self.sent = self.prompts = 0

    async def send(self, outgoing: Outgoing) -> str:
        """The message's own key serves as the id of it."""
        self.sent += 1
        self.prompts += outgoing.message.kind is MessageKind.POSTING
        return outgoing.message.key
