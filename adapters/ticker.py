"""The ticker: APScheduler as a plain interval in UTC, which wakes the core and decides nothing.

Its cron triggers skip or double days at zone changes and its default grace drops late runs, so it
is given neither: the core works out from stored state what is due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

TICK_SECONDS = 5

FINISH_SECONDS = 1.5
"""How long a stop waits for a tick that is under way."""


def start_ticker(tick: Callable[[], Awaitable[None]], seconds: float = TICK_SECONDS) -> Ticker:
    """Call `tick` soon and every so many seconds on the running loop, never two at once.

    Soon, because what came due while nothing ran is late already.
    """
    return Ticker(tick, seconds)


class Ticker:
    """A running ticker."""

    def __init__(self, tick: Callable[[], Awaitable[None]], seconds: float) -> None:
        self._tick = tick
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._ticked_at = self._loop.time()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._job = self._scheduler.add_job(
            self._once, _Every(seconds), misfire_grace_time=None, coalesce=True, max_instances=1
        )
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch())
        self._running: asyncio.Task[None] | None = None

    async def stop(self, seconds: float = FINISH_SECONDS) -> None:
        """Tick no more; a tick that runs has so long to finish."""
        self._watching.cancel()
        self._scheduler.shutdown(wait=False)
        if self._running is not None:
            await asyncio.wait({self._running}, timeout=seconds)
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def _once(self) -> None:
        self._ticked_at = self._loop.time()
        self._running = asyncio.create_task(self._ticked())
        # The scheduler cancels what it waits for when it ends.
        await asyncio.shield(self._running)

    async def _ticked(self) -> None:
        await self._tick()

    async def _watch(self) -> None:
        """The scheduler goes by the machine's clock: set back by hours, it would wait for them."""
        while True:
            await asyncio.sleep(self._seconds)
            if self._loop.time() - self._ticked_at > 2 * self._seconds:
                self._job.reschedule(_Every(self._seconds))


_SOON = timedelta(seconds=1)
"""After a start: who let us go meanwhile is known by then, and nothing is posted there."""


class _Every(BaseTrigger):  # type: ignore[misc]
    """Soon, and then so long after each time; what a clock set forward left out is left out."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """When to tick next; soon, where it never has."""
        return now + (min(self._interval, _SOON) if previous_fire_time is None else self._interval)
