"""Points: what the attempts of one member at one prompt earn, and on which dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

HINT_COST_PERCENT = 10
"""Each hint taken before an attempt lowers what the board counts of it by this share."""

MOST_HINTS = 3

UNSCHEDULED_PER_DAY = 2
"""So many prompts outside the schedule earn points on one date: volume does not win."""


@dataclass(frozen=True, slots=True)
class ScoredAttempt:
    """What counts of a graded attempt.

    `score` is the grade's (0 to 100), `hints` the number taken before it, `counts` false for
    practice beyond the daily cap and for withdrawn attempts.
    """

    practice_date: date
    score: int
    hints: int
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Credit:
    """What one prompt adds to a member's standing on one date.

    `answers` is 1 on the date of the first answer to the prompt, and `score` is that answer's
    score; later dates only add points.
    """

    practice_date: date
    points: int
    answers: int = 0
    score: int = 0


def counted_score(score: int, *, hints: int, first_score: int | None = None) -> int:
    """The part of a score that a board counts, 0 to 100.

    A revision wins back at most half of what the first attempt missed; hints then take their share.
    """
    if first_score is not None:
        score = min(score, first_score + (100 - first_score) // 2)
    return score * (100 - HINT_COST_PERCENT * min(hints, MOST_HINTS)) // 100


def credits_of(attempts: Iterable[ScoredAttempt], *, weight: int) -> list[Credit]:
    """The credits of one member at one prompt, from the attempts in the order they were sent.

    The best counted score times the weight is the sum of all points; each improvement is credited
    on the date it was made, so that a closed week never changes.
    """
    by_date: dict[date, Credit] = {}
    first_score: int | None = None
    best = 0
    for attempt in attempts:
        if not attempt.counts:
            continue
        counted = counted_score(attempt.score, hints=attempt.hints, first_score=first_score)
        gained = max(counted - best, 0) * weight
        best = max(best, counted)
        day = attempt.practice_date
        known = by_date.get(day, Credit(day, 0))
        if first_score is None:
            first_score = attempt.score
            known = Credit(day, known.points, 1, first_score)
        by_date[day] = Credit(day, known.points + gained, known.answers, known.score)
    return [credit for credit in by_date.values() if credit.points or credit.answers]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many rows were rebuilt, and in how many the rebuilt value differed."""

    rows: int
    differing: int
