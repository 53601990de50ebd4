"""Ordering: how often the better one of two comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.evaluation.correlation import ranks


@dataclass(frozen=True, slots=True)
class Order:
    """Pairs whose labels differ: put in the right order, tied, and all of them."""

    right: int
    tied: int
    pairs: int

    @property
    def share(self) -> float | None:
        """The share put in order, 0 to 1, a tie counting half; None without a pair."""
        return (self.right + self.tied / 2) / self.pairs if self.pairs else None

    def __add__(self, other: Order) -> Order:
        return Order(self.right + other.right, self.tied + other.tied, self.pairs + other.pairs)


def order(labels: Sequence[float], scores: Sequence[float]) -> Order:
    """Compare every two items whose labels differ."""
    right = tied = pairs = 0
    for (label_a, score_a), (label_b, score_b) in combinations(zip(labels, scores, strict=True), 2):
        if label_a == label_b:
            continue
        pairs += 1
        tied += score_a == score_b
        right += (score_a - score_b) * (label_a - label_b) > 0
    return Order(right, tied, pairs)


def area(met: Sequence[bool], scores: Sequence[float]) -> float | None:
    """The area under the ROC curve: how often a met one scores above one that is not, 0 to 1.

    Ties count half; None where all are met or none is. Source: Mann-Whitney U over its maximum.
    """
    yes = sum(met)
    no = len(met) - yes
    if not yes or not no:
        return None
    total = sum(rank for rank, one in zip(ranks(scores), met, strict=True) if one)
    return (total - yes * (yes + 1) / 2) / (yes * no)
