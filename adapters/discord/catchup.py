"""Catching up: what was written while we were away is read from where we had got to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import discord
import structlog

from adapters.discord.faults import FAULTS
from adapters.discord.places import PLATFORM
from bot.core import Core
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

REMEMBERED = timedelta(days=7)
"""Conversations that were silent for longer are not looked at."""

MOST_MESSAGES = 500
"""In one conversation; a study group writes less in a week."""


class CatchUp:
    """Reads what was missed, conversation by conversation."""

    def __init__(
        self,
        core: Core,
        client: discord.Client,
        hear: Callable[[discord.Message], Awaitable[None]],
        clock: Clock,
    ) -> None:
        self._core = core
        self._client = client
        self._hear = hear
        self._clock = clock

    async def run(self) -> int:
        """Hear every message that was missed; returns how many were read."""
        since = self._clock.now() - REMEMBERED
        read = 0
        for place, position in await self._core.conversations(PLATFORM, since):
            try:
                read += await self._read(int(place.channel), int(position))
            except FAULTS as error:
                # A channel that is gone or closed to us: the others are read all the same.
                _log.info("catchup.skipped", channel=place.channel, error=type(error).__name__)
        if read:
            _log.info("catchup.read", messages=read)
        return read

    async def _read(self, channel_id: int, position: int) -> int:
        channel = await self._channel(channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            return 0
        read = 0
        after = discord.Object(position)
        async for message in channel.history(limit=MOST_MESSAGES, after=after, oldest_first=True):
            await self._hear(message)
            read += 1
        return read

    async def _channel(self, channel_id: int) -> object:
        """The channel with all it knows: from a thread's parent its answers are told."""
        return self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
