"""The store's part about reminders: when each member is to be reminded next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.member import Member


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A member whose reminder is due, and since when."""

    member: Member
    at: datetime


class Reminders(Protocol):
    """Whom to remind when, and reminders that were put off."""

    async def due(self, now: datetime, limit: int) -> list[DueReminder]:
        """Members whose next reminder is due at or before `now`, the longest due first."""
        ...

    async def move(self, moves: Sequence[tuple[DueReminder, datetime | None]]) -> None:
        """Set the next reminder of each, unless it was changed since it was read."""
        ...

    async def set_next(self, member_id: int, at: datetime | None) -> None:
        """Set when the member is reminded next; None for never."""
        ...

    async def next_of(self, member_id: int) -> datetime | None:
        """When the member is reminded next."""
        ...

    async def call_off(self, key_prefix: str) -> None:
        """Drop waiting reminders whose keys begin so, unless one is being sent just now."""
        ...
