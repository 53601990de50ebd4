"""Scoring: from verdicts on criteria to a score, its range, a level and the gap.

The score is the share of the points on a scale for people, so that level and score never
contradict: it runs in straight lines from 0 (no points) over 40, 60 and 80 (the shares from which a
reply is mixed, good and excellent, see LEVEL_FROM) to 100 (all points). So weak replies lie below
40, mixed ones at 40 to 59, good ones at 60 to 79 and excellent ones from 80. The ends of the range
are mapped alike and may lie in a neighbouring level. Where a mistake or a gap caps the level, what
lies above is pressed together into that level, so that the best ends just below the next one. The
points of single criteria stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.grade import SCORE_FROM, CriterionGrade, Level, Verdict
from bot.domain.rubric import Kind, Rubric

LEVEL_FROM: tuple[tuple[Level, float], ...] = (
    (Level.EXCELLENT, 0.56),
    (Level.GOOD, 0.38),
    (Level.MIXED, 0.12),
)
"""The share of the positive points from which a level is reached."""

RECKLESS_COST = 12
"""Points of 100 that each reckless decision costs, up to three of them."""

MOST_RECKLESS = 3

DOUBT = 0.04
"""The share of a criterion's points that stays open when a single sentence speaks for it."""

UNSURE_WORTH = 0.4
"""The share of its points that an unsure missed criterion counts in the score; it shows none."""

STRAY_WORTH = 0.5
"""What the score of a reply about another subject is worth: what it meets, it meets by chance."""

FIRM_SUPPORT = 3
"""Sentences from which on a criterion counts in full."""

FEWEST_REQUIRED = 0.34
"""The share of the required criteria that a reply above mixed must meet."""

PITFALL_WEAK, PITFALL_GOOD = 0.35, 0.5
"""The share of the positive points below which a pitfall means weak, and from which good."""

HIGHEST_SCORE = {Level.NONE: 0, Level.WEAK: 39, Level.MIXED: 59, Level.GOOD: 79}
"""The highest score of a level, which a reply whose level is capped can reach."""

HEAVY = -6
"""The points from which a pitfall is the wrong answer to the question itself."""


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

    The score follows the share of the points, less what reckless decisions cost; a capped level
    caps it. `support` holds the number of sentences behind each criterion.
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
        if grade.verdict is Verdict.MISSED and not grade.sure:
            earned += UNSURE_WORTH * points
        earned += got
        low += min(got, other)
        high += max(got, other)
    positive = rubric.positive_points * firmness(FIRM_SUPPORT)
    cost = RECKLESS_COST * min(limits.reckless, MOST_RECKLESS) / 100
    reached = level_for(share(earned, positive) - cost)
    level = min(reached, cap(rubric, grades, limits))

    worth = STRAY_WORTH if limits.off_topic else 1.0

    def scored(points: float) -> int:
        full = scaled(share(points, positive) - cost)
        return round(worth * (full if level is reached else _pressed(full, level)))

    score = min(scored(earned), HIGHEST_SCORE.get(level, 100))
    return Outcome(score, min(score, scored(low)), max(score, scored(high)), level)


def _pressed(score: float, level: Level) -> float:
    """A score above a level that caps it, pressed into that level; lower ones stay."""
    least, most = SCORE_FROM.get(level, 0), HIGHEST_SCORE.get(level, 100)
    if score <= least:
        return score
    return least + (most - least) * (score - least) / (100 - least)


def scaled(part: float) -> float:
    """A share of the points on the scale of 0 to 100 that members see; never falls."""
    corners = [
        (0.0, 0),
        *((least, SCORE_FROM[level]) for level, least in LEVEL_FROM[::-1]),
        (1.0, 100),
    ]
    for (left, low), (right, high) in pairwise(corners):
        if part < right:
            return low + (high - low) * max(0.0, part - left) / (right - left)
    return 100.0


def level_for(part: float) -> Level:
    """The level that a share of the points reaches; an honest reply is at least weak.

    Source of the thresholds: labelled replies, one prompt left out at a time.
    """
    return next((level for level, least in LEVEL_FROM if part >= least), Level.WEAK)


def cap(rubric: Rubric, grades: Sequence[CriterionGrade], limits: Limits) -> Level:
    """The highest level that mistakes and gaps leave open.

    Two reckless decisions or another subject cap at weak. A sure pitfall of 6 points or more caps
    at weak too, or at mixed where the reply takes the right decision as well. A lighter one caps at
    weak when it comes with a reckless decision, a second pitfall or little evidence; otherwise at
    mixed, or at good in a reply that earned half of the points. Fewer than a third of the required
    criteria cap at mixed.
    """
    if limits.off_topic or limits.reckless >= 2:
        return Level.WEAK
    most = Level.EXCELLENT if _meets_enough(rubric, grades) else Level.MIXED
    mistakes = [
        grade.points
        for grade in grades
        if rubric.criterion(grade.id).kind is Kind.PITFALL and grade.verdict is Verdict.MET
    ]
    if not mistakes:
        return most
    part = positive_share(rubric, grades)
    if len(mistakes) > 1 or limits.reckless or part < PITFALL_WEAK:
        return Level.WEAK
    if mistakes[0] <= HEAVY:
        return Level.MIXED if _decides_rightly(rubric, grades) else Level.WEAK
    return min(most, Level.GOOD if part >= PITFALL_GOOD else Level.MIXED)


def _meets_enough(rubric: Rubric, grades: Sequence[CriterionGrade]) -> bool:
    worth = {Verdict.MET: 2, Verdict.PARTLY: 1, Verdict.MISSED: 0}
    required = [g for g in grades if rubric.criterion(g.id).kind is Kind.REQUIRED]
    return sum(worth[grade.verdict] for grade in required) >= 2 * len(required) * FEWEST_REQUIRED


def _decides_rightly(rubric: Rubric, grades: Sequence[CriterionGrade]) -> bool:
    """Whether all the heaviest required criteria are surely met: the decision itself, as a rule."""
    required = [g for g in grades if rubric.criterion(g.id).kind is Kind.REQUIRED]
    heaviest = max((rubric.criterion(grade.id).points for grade in required), default=0)
    return heaviest > 0 and all(
        grade.verdict is Verdict.MET and grade.sure
        for grade in required
        if rubric.criterion(grade.id).points == heaviest
    )


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
