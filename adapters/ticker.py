"""The ticker: APScheduler as a plain interval in UTC, which wakes the core and decides nothing.

Its cron triggers skip or double days at zone changes and its default grace drops late runs, so it
is given neither: the core works out from stored state what is due.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_SECONDS = 5


def start_ticker(tick: Callable[[], Awaitable[None]], seconds: float = TICK_SECONDS) -> Ticker:
    """Call `tick` every so many seconds on the running loop, never two at once."""
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        tick, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1
    )
    scheduler.start()
    return Ticker(scheduler)


class Ticker:
    """A running ticker."""

    def __init__(self, scheduler: AsyncIOScheduler) -> None:
        self._scheduler = scheduler

    def stop(self) -> None:
        """Tick no more; a tick that runs is left to finish."""
        self._scheduler.shutdown(wait=False)
