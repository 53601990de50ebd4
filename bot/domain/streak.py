"""The streak: consecutive practice days, derived from the stored attempts by one function."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import Calendar, DayKind

DAYS_PER_FREEZE = 7
MOST_FREEZES = 2

_TRAVEL_GAP = timedelta(hours=36)
"""Two practice days less than this apart in real time missed nothing: the date line did."""

_AHEAD_DAYS = 400
"""A streak that survives this long without practice is shown as one that never expires."""


@dataclass(frozen=True, slots=True)
class PracticeDay:
    """A local date on which a member sent an attempt of level 1 or more.

    `first` and `last` are the sending times of the first and the last such attempt, the zones are
    the member's own at those times.
    """

    date: date
    first: datetime
    first_zone: str
    last: datetime
    last_zone: str


class Outcome(StrEnum):
    """What a date did to a streak."""

    PRACTISED = "practised"
    FROZEN = "frozen"
    """Missed, and a freeze was spent."""
    MISSED = "missed"
    REST = "rest"
    AWAY = "away"
    OUTAGE = "outage"
    TRAVEL = "travel"
    """Skipped by a change of zone: less than 36 hours passed between the practices around it."""
    PENDING = "pending"
    """Today, not practised yet."""


@dataclass(frozen=True, slots=True)
class StreakDay:
    """One line of the proof: the date, what it did, and what was held after it."""

    date: date
    outcome: Outcome
    length: int
    freezes: int
    earned_freeze: bool = False


@dataclass(frozen=True, slots=True)
class Streak:
    """A member's streak on one date.

    `length` counts practised scheduled days without a miss between them, `best` is the longest so
    far, `freezes` (0 to 2) are held for days to come. Without further practice the streak is gone
    on `expires_on`. `days` proves it day by day from the first practice on.
    """

    length: int
    best: int
    freezes: int
    expires_on: date
    days: tuple[StreakDay, ...]


def practice_days(attempts: Iterable[tuple[date, datetime, str]]) -> dict[date, PracticeDay]:
    """Fold (practice date, sending time, zone) of attempts, in any order, into practice days."""
    days: dict[date, PracticeDay] = {}
    for day, sent_at, zone in attempts:
        known = days.get(day)
        if known is None:
            days[day] = PracticeDay(day, sent_at, zone, sent_at, zone)
            continue
        first = min((known.first, known.first_zone), (sent_at, zone))
        last = max((known.last, known.last_zone), (sent_at, zone))
        days[day] = PracticeDay(day, *first, *last)
    return days


def streak(practised: Mapping[date, PracticeDay], calendar: Calendar, today: date) -> Streak:
    """The streak on `today`.

    Scheduled days practised add one; scheduled days missed spend a freeze, or end it. Rest days,
    away dates and outage days neither break nor add, whatever was done on them. Every seventh day
    of a streak earns a freeze; at most two are held.
    """
    days = tuple(_walk(practised, calendar, today))
    length = days[-1].length if days else 0
    freezes = days[-1].freezes if days else 0
    done = bool(days) and days[-1].outcome is not Outcome.PENDING
    return Streak(
        length=length,
        best=max((day.length for day in days), default=0),
        freezes=freezes,
        expires_on=_expiry(calendar, today, freezes, done=done) if length else today,
        days=days,
    )


def _walk(
    practised: Mapping[date, PracticeDay], calendar: Calendar, today: date
) -> Iterator[StreakDay]:
    known = sorted(day for day in practised if day <= today)
    if not known:
        return
    length = freezes = 0
    day = known[0]
    while day <= today:
        outcome = _outcome(day, practised, calendar, today=today, freezes=freezes)
        earned = False
        if outcome is Outcome.PRACTISED:
            length += 1
            earned = length % DAYS_PER_FREEZE == 0 and freezes < MOST_FREEZES
            freezes += earned
        elif outcome is Outcome.FROZEN:
            freezes -= 1
        elif outcome is Outcome.MISSED:
            length = 0
        yield StreakDay(day, outcome, length, freezes, earned)
        day += timedelta(days=1)


def _outcome(
    day: date,
    practised: Mapping[date, PracticeDay],
    calendar: Calendar,
    *,
    today: date,
    freezes: int,
) -> Outcome:
    kind = calendar.kind(day)
    if kind is not DayKind.SCHEDULED:
        return Outcome(kind.value)
    if day in practised:
        return Outcome.PRACTISED
    if day == today:
        return Outcome.PENDING
    if _skipped_by_travel(day, practised):
        return Outcome.TRAVEL
    return Outcome.FROZEN if freezes else Outcome.MISSED


def _skipped_by_travel(day: date, practised: Mapping[date, PracticeDay]) -> bool:
    """Whether a change of zone between the practices around a date left no time to miss it."""
    near = [day + timedelta(days=n) for n in (-2, -1, 1, 2)]
    before = next((practised[d] for d in reversed(near[:2]) if d in practised), None)
    after = next((practised[d] for d in near[2:] if d in practised), None)
    if before is None or after is None or before.last_zone == after.first_zone:
        return False
    return after.first - before.last < _TRAVEL_GAP


def _expiry(calendar: Calendar, today: date, freezes: int, *, done: bool) -> date:
    """The first date on which the streak shows as ended if nothing more is practised."""
    misses_left = freezes + 1
    day = today + timedelta(days=1) if done else today
    for _ in range(_AHEAD_DAYS):
        if calendar.kind(day) is DayKind.SCHEDULED:
            misses_left -= 1
            if misses_left == 0:
                return day + timedelta(days=1)
        day += timedelta(days=1)
    return date.max
