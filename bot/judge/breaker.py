"""A breaker: a model that keeps failing is left alone for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.judge import PASSING, Trouble

FAILURES = 3
"""Passing troubles in a row after which the model is left alone."""

PATIENCE_SECONDS = 5.0
"""A server that asks for a longer pause is not waited for."""

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(minutes=30)


class Breaker:
    """Open after repeated failures; then one call at a time finds out whether it is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0
        self._pause = SHORTEST
        self._until: datetime | None = None

    def closed(self) -> bool:
        """Whether a call may be made now; after a pause one caller gets true, once a pause."""
        if self._until is None:
            return True
        now = self._clock.now()
        if now < self._until:
            return False
        self._until = now + self._pause
        return True

    def answered(self) -> None:
        """A call was answered: everything is well."""
        self._failures = 0
        self._pause = SHORTEST
        self._until = None

    def failed(self, trouble: Trouble, retry_after: float | None = None) -> None:
        """A call failed; a refusal opens at once, because only other settings can change it.

        `retry_after` seconds are waited for, up to the longest pause.
        """
        self._failures += 1
        soon = (retry_after or 0.0) <= PATIENCE_SECONDS
        if trouble in PASSING and self._failures < FAILURES and soon:
            return
        asked = timedelta(seconds=min(retry_after or 0.0, LONGEST.total_seconds()))
        self._until = self._clock.now() + max(self._pause, asked)
        self._pause = min(self._pause * 2, LONGEST)
