"""Small turns of phrase that many views share: plurals, dates, levels."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.grade import Level
from bot.domain.prompt import PromptHead, PromptLevel
from bot.views.model import Moment

LEVEL_NAMES = {
    Level.NONE: "no answer",
    Level.WEAK: "weak",
    Level.MIXED: "mixed",
    Level.GOOD: "good",
    Level.EXCELLENT: "excellent",
}

LEVEL_MEANINGS = {
    Level.NONE: "there was nothing to grade yet",
    Level.WEAK: "this would not pass yet",
    Level.MIXED: "a start, and not yet enough to pass",
    Level.GOOD: "this would pass",
    Level.EXCELLENT: "this would stand out",
}

PROMPT_LEVELS = {
    PromptLevel.STARTER: "starter",
    PromptLevel.STANDARD: "standard",
    PromptLevel.HARD: "hard",
}

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def count(number: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def a(thing: str) -> str:
    """`a record number`, `an access key`."""
    return f"{'an' if thing[:1] in 'aeiou' else 'a'} {thing}"


def day(when: date) -> str:
    """`Sat 21 Nov`."""
    return f"{WEEKDAYS[when.weekday()]} {when.day} {when:%b}"


def date_of(when: date) -> str:
    """`21 Nov`."""
    return f"{when.day} {when:%b}"


def clock(when: datetime, zone: str) -> str:
    """`Sat 21 Nov, 09:00` on the wall clock of a zone."""
    local = when.astimezone(ZoneInfo(zone))
    return f"{day(local.date())}, {local:%H:%M}"


def span(long: timedelta) -> str:
    """`4 minutes`, `3 hours`, `2 days`: the largest unit of which there are two, rounded down."""
    minutes = max(1, int(long.total_seconds() // 60))
    if minutes < 120:
        return count(minutes, "minute")
    if minutes < 48 * 60:
        return count(minutes // 60, "hour")
    return count(minutes // (24 * 60), "day")


def moment(when: datetime, zone: str) -> Moment:
    """The same as data, so that a platform can show it on its reader's own clock."""
    return Moment(when, clock(when, zone))


def weekdays(days: frozenset[int]) -> str:
    """`every day`, `Mon to Fri`, or the days by name."""
    if len(days) == 7:
        return "every day"
    ordered = sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{WEEKDAYS[ordered[0]]} to {WEEKDAYS[ordered[-1]]}"
    return ", ".join(WEEKDAYS[one] for one in ordered)


def prompt_line(head: PromptHead, topic: str) -> str:
    """`Metrics · hard · about 10 minutes`."""
    return f"{topic} · {PROMPT_LEVELS[head.level]} · about {count(head.minutes, 'minute')}"
