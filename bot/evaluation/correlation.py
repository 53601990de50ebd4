"""Correlation: Pearson, and Spearman with ties."""

from __future__ import annotations

import math
from collections.abc import Sequence


def pearson(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation, -1 to 1; None where one side does not vary."""
    count = len(first)
    if count < 2:
        return None
    mean_a, mean_b = math.fsum(first) / count, math.fsum(second) / count
    both = math.fsum((a - mean_a) * (b - mean_b) for a, b in zip(first, second, strict=True))
    square_a = math.fsum((a - mean_a) ** 2 for a in first)
    square_b = math.fsum((b - mean_b) ** 2 for b in second)
    if square_a <= 0 or square_b <= 0:
        return None
    return max(-1.0, min(1.0, both / math.sqrt(square_a * square_b)))


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 1; equal values share the mean of their ranks."""
    ordered = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    first = 0
    while first < len(ordered):
        end = first
        while end < len(ordered) and values[ordered[end]] == values[ordered[first]]:
            end += 1
        for place in ordered[first:end]:
            found[place] = (first + 1 + end) / 2
        first = end
    return found


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's correlation: Pearson's of the ranks, which is right with ties as well."""
    return pearson(ranks(first), ranks(second))
