"""The port for vital signs: what waits, and for how long, over all groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.group import Place


@dataclass(frozen=True, slots=True)
class Queue:
    """How many wait, and since when the oldest does; None when none does."""

    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Vitals:
    """What waits in the database at one moment.

    `events` were kept and not handled, `replies` are stored and not graded, `messages` could be
    sent and are not; `provisional` replies have a grade and wait for a better one. `due` groups
    should have had their posting. `judge_calls` and `judge_micros` (millionths of the currency the
    prices are in; None without prices) are those of the last 24 hours.
    """

    events: Queue
    replies: Queue
    provisional: int
    messages: Queue
    due: Queue
    judge_calls: int
    judge_micros: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A posting that waits to be sent: since when, and why the last try failed, if one did."""

    since: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class GroupVitals:
    """What of one group waits: `replies` for a grade, `messages` to be sent, the oldest posting."""

    replies: Queue
    messages: int
    posting: Held | None


class VitalSigns(Protocol):
    """Reads them; a handful of counts over what waits, whatever lies behind."""

    async def read(self, now: datetime) -> Vitals:
        """How things stand."""
        ...

    async def of_group(self, group_id: int, places: Sequence[Place], now: datetime) -> GroupVitals:
        """How they stand for a group with these places."""
        ...
