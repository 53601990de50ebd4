"""Values as people write them, read strictly: a clear sentence rather than a guess."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.commands.registry import nearest
from bot.domain.group import LONGEST_NAME
from bot.domain.schedule import EVERY_DAY, local_date
from bot.errors import BadInput
from bot.refusals import groups as group_refusals
from bot.refusals import values as value_refusals

_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LARGEST_ID = 999_999_999
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def read_zone(text: str) -> str:
    """An IANA time zone name."""
    wanted = text.strip()
    names = _zones()
    found = names.get(wanted.lower())
    if found is None:
        raise BadInput(value_refusals.not_a_zone(wanted, nearest(wanted, list(names.values()))))
    ZoneInfo(found)
    return found


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in sorted(available_timezones())}


def read_time(text: str) -> time:
    """A time of day: 09:00, 9.30, 9am."""
    match = _TIME.fullmatch(text.strip())
    if match is None or not (match[2] or match[3]):
        raise BadInput(value_refusals.not_a_time(text))
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise BadInput(value_refusals.not_a_time(text))
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise BadInput(value_refusals.not_a_time(text))
    return time(hour, minute)


def read_weekdays(text: str) -> frozenset[int]:
    """Weekdays: mon-fri, mon,wed,fri, daily, weekdays, weekends."""
    known = {
        "daily": EVERY_DAY,
        "all": EVERY_DAY,
        "weekdays": frozenset(range(5)),
        "weekends": frozenset({5, 6}),
    }
    wanted = text.strip().lower()
    if wanted in known:
        return known[wanted]
    days: set[int] = set()
    for part in re.split(r"[,\s]+", wanted):
        first, dash, last = part.partition("-")
        start, end = _weekday(first, text), _weekday(last if dash else first, text)
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(days)


def weekday_named(name: str) -> int | None:
    """The weekday that a name in small letters begins, two at least; Monday is 0."""
    found = [index for index, day in enumerate(_DAY_NAMES) if day.startswith(name)]
    return found[0] if len(name) >= 2 and len(found) == 1 else None


def _weekday(name: str, text: str) -> int:
    found = weekday_named(name)
    if found is None:
        raise BadInput(value_refusals.not_days(text))
    return found


def read_date(text: str, now: datetime, zone: str) -> date:
    """A date: 2026-11-21, today, tomorrow."""
    wanted = text.strip().lower()
    today = local_date(now, zone)
    if wanted in {"today", "tomorrow"}:
        return today + timedelta(days=wanted == "tomorrow")
    try:
        return date.fromisoformat(wanted)
    except ValueError:
        raise BadInput(value_refusals.not_a_date(text)) from None


def read_number(text: str, low: int, high: int) -> int:
    """A whole number in a range."""
    digits = text.strip()
    # int() itself refuses numbers of thousands of digits, and not with a sentence.
    plain = digits.isascii() and digits.isdigit() and len(digits) < 10
    if not plain or not low <= int(digits) <= high:
        raise BadInput(value_refusals.not_a_number(text, low, high))
    return int(digits)


def read_id(text: str) -> int:
    """The number of something that is stored."""
    return read_number(text, 1, _LARGEST_ID)


def read_group_name(text: str) -> str:
    """A group's name: something to be read, not longer than a list has room for."""
    name = " ".join(text.split())
    if not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
        raise BadInput(group_refusals.not_a_name(LONGEST_NAME))
    return name
