"""Scoring: from verdicts on criteria to a score, its range, a level and the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grade import CriterionGrade, Flag, Level, Verdict
from bot.domain.rubric import Kind, Rubric

LEVEL_FROM: tuple[tuple[Level, float], ...] = (
    (Level.EXCELLENT, 0.62),
    (Level.GOOD, 0.40),
    (Level.MIXED, 0.20),
)
"""The share of the positive points from which a level is reached."""

_NO_ANSWER = frozenset({Flag.EMPTY, Flag.OFF_TOPIC, Flag.INSTRUCTION, Flag.PARROT})


@dataclass(frozen=True, slots=True)
class Outcome:
    """Score 0-100 within low to high, and the level."""

    score: int
    low: int
    high: int
    level: Level


def points_for(points: int, verdict: Verdict) -> int:
    """The points a verdict earns or costs: all, half (rounded towards zero) or none."""
    if verdict is Verdict.MET:
        return points
    return int(points / 2) if verdict is Verdict.PARTLY else 0


def share(earned: int, positive: int) -> float:
    """The points rule of HealthBench: sum over positive sum, clipped to 0..1."""
    return min(1.0, max(0.0, earned / positive)) if positive > 0 else 0.0


def outcome(rubric: Rubric, grades: Sequence[CriterionGrade], worthless: bool) -> Outcome:
    """Score and level of a set of verdicts; `worthless` replies (gaming, off topic) end at 0."""
    if worthless:
        return Outcome(0, 0, 0, Level.NONE)
    positive = rubric.positive_points
    earned = low = high = 0
    for grade in grades:
        criterion = rubric.criterion(grade.id)
        earned += grade.points
        if grade.sure:
            low, high = low + grade.points, high + grade.points
        else:
            other = criterion.points if grade.verdict is Verdict.MISSED else 0
            low += min(grade.points, other)
            high += max(grade.points, other)
    part = share(earned, positive)
    return Outcome(
        score=round(100 * part),
        low=round(100 * share(low, positive)),
        high=round(100 * share(high, positive)),
        level=level_of(rubric, grades, part),
    )


def level_of(rubric: Rubric, grades: Sequence[CriterionGrade], part: float) -> Level:
    """The level of an honest reply: by its share of the points, then capped.

    A pitfall met caps the level at weak, one partly met at mixed; fewer than half of the required
    criteria cap it at mixed. Source of the thresholds: labelled replies, one prompt left out.
    """
    level = next((level for level, least in LEVEL_FROM if part >= least), Level.WEAK)
    required = met = 0
    for grade in grades:
        kind = rubric.criterion(grade.id).kind
        if kind is Kind.PITFALL:
            if grade.verdict is Verdict.MET and grade.sure:
                level = min(level, Level.WEAK)
            elif grade.verdict is not Verdict.MISSED:
                level = min(level, Level.MIXED)
        elif kind is Kind.REQUIRED:
            required += 2
            met += {Verdict.MET: 2, Verdict.PARTLY: 1, Verdict.MISSED: 0}[grade.verdict]
    if required and met < required * 0.34:
        level = min(level, Level.MIXED)
    return level


def gap(rubric: Rubric, grades: Sequence[CriterionGrade]) -> str | None:
    """The criterion with the most to win: required before bonus, then by points left.

    A pitfall that was met counts among the required; None when nothing is left to win.
    """
    best: tuple[int, int, int] | None = None
    found: str | None = None
    for place, grade in enumerate(grades):
        criterion = rubric.criterion(grade.id)
        most = 0 if criterion.kind is Kind.PITFALL else criterion.points
        left = most - grade.points
        if left <= 0:
            continue
        key = (int(criterion.kind is not Kind.BONUS), left, -place)
        if best is None or key > best:
            best, found = key, grade.id
    return found
