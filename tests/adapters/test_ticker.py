"""The ticker goes on whatever happens to the clock or to a tick."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base

from adapters.ticker import start_ticker

SECONDS = 0.02


class Clock(datetime):
    """What the scheduler takes for the machine's clock."""

    moved = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Clock:
        real = datetime.now(UTC) + cls.moved
        return cls.fromtimestamp(real.timestamp(), tz)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    Clock.moved = timedelta()
    monkeypatch.setattr(base, "datetime", Clock)
    return Clock


class Ticks:
    """Counts; fails or dawdles where it is told to."""

    def __init__(self) -> None:
        self.count = 0
        self.came = asyncio.Event()
        self.running = 0
        self.most = 0
        self.lasts = 0.0
        self.fails = False

    async def tick(self) -> None:
        self.count += 1
        self.came.set()
        self.running += 1
        self.most = max(self.most, self.running)
        await asyncio.sleep(self.lasts)
        self.running -= 1
        if self.fails:
            raise RuntimeError("a tick that failed")

    async def more(self) -> None:
        """Until three more came."""
        async with asyncio.timeout(5):
            for _ in range(3):
                self.came.clear()
                await self.came.wait()


@asynccontextmanager
async def ticking() -> AsyncIterator[Ticks]:
    ticks = Ticks()
    ticker = start_ticker(ticks.tick, SECONDS)
    yield ticks
    await ticker.stop()


async def test_it_ticks_at_once_and_no_more_once_stopped() -> None:
    ticks = Ticks()
    ticker = start_ticker(ticks.tick, 60)
    async with asyncio.timeout(5):
        await ticks.came.wait()
    await ticker.stop()
    await asyncio.sleep(3 * SECONDS)
    assert ticks.count == 1


@pytest.mark.parametrize("hours", [-2, 2, -24 * 365])
async def test_it_goes_on_when_the_clock_is_set(clock: type[Clock], hours: int) -> None:
    async with ticking() as ticks:
        await ticks.more()
        clock.moved = timedelta(hours=hours)
        await ticks.more()


async def test_a_tick_that_runs_is_waited_for() -> None:
    ticks = Ticks()
    ticks.lasts = 3 * SECONDS
    ticker = start_ticker(ticks.tick, 60)
    async with asyncio.timeout(5):
        await ticks.came.wait()
    await ticker.stop()
    assert ticks.running == 0


async def test_a_tick_that_fails_or_dawdles_is_followed_by_others() -> None:
    async with ticking() as ticks:
        ticks.fails, ticks.lasts = True, 3 * SECONDS
        await ticks.more()
    assert ticks.most == 1
