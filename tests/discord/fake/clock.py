"""The fake's own time: the machine's, plus what a test has moved it on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class FakeClock:
    """Runs with the machine's clock; `shift` moves it on at once and wakes whoever waits."""

    def __init__(self, moved: Callable[[], None]) -> None:
        self._ahead = timedelta()
        self._moved = moved

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def since(self, moment: datetime) -> float:
        """Seconds from that moment to now."""
        return (self.now() - moment).total_seconds()

    def shift(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
        self._moved()


def iso(moment: datetime) -> str:
    """As Discord writes times."""
    return moment.isoformat(timespec="microseconds")
