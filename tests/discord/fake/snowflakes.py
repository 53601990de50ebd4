"""Ids as Discord makes them: the time in milliseconds, and never the same twice."""

from __future__ import annotations

from datetime import datetime

from tests.discord.fake.clock import FakeClock

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Each call gives a larger id than all before."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._last = 0

    def __call__(self) -> int:
        made = at(self._clock.now())
        self._last = max(made, self._last + 1)
        return self._last


def at(moment: datetime) -> int:
    """The smallest id of that millisecond."""
    return (int(moment.timestamp() * 1000) - DISCORD_EPOCH_MS) << 22
