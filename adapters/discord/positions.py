"""Positions: how far each conversation was heard, written down now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import discord

from adapters.discord.places import PLATFORM
from bot.core import Core
from bot.domain.group import Place
from bot.errors import StoreError
from bot.ports.clock import Clock

_MOST_BEGUN = 10_000


class Positions:
    """The newest message heard in each conversation that is ours.

    Written down in passing: after a crash some messages are heard twice, and count once. `begun`
    is set when there is a conversation of which nothing may be written down yet: a crash before
    that is would leave it out of what is caught up.

    Nothing that a new session tells is written down before what was missed is read: whoever ended
    meanwhile would not be asked again for what stood before it. So it begins paused.
    """

    def __init__(self, core: Core, clock: Clock) -> None:
        self.begun = asyncio.Event()
        self.sessions = 0
        """How often a session began."""
        self._core = core
        self._clock = clock
        self._moved: dict[Place, int] = {}
        self._later: dict[Place, int] = {}
        self._known: set[Place] = set()
        self._held: frozenset[Place] | None = None

    def pause(self) -> None:
        """A session begins: something may have been missed anywhere before what it tells."""
        self.sessions += 1
        self._held = None

    def hold(self, places: Collection[Place]) -> None:
        """What was missed in these is being read, and nothing was in others."""
        self._held = frozenset(places)
        free = {place: at for place, at in self._later.items() if place not in self._held}
        for place, message_id in free.items():
            del self._later[place]
            self._put(place, message_id)

    def release(self, session: int) -> None:
        """What was missed before that session is read; a later one waits for its own."""
        if session == self.sessions:
            self.hold(())

    def heard(self, message: discord.Message) -> None:
        """A message was heard in a conversation of ours."""
        self.reached(message.guild.id if message.guild else None, message.channel.id, message.id)

    def reached(self, guild_id: int | None, channel_id: int, message_id: int) -> None:
        """Everything up to that message was heard there."""
        workspace = "" if guild_id is None else str(guild_id)
        place = Place(PLATFORM, workspace, str(channel_id))
        if self._held is None or place in self._held:
            self._later[place] = max(message_id, self._later.get(place, 0))
        else:
            self._put(place, message_id)

    async def write_down(self) -> None:
        """Keep what moved since the last time. Raises StoreError."""
        self.begun.clear()
        moved, self._moved = self._moved, {}
        if not moved:
            return
        try:
            positions = {place: str(message_id) for place, message_id in moved.items()}
            await self._core.moved(positions, self._clock.now())
        except StoreError:
            for place, message_id in moved.items():
                self._moved[place] = max(message_id, self._moved.get(place, 0))
            raise
        if len(self._known) > _MOST_BEGUN:
            self._known.clear()
        self._known |= moved.keys()

    def _put(self, place: Place, message_id: int) -> None:
        self._moved[place] = max(message_id, self._moved.get(place, 0))
        if place not in self._known:
            self.begun.set()
