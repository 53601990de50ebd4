"""Living through days: the fake's clock is moved, and the bot's with it where that is its clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Rounds


def tomorrow(fake: FakeDiscord, hour: int = 9, minute: int = 1) -> None:
    """Moves to that time of the next day, in UTC; groups of these tests post at nine."""
    now = fake.clock.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=1)
    fake.clock.shift((then - now).total_seconds())


async def tick(fake: FakeDiscord, bot: Rounds) -> None:
    """What the ticker does every few seconds, at once."""
    await bot.core.tick(fake.clock.now())
    bot.server.ring()


async def later(fake: FakeDiscord, bot: Rounds, look: Callable[[], object]) -> None:
    """Lets time pass, ten seconds at a time, until it has come to that."""
    for _ in range(60):
        if look():
            return
        fake.clock.shift(10)
        bot.server.ring()
        await asyncio.sleep(0.03)
    raise AssertionError("it did not come to that in ten minutes")


async def calm(bot: Rounds) -> None:
    """Until nothing waits to be sent."""
    for _ in range(500):
        if not await _waits(bot):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("something cannot be sent")


async def through(fake: FakeDiscord, bot: Rounds) -> None:
    """Lets time pass, ten seconds at a time, until nothing waits to be sent or sent again."""
    for _ in range(60):
        if not await _waits(bot):
            return
        fake.clock.shift(10)
        bot.server.ring()
        await asyncio.sleep(0.03)
    raise AssertionError("something was not sent in ten minutes")


async def _waits(bot: Rounds) -> bool:
    async with bot.core.deps.store.read() as work:
        return bool(await work.outbox.pending())


def public(fake: FakeDiscord, channel: Channel) -> list[Message]:
    """What the bot said there to everybody, but for answers to commands; oldest first."""
    return [
        one
        for one in channel.messages.values()
        if one.author is fake.bot and one.only_for is None and not one.interaction and not one.type
    ]
