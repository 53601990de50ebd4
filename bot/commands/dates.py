"""Dates to come, as people write them: 2026-12-01, 1 Dec, Dec 1st, in 3 weeks, next Friday."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from bot.commands.values import weekday_named
from bot.domain.schedule import local_date
from bot.errors import BadInput
from bot.refusals import plans as refusals

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SPELLED = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_SPELLED, start=1)}}
_IN = re.compile(r"in (\d{1,3}|[a-z]+) (day|week|month)s?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?([a-z]{3,9})\.?(?:,? (\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_WORDS = 4
"""A date has no more: 1 of December 2027."""
_UNITS = {"day": 1, "week": 7, "month": 30}


def read_day_ahead(text: str, now: datetime, zone: str) -> date:
    """A date, the next one of that name where the year is left out.

    It may lie in the past where it names its year. Raises BadInput for what is none.
    """
    wanted = " ".join(text.strip().lower().replace(",", " ").split())
    today = local_date(now, zone)
    found = _near(wanted, today) or _named(wanted, today)
    if found is None:
        raise BadInput(refusals.not_a_plan_date(text))
    return found


def first_day_ahead(text: str, now: datetime, zone: str) -> tuple[date, str] | None:
    """The date that the words begin with, as many of them as make one, and what follows it.

    None where they begin with none.
    """
    parts = text.replace(",", " ").split()
    for length in range(min(len(parts), _MOST_WORDS), 0, -1):
        try:
            day = read_day_ahead(" ".join(parts[:length]), now, zone)
        except BadInput:
            continue
        return day, " ".join(parts[length:])
    return None


def _near(wanted: str, today: date) -> date | None:
    if wanted in {"today", "tomorrow"}:
        return today + timedelta(days=wanted == "tomorrow")
    match = _IN.fullmatch(wanted)
    if match is not None:
        number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
        return None if number is None else today + timedelta(days=number * _UNITS[match[2]])
    weekday = weekday_named(wanted.removeprefix("next ").removeprefix("on "))
    if weekday is None:
        return None
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _named(wanted: str, today: date) -> date | None:
    if _ISO.fullmatch(wanted):
        return _date(int(wanted[:4]), int(wanted[5:7]), int(wanted[8:]))
    match = _DAY_MONTH.fullmatch(wanted)
    if match is not None:
        day, month, year = match[1], match[2], match[3]
    else:
        match = _MONTH_DAY.fullmatch(wanted)
        if match is None:
            return None
        month, day, year = match[1], match[2], match[3]
    months = [n for n, name in enumerate(_MONTHS, start=1) if name.startswith(month)]
    if len(months) != 1:
        return None
    if year is not None:
        return _date(int(year), months[0], int(day))
    for ahead in range(9):
        # 29 February may be years away.
        found = _date(today.year + ahead, months[0], int(day))
        if found is not None and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
