"""The port for retention: what has served its time is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """Before which moments what is done with may go.

    `events`: handled ones, whose keys are kept so that a repeated one changes nothing. `letters`:
    sent or given-up messages to one person; those to a whole place stay, because what hangs under
    them is found by them. `calls`: of the outside judge. `cursors`: of conversations that fell
    silent. `erasures`: beyond the age of the oldest backup that is kept.
    """

    events: datetime
    letters: datetime
    calls: datetime
    cursors: datetime
    erasures: datetime


class Retention(Protocol):
    """Removes."""

    async def remove(self, limits: Limits, now: datetime, most: int) -> int:
        """Remove what is past its limit, at most so many rows of a kind; returns how many."""
        ...
