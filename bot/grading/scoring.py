"""Scoring: from verdicts on criteria to a score, its range, a level and the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.grade import CriterionGrade, Level, Verdict
from bot.domain.rubric import Kind, Rubric

LEVEL_FROM: tuple[tuple[Level, float], ...] = (
    (Level.EXCELLENT, 0.62),
    (Level.GOOD, 0.40),
    (Level.MIXED, 0.20),
)
"""The share of the positive points from which a level is reached."""

RECKLESS_COST = 6
"""Points of 100 that each reckless decision costs, up to three of them."""

MOST_RECKLESS = 3

DOUBT = 0.04
"""The share of a criterion's points that stays open when a single sentence speaks for it."""

FIRM_SUPPORT = 3
"""Sentences from which on a criterion counts in full."""

FEWEST_REQUIRED = 0.34
"""The share of the required criteria that a reply above mixed must meet."""

PITFALL_WEAK, PITFALL_GOOD = 0.35, 0.5
"""The share of the positive points below which a pitfall means weak, and from which good."""

HIGHEST_SCORE = {Level.NONE: 0, Level.WEAK: 19, Level.MIXED: 39, Level.GOOD: 61}
"""The score that a reply whose level is capped can reach."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What besides the criteria bounds a grade.

    `worthless` replies (gaming, no answer) end at none, those off the question's subject at weak
    at best; `reckless` counts decisions against safety or evidence, two of which mean weak.
    """

    worthless: bool = False
    off_topic: bool = False
    reckless: int = 0


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


def share(earned: float, positive: float) -> float:
    """The points rule of HealthBench: sum over positive sum, clipped to 0..1."""
    return min(1.0, max(0.0, earned / positive)) if positive > 0 else 0.0


def positive_share(rubric: Rubric, grades: Sequence[CriterionGrade]) -> float:
    """The share of the positive points that a reply earned, pitfalls left aside."""
    earned = sum(grade.points for grade in grades if grade.points > 0)
    return share(earned, rubric.positive_points)


def firmness(support: int) -> float:
    """How firmly a criterion stands, below 1: each further sentence halves what is missing.

    It moves the score by a few points at most, so that a reply which takes one of its sentences
    back scores below one that does not.
    """
    return 1.0 - DOUBT * 0.5 ** max(0, support - 1)


def outcome(
    rubric: Rubric,
    grades: Sequence[CriterionGrade],
    limits: Limits,
    support: Mapping[str, int],
) -> Outcome:
    """Score and level of a set of verdicts within the limits that the whole reply sets.

    The score is the share of the points, less what reckless decisions cost; a capped level caps
    it. `support` holds the number of sentences behind each criterion.
    """
    if limits.worthless:
        return Outcome(0, 0, 0, Level.NONE)
    earned = low = high = 0.0
    for grade in grades:
        points = rubric.criterion(grade.id).points
        got = grade.points * (firmness(support.get(grade.id, 1)) if grade.points > 0 else 1.0)
        other = got
        if not grade.sure:
            other = points if grade.verdict is Verdict.MISSED else 0.0
        earned += got
        low += min(got, other)
        high += max(got, other)
    positive = rubric.positive_points * firmness(FIRM_SUPPORT)
    cost = RECKLESS_COST * min(limits.reckless, MOST_RECKLESS) / 100
    reached = level_for(share(earned, positive) - cost)
    level = min(reached, cap(rubric, grades, limits))
    most = 100 if level is reached else HIGHEST_SCORE.get(level, 100)

    def scored(points: float) -> int:
        return round(most * max(0.0, share(points, positive) - cost))

    return Outcome(scored(earned), scored(low), scored(high), level)


def level_for(part: float) -> Level:
    """The level that a share of the points reaches; an honest reply is at least weak.

    Source of the thresholds: labelled replies, one prompt left out at a time.
    """
    return next((level for level, least in LEVEL_FROM if part >= least), Level.WEAK)


def cap(rubric: Rubric, grades: Sequence[CriterionGrade], limits: Limits) -> Level:
    """The highest level that mistakes and gaps leave open.

    Two reckless decisions or another subject cap at weak, as does a pitfall that comes with one of
    the first, with a second pitfall or with little evidence. Otherwise a pitfall caps at mixed, or
    at good in a reply that earned half of the points. Fewer than a third of the required criteria
    cap at mixed.
    """
    if limits.off_topic or limits.reckless >= 2:
        return Level.WEAK
    pitfalls = required = met = 0
    for grade in grades:
        kind = rubric.criterion(grade.id).kind
        if kind is Kind.PITFALL:
            pitfalls += grade.verdict is Verdict.MET
        elif kind is Kind.REQUIRED:
            required += 2
            met += {Verdict.MET: 2, Verdict.PARTLY: 1, Verdict.MISSED: 0}[grade.verdict]
    most = Level.MIXED if met < required * FEWEST_REQUIRED else Level.EXCELLENT
    if pitfalls:
        part = positive_share(rubric, grades)
        alone = pitfalls == 1 and not limits.reckless
        if not alone or part < PITFALL_WEAK:
            return Level.WEAK
        most = min(most, Level.GOOD if part >= PITFALL_GOOD else Level.MIXED)
    return most


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
