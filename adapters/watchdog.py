"""The watchdog: a thread that ends the process when its event loop stands still.

A process that hangs hears nobody and is taken for running; one that ends is started again by
whoever keeps it (systemd, a container), and goes on with what is stored.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import sys
import threading
from collections.abc import Callable
from time import monotonic

import structlog

_log = structlog.get_logger(__name__)

BEAT_SECONDS = 0.5
STANDS_STILL_SECONDS = 60.0
"""Longer than any start, upgrade or slow disk has held the loop."""

STATUS = 70
"""EX_SOFTWARE of sysexits.h."""


class Watchdog:
    """Watches the loop that beats it; `lagged` is told how late each beat came."""

    def __init__(
        self,
        lagged: Callable[[float], None],
        *,
        patience: float = STANDS_STILL_SECONDS,
        bark: Callable[[], None] | None = None,
    ) -> None:
        self._lagged = lagged
        self._patience = patience
        self._bark = bark or _end
        self._beaten_at = monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    async def beat(self) -> None:
        """Beat, for as long as the loop runs; cancel to let the watchdog go."""
        self._beaten_at = monotonic()
        self._thread.start()
        try:
            while True:
                began = monotonic()
                await asyncio.sleep(BEAT_SECONDS)
                self._beaten_at = monotonic()
                self._lagged(max(0.0, self._beaten_at - began - BEAT_SECONDS))
        finally:
            self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(min(1.0, self._patience / 4)):
            if monotonic() - self._beaten_at > self._patience:
                self._bark()
                return


def _end() -> None:
    _log.critical("loop.stalled", seconds=STANDS_STILL_SECONDS)
    # What it was doing, without what anybody wrote: a stack holds names of functions alone.
    faulthandler.dump_traceback(file=sys.stderr)
    os._exit(STATUS)
