"""When a group's prompt is due: local time and weekdays turned into instants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
"""All weekdays, Monday is 0."""

_SEARCH_DAYS = 800
"""How far ahead a next date is looked for: two years of skip dates are no schedule."""


class Delivery(StrEnum):
    """How a group's prompt comes to its members."""

    POSTED = "posted"
    """The bot posts at the local time; a posting it missed is an outage, excused for everybody."""
    ON_VISIT = "on-visit"
    """The prompt is there whenever somebody comes; a day without a visit is a missed day."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days and the local time at which a group's prompt is due.

    `zone` is an IANA name; `weekdays` holds 0 (Monday) to 6.
    """

    zone: str
    local_time: time
    weekdays: frozenset[int]


def due_instant(day: date, local_time: time, zone: str) -> datetime | None:
    """The instant in UTC at which `local_time` comes on that local date; None without such a date.

    Both readings of a wall time are tried, the earlier first; the first whose instant falls back
    on the same local date counts. So a repeated time comes once, at its first occurrence, a time
    inside a gap is shifted by the gap (02:30 becomes 03:30), and only a date that a zone skipped as
    a whole (Apia, 2011-12-30) has none. Consecutive due instants lie 20 to 28 hours apart.
    """
    tz = ZoneInfo(zone)
    for fold in (0, 1):
        instant = datetime.combine(day, local_time.replace(fold=fold), tz).astimezone(UTC)
        if instant.astimezone(tz).date() == day:
            return instant
    return None


def next_due(
    schedule: Schedule, *, first: date, skipped: Iterable[date] = ()
) -> tuple[date, datetime] | None:
    """The first scheduled local date from `first` on, with its instant; None when there is none."""
    if not schedule.weekdays:
        return None
    left_out = frozenset(skipped)
    for offset in range(_SEARCH_DAYS):
        day = first + timedelta(days=offset)
        if day.weekday() not in schedule.weekdays or day in left_out:
            continue
        instant = due_instant(day, schedule.local_time, schedule.zone)
        if instant is not None:
            return day, instant
    return None


def local_date(instant: datetime, zone: str) -> date:
    """The date on the wall calendar of `zone` at that instant."""
    return instant.astimezone(ZoneInfo(zone)).date()
