"""The fake's own time: the machine's, plus what a test has moved it on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any


class FakeClock:
    """Runs with the machine's clock; `shift` moves it on at once and wakes whoever waits."""

    def __init__(self, moved: Callable[[], None]) -> None:
        self._ahead = timedelta()
        self._moved = moved
        self._alarms: set[asyncio.Future[None]] = set()
        self._last = 0

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def epoch(self) -> float:
        """Seconds since 1970."""
        return self.now().timestamp()

    def since(self, moment: datetime) -> float:
        """Seconds from that moment to now."""
        return (self.now() - moment).total_seconds()

    def shift(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
        for alarm in self._alarms:
            if not alarm.done():
                alarm.set_result(None)
        self._moved()

    def ts(self) -> str:
        """A time as Slack writes it, never the same twice: `1605948573.000100`."""
        self._last = max(int(self.epoch() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    async def wait(self, future: asyncio.Future[Any], seconds: float) -> bool:
        """Whether it is done within so many seconds of this clock."""
        end = self.now() + timedelta(seconds=seconds)
        while not future.done():
            left = (end - self.now()).total_seconds()
            if left <= 0:
                return False
            alarm: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._alarms.add(alarm)
            try:
                await asyncio.wait(
                    [future, alarm], timeout=left, return_when=asyncio.FIRST_COMPLETED
                )
            finally:
                self._alarms.discard(alarm)
        return True

    async def sleep(self, seconds: float) -> None:
        """So many seconds of this clock."""
        await self.wait(asyncio.get_running_loop().create_future(), seconds)
