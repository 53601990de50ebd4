"""Agreement on levels: quadratic weighted kappa and the table of who said what."""

from __future__ import annotations

from collections.abc import Sequence


def confusion(
    labelled: Sequence[int], graded: Sequence[int], levels: Sequence[int]
) -> list[list[int]]:
    """How often each labelled level (rows) got each graded one (columns)."""
    place = {level: at for at, level in enumerate(levels)}
    table = [[0] * len(levels) for _ in levels]
    for label, grade in zip(labelled, graded, strict=True):
        table[place[label]][place[grade]] += 1
    return table


def weighted_kappa(labelled: Sequence[int], graded: Sequence[int]) -> float | None:
    """Cohen's kappa with quadratic weights, at most 1; 0 is what chance reaches.

    None where nothing was expected to differ, that is where both give one and the same level.
    Source: Cohen (1968), weights (i - j)^2.
    """
    count = len(labelled)
    if count == 0:
        return None
    seen = sum((a - b) ** 2 for a, b in zip(labelled, graded, strict=True)) / count
    # The mean squared distance of independent draws follows from means and mean squares alone.
    mean_a, mean_b = sum(labelled) / count, sum(graded) / count
    squares = sum(a * a for a in labelled) / count + sum(b * b for b in graded) / count
    expected = squares - 2 * mean_a * mean_b
    return 1 - seen / expected if expected > 0 else None
