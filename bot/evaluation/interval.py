"""Confidence intervals: how far a figure moves when the questions had been others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

SEED = 20260302
RESAMPLES = 1000
COVERED = 0.95

T = TypeVar("T")

_MASK = (1 << 64) - 1


def draws(seed: int, below: int) -> Iterator[int]:
    """Endless whole numbers from 0 to below - 1, the same for a seed on every machine.

    SplitMix64 (Steele, Lea, Flood 2014); its bias for the few questions of a file is below 1e-15.
    """
    state = seed & _MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        yield ((mixed ^ (mixed >> 31)) * below) >> 64


def interval(
    clusters: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    *,
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> tuple[float, float] | None:
    """The percentile bootstrap interval (95%) of a statistic, whole clusters drawn anew.

    Replies to one question are alike, so questions are drawn, not replies. None with fewer than
    two clusters, or where the statistic is undefined in more than half of the draws.
    """
    count = len(clusters)
    if count < 2:
        return None
    chance = draws(seed, count)
    found: list[float] = []
    for _ in range(resamples):
        value = statistic([clusters[next(chance)] for _ in range(count)])
        if value is not None:
            found.append(value)
    if len(found) * 2 < resamples:
        return None
    found.sort()
    tail = (1 - COVERED) / 2
    return quantile(found, tail), quantile(found, 1 - tail)


def quantile(ordered: Sequence[float], part: float) -> float:
    """The value below which this part of ordered values lies, between neighbours in proportion."""
    place = part * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
