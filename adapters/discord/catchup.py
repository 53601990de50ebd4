"""Catching up: what was written while we were away is read from where we had got to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import discord
import structlog

from adapters.discord.faults import FAULTS
from adapters.discord.places import PLATFORM
from adapters.discord.positions import Positions
from bot.core import Core
from bot.domain.group import Place
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

REMEMBERED = timedelta(days=7)
"""Conversations that were silent for longer are not looked at."""

UNHEARD = timedelta(days=1)
"""How far back a group's channel and our threads in it are read of which nothing was written down
yet: whoever answers the first prompt, or in a thread that has just opened, may do so before it is.
"""

MOST_MESSAGES = 500
"""In one conversation; a study group writes less in a week."""

_PAUSES = (1.0, 5.0, 30.0)
"""Seconds before each further try where Discord could not be asked: its answer decides whether
an answer of somebody's is lost.
"""


class CatchUp:
    """Reads what was missed, conversation by conversation."""

    def __init__(
        self,
        core: Core,
        client: discord.Client,
        hear: Callable[[discord.Message], Awaitable[None]],
        clock: Clock,
        is_ours: Callable[[Place], bool],
        positions: Positions,
    ) -> None:
        """`is_ours` says of which conversations this process hears."""
        self._positions = positions
        self._is_ours = is_ours
        self._core = core
        self._client = client
        self._hear = hear
        self._clock = clock

    async def run(self) -> int:
        """Hear every message that was missed; returns how many were read."""
        session = self._positions.sessions
        known = await self._conversations()
        found = [one for one in known if self._is_ours(one[0])]
        self._positions.hold([place for place, _ in found])
        # Servers first: from what somebody said there it is known where they are at home.
        found.sort(key=lambda one: not one[0].workspace)
        read = await self._all([(int(place.channel), int(at)) for place, at in found])
        self._positions.release(session)
        if read:
            _log.info("catchup.read", messages=read)
        return read

    async def behind(self, message_id: int) -> None:
        """Hear what was written in the thread of that message of ours, if there is one."""
        await self._all([(message_id, message_id)])

    async def _all(self, waiting: Sequence[tuple[int, int]]) -> int:
        """Each channel from a message on, again where it failed; how many messages were read."""
        read = 0
        for pause in (*_PAUSES, None):
            failed: list[tuple[int, int]] = []
            for channel_id, position in waiting:
                number, finished = await self._try(channel_id, position)
                read += number
                if not finished:
                    failed.append((channel_id, position))
            waiting = failed
            if not waiting or pause is None:
                break
            await asyncio.sleep(pause)
        return read

    async def _conversations(self) -> list[tuple[Place, str]]:
        """Each with how far it was heard; those of groups also where that is not written down."""
        now = self._clock.now()
        known = await self._core.conversations(PLATFORM, now - REMEMBERED)
        heard = {place for place, _ in known}
        begun: dict[Place, int] = {}
        for group, place in await self._core.homes(PLATFORM):
            begun[place] = discord.utils.time_snowflake(max(now - UNHEARD, group.created_at))
            begun |= self._threads(place, now)
        return known + [(place, str(at)) for place, at in begun.items() if place not in heard]

    def _threads(self, place: Place, now: datetime) -> dict[Place, int]:
        """The young threads that we opened there, each from its beginning."""
        guild = self._client.get_guild(int(place.workspace))
        since = discord.utils.time_snowflake(now - UNHEARD)
        me = self._client.user and self._client.user.id
        return {
            replace(place, channel=str(thread.id)): thread.id
            for thread in (() if guild is None else guild.threads)
            if thread.parent_id == int(place.channel)
            and thread.owner_id == me
            and thread.id > since
        }

    async def _try(self, channel_id: int, position: int) -> tuple[int, bool]:
        """How many messages were read, and whether there is nothing left to try for."""
        try:
            return await self._read(channel_id, position), True
        except (discord.Forbidden, discord.NotFound, discord.InvalidData) as error:
            # A channel that is gone or closed to us: the others are read all the same.
            _log.info("catchup.skipped", channel=channel_id, error=type(error).__name__)
            return 0, True
        except FAULTS as error:
            _log.warning("catchup.failed", channel=channel_id, error=type(error).__name__)
            return 0, False

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
