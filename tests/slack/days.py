"""Living through days: the fake's clock is moved, and the bot's with it where that is its clock."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.slack.fake import FakeSlack
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.rounds import Rounds


def tomorrow(fake: FakeSlack, hour: int = 9, minute: int = 1) -> None:
    """Moves to that time of the next day, in UTC; groups of these tests post at nine."""
    now = fake.clock.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=1)
    fake.clock.shift((then - now).total_seconds())


async def tick(fake: FakeSlack, bot: Rounds) -> None:
    """What the ticker does every few seconds, at once."""
    await bot.core.tick(fake.clock.now())
    bot.server.ring()


async def calm(bot: Rounds) -> None:
    """Until nothing waits to be sent."""
    for _ in range(1500):
        async with bot.core.deps.store.read() as work:
            if not await work.outbox.pending():
                return
        await asyncio.sleep(0.01)
    raise AssertionError("something cannot be sent")


def public(channel: Channel) -> list[Message]:
    """What the bot said there to everybody outside of threads, oldest first."""
    said = channel.messages.values()
    return [one for one in said if one.by is not None and one.thread_ts in {None, one.ts}]
