"""The ticker: wakes the core every few seconds, and decides nothing.

It counts seconds that pass and looks at no clock: one that is set back by hours must not make it
wait for them. What is due the core works out from stored state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

_log = structlog.get_logger(__name__)

TICK_SECONDS = 5


def start_ticker(tick: Callable[[], Awaitable[None]], seconds: float = TICK_SECONDS) -> Ticker:
    """Call `tick` now and every so many seconds on the running loop, never two at once.

    At once, because what came due while nothing ran is late already.
    """
    return Ticker(tick, seconds)


class Ticker:
    """A running ticker."""

    def __init__(self, tick: Callable[[], Awaitable[None]], seconds: float) -> None:
        self._tick = tick
        self._seconds = seconds
        self._over = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Tick no more; a tick that runs is left to finish."""
        self._over.set()

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._over.is_set():
            began = loop.time()
            try:
                await self._tick()
            except Exception as error:  # noqa: BLE001
                # One tick must not be the last: the next finds the same things due.
                _log.exception("tick.failed", error=type(error).__name__)
            await self._rest(began + self._seconds - loop.time())

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._over.wait(), max(0.0, seconds))
        except TimeoutError:
            return
