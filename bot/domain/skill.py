"""Skills: what the criteria of answers show about them, how far they are, where they are going."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.debrief import Report
from bot.domain.result import Result
from bot.domain.rubric import CriterionHead

NEWEST = 8
"""So many of the newest answers tell how far a skill is."""

FEWEST = 4
"""Answers below which nothing is said about a trend."""

NOTABLE = 8
"""A change of fewer points than this is no trend: single answers differ by more."""

Criteria = Callable[[str], Sequence[CriterionHead]]
"""The criteria of a prompt by its id; none for one that nobody knows any more."""


class Trend(StrEnum):
    """Where a skill is going."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    OPEN = "open"
    """Too few answers to tell."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What one answer shows of one skill: `earned` of the `most` points its criteria have."""

    on: date
    member_id: int
    earned: int
    most: int


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """How far a skill is: `share`, 0 to 100, of the points its criteria have in the newest answers.

    `change` is the difference to the answers before, None while there are too few.
    """

    answers: int
    share: int
    change: int | None

    @property
    def trend(self) -> Trend:
        """Rising and falling only where the change is worth the word."""
        if self.change is None:
            return Trend.OPEN
        if abs(self.change) < NOTABLE:
            return Trend.STEADY
        return Trend.RISING if self.change > 0 else Trend.FALLING


def sights(results: Iterable[Result], criteria: Criteria) -> dict[str, list[Sight]]:
    """What answers show of each skill, in their order.

    Mistakes take points away, never more than there are. A criterion that the rubric no longer has
    shows nothing.
    """
    found: dict[str, list[Sight]] = defaultdict(list)
    for one in results:
        earned: dict[str, int] = defaultdict(int)
        most: dict[str, int] = defaultdict(int)
        for criterion in criteria(one.prompt_id):
            if criterion.id in one.points:
                earned[criterion.skill] += one.points[criterion.id]
                most[criterion.skill] += max(criterion.points, 0)
        for skill, possible in most.items():
            if possible:
                got = max(earned[skill], 0)
                found[skill].append(Sight(one.practice_date, one.member_id, got, possible))
    return dict(found)


def sights_in(report: Report, on: date, member_id: int) -> dict[str, list[Sight]]:
    """What a mock round shows of each skill: every question that was answered, like an answer.

    A curveball and the rubric over the whole conversation count as one each. What was passed over,
    or never reached, shows nothing.
    """
    found: dict[str, list[Sight]] = defaultdict(list)
    for part in report.parts:
        earned: dict[str, int] = defaultdict(int)
        most: dict[str, int] = defaultdict(int)
        for one in part.findings if part.answered else ():
            earned[one.skill] += one.points
            most[one.skill] += one.most
        for skill, possible in most.items():
            if possible:
                found[skill].append(Sight(on, member_id, max(earned[skill], 0), possible))
    return dict(found)


def level(seen: Sequence[Sight]) -> SkillLevel | None:
    """How far a skill is by what was seen of it, oldest first; None for nothing seen.

    The change is between the newest answers and as many before them, at most `NEWEST` each.
    """
    if not seen:
        return None
    if len(seen) < FEWEST:
        return SkillLevel(len(seen), share(seen), None)
    newest = min(NEWEST, len(seen) // 2)
    now, before = share(seen[-newest:]), share(seen[-2 * newest : -newest])
    return SkillLevel(len(seen), share(seen[-NEWEST:]), now - before)


def share(seen: Iterable[Sight]) -> int:
    """The part of all points that was earned, 0 to 100; 0 for nothing seen."""
    several = list(seen)
    most = sum(one.most for one in several)
    return round(100 * sum(one.earned for one in several) / most) if most else 0
