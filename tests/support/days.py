"""Living through days: a fake's clock is moved, and the bot's with it where that is its clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from adapters.server import Server
from bot.core import Core

_STEP_S = 10
_LOOK_S = 0.2
"""Real time for what a step brought to happen, before the next one makes it old."""

_LONGEST_S = 30.0


class Clock(Protocol):
    """One that can be moved."""

    def now(self) -> datetime:
        """In UTC."""
        ...

    def shift(self, seconds: float) -> None:
        """So much later at once."""
        ...


class Fake(Protocol):
    """A fake platform."""

    @property
    def clock(self) -> Clock:
        """Its own."""
        ...


class Bot(Protocol):
    """Rounds, connected to it."""

    @property
    def core(self) -> Core:
        """What decides."""
        ...

    @property
    def server(self) -> Server:
        """What sends."""
        ...


def tomorrow(fake: Fake, hour: int = 9, minute: int = 1) -> None:
    """Moves to that time of the next day, in UTC; groups of these tests post at nine."""
    now = fake.clock.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=1)
    fake.clock.shift((then - now).total_seconds())


async def tick(fake: Fake, bot: Bot) -> None:
    """What the ticker does every few seconds, at once."""
    await bot.core.tick(fake.clock.now())
    bot.server.ring()


async def later(fake: Fake, bot: Bot, look: Callable[[], object]) -> None:
    """Lets time pass, ten seconds at a time, until it has come to that."""
    ends = monotonic() + _LONGEST_S
    while not await _comes(look):
        assert monotonic() < ends, "it did not come to that"
        fake.clock.shift(_STEP_S)
        bot.server.ring()


async def through(fake: Fake, bot: Bot) -> None:
    """Lets time pass, ten seconds at a time, until nothing waits to be sent or sent again."""
    ends = monotonic() + _LONGEST_S
    while await _waits_on(bot):
        assert monotonic() < ends, "something cannot be sent"
        fake.clock.shift(_STEP_S)
        bot.server.ring()


async def calm(bot: Bot) -> None:
    """Until nothing waits to be sent."""
    ends = monotonic() + _LONGEST_S
    while await _waits_on(bot):
        assert monotonic() < ends, "something cannot be sent"


async def _comes(look: Callable[[], object]) -> bool:
    until = monotonic() + _LOOK_S
    while not (seen := look()) and monotonic() < until:  # noqa: ASYNC110 - a test's look
        await asyncio.sleep(0.01)
    return bool(seen)


async def _waits_on(bot: Bot) -> bool:
    """Whether something still waits after a while."""
    until = monotonic() + _LOOK_S
    while waits := await _waits(bot):
        if monotonic() > until:
            break
        await asyncio.sleep(0.01)
    return waits


async def _waits(bot: Bot) -> bool:
    async with bot.core.deps.store.read() as work:
        return bool(await work.outbox.pending())
