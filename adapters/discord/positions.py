"""Positions: how far each conversation was heard, written down now and then."""

from __future__ import annotations

import discord

from adapters.discord.places import PLATFORM
from bot.core import Core
from bot.domain.group import Place
from bot.errors import StoreError
from bot.ports.clock import Clock


class Positions:
    """The newest message heard in each conversation that is ours.

    Written down in passing: after a crash some messages are heard twice, and count once.
    """

    def __init__(self, core: Core, clock: Clock) -> None:
        self._core = core
        self._clock = clock
        self._moved: dict[Place, int] = {}

    def heard(self, message: discord.Message) -> None:
        """A message was heard in a conversation of ours."""
        self.reached(message.guild.id if message.guild else None, message.channel.id, message.id)

    def reached(self, guild_id: int | None, channel_id: int, message_id: int) -> None:
        """Everything up to that message was heard there."""
        workspace = "" if guild_id is None else str(guild_id)
        place = Place(PLATFORM, workspace, str(channel_id))
        self._moved[place] = max(message_id, self._moved.get(place, 0))

    async def write_down(self) -> None:
        """Keep what moved since the last time. Raises StoreError."""
        moved, self._moved = self._moved, {}
        while moved:
            place, message_id = moved.popitem()
            try:
                await self._core.moved(place, str(message_id), self._clock.now())
            except StoreError:
                for unwritten, position in ((place, message_id), *moved.items()):
                    self._moved[unwritten] = max(position, self._moved.get(unwritten, 0))
                raise
