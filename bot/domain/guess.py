"""A member's own guess at a score, and how well guesses and grades agree over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.grade import Level

PATIENCE = timedelta(minutes=10)
"""So long the feedback waits for a guess; then it is shown anyway."""

PASSES_FROM, STANDS_OUT_FROM = 60, 80
"""The scores from which an answer is good and excellent, as every grade draws the lines."""

GUESSED_LEVEL = {
    Level.NONE: 0,
    Level.WEAK: 20,
    Level.MIXED: 50,
    Level.GOOD: 70,
    Level.EXCELLENT: 90,
}
"""The score that a guess at a level stands for: the middle of its range."""

REMEMBERED = 10
"""Guesses that a calibration looks back on."""

FEWEST = 3
"""Fewer guesses than this say nothing about a habit."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a member's guesses stand to the grades.

    `difference` is the mean distance in points, `bias` the mean of guess less score: positive
    means rating oneself too high.
    """

    guesses: int
    difference: int
    bias: int


def calibration(pairs: Sequence[tuple[int, int]]) -> Calibration | None:
    """The calibration over pairs of (guess, score); None while there are too few to tell."""
    if len(pairs) < FEWEST:
        return None
    gaps = [guess - score for guess, score in pairs]
    return Calibration(
        guesses=len(pairs),
        difference=round(sum(abs(gap) for gap in gaps) / len(gaps)),
        bias=round(sum(gaps) / len(gaps)),
    )
