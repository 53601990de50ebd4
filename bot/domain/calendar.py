"""What each date was for a member of a group: a day to practise, or one that is excused."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayMark(StrEnum):
    """Why a scheduled date of a group asks nothing of its members."""

    SKIP = "skip"
    """The host left it out: a holiday."""
    OUTAGE = "outage"
    """The bot failed to post in time."""


class DayKind(StrEnum):
    """What a date asked of a member."""

    SCHEDULED = "scheduled"
    REST = "rest"
    AWAY = "away"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class WeekdayRule:
    """From `first` on these weekdays are scheduled (0 is Monday); none at all while paused."""

    first: date
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class AwaySpan:
    """A member is away from `first` to `last`, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates of a group as they were when they passed: a later change rewrites none of them.

    `rules` are ordered by their first date; before the first rule its weekdays hold as well.
    """

    rules: tuple[WeekdayRule, ...]
    skipped: frozenset[date] = frozenset()
    outages: frozenset[date] = frozenset()
    away: tuple[AwaySpan, ...] = ()

    def kind(self, day: date) -> DayKind:
        """What that date asks; an absence comes before an outage, an outage before rest."""
        if any(span.first <= day <= span.last for span in self.away):
            return DayKind.AWAY
        if day in self.outages:
            return DayKind.OUTAGE
        if day in self.skipped or day.weekday() not in self._weekdays(day):
            return DayKind.REST
        return DayKind.SCHEDULED

    def with_away(self, away: Sequence[AwaySpan]) -> Calendar:
        """The same calendar for a member with these absences."""
        return Calendar(self.rules, self.skipped, self.outages, tuple(away))

    def _weekdays(self, day: date) -> frozenset[int]:
        if not self.rules:
            return frozenset()
        index = bisect_right([rule.first for rule in self.rules], day) - 1
        return self.rules[max(index, 0)].weekdays
