"""When a member is to be reminded: their own wall time turned into instants."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.domain.schedule import due_instant, local_date

GRACE = timedelta(hours=2)
"""A reminder this much late, because nothing ran at its time, is left out."""

LAST_CALL = timedelta(minutes=15)
"""A reminder put off comes this long before the deadline at the latest."""

_SEARCH_DAYS = 4
"""A zone may skip one date as a whole; two in a row no zone ever has."""


def next_reminder(wanted: time, zone: str, after: datetime) -> datetime:
    """The first instant after `after` at which `wanted` comes on the clock of `zone`, in UTC.

    Once on every local date that exists, whatever the clocks do (see `due_instant`).
    """
    today = local_date(after, zone)
    for offset in range(_SEARCH_DAYS):
        instant = due_instant(today + timedelta(days=offset), wanted, zone)
        if instant is not None and instant > after:
            return instant
    raise AssertionError(f"{zone} has no {wanted} after {after}")


def last_reminder(wanted: time, zone: str, now: datetime) -> tuple[date, datetime] | None:
    """The newest local date on which `wanted` has come by `now`, with its instant.

    None when it came more than GRACE ago: then nobody is reminded of it any more.
    """
    today = local_date(now, zone)
    for day in (today, today - timedelta(days=1)):
        instant = due_instant(day, wanted, zone)
        if instant is not None and instant <= now:
            return (day, instant) if now - instant <= GRACE else None
    return None


def put_off(now: datetime, by: timedelta, deadline: datetime) -> datetime | None:
    """When a reminder comes that was put off; None when there is no time left to put it off."""
    latest = deadline - LAST_CALL
    return min(now + by, latest) if latest > now else None
