"""The port for backups: when the last one was made."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Backups(Protocol):
    """The backups of each day."""

    def last(self) -> datetime | None:
        """When the newest was made that is whole and was looked over; None without one."""
        ...
