"""Living through days: the fake's clock is moved, and the bot's with it where that is its clock."""

from __future__ import annotations

from datetime import timedelta

from tests.slack.fake import FakeSlack
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
