"""The one module that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import tzlocal


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class RehearsalClock:
    """A clock that stands where it is set, so that a week can be lived through in a script."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The moment it is set to."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at another moment."""
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Stand so much later."""
        self._at += by


def machine_zone() -> str:
    """The IANA name of the machine's time zone; UTC where it has none."""
    try:
        return tzlocal.get_localzone_name()
    except (LookupError, ValueError, OSError):
        return "UTC"
