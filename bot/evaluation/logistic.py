"""Logistic regression on a handful of features, and the threshold that goes with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.evaluation.classes import macro_f1
from bot.evaluation.grouping import left_out

Features = tuple[float, ...]

PENALTY = 5.0
_STEPS = 50
_EXACT = 1e-10
_BIAS_PENALTY = 0.01
"""Keeps the bias finite where all labels of a fold are the same."""

_PLATEAU = 0.02
"""Thresholds within this macro-F1 of the best one count as equally good; the middle is taken."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted model: the weights of standardised features, the bias first."""

    weights: tuple[float, ...]
    means: Features
    scales: Features

    def chance(self, features: Features) -> float:
        """The chance, 0 to 1, that the label is yes."""
        row = _standard(features, self.means, self.scales)
        return _sigmoid(sum(w * x for w, x in zip(self.weights, row, strict=True)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A chance that something is met, and the least one from which on it is taken as met."""

    chance: float
    least: float

    @property
    def met(self) -> bool:
        """The verdict."""
        return self.chance >= self.least


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def _standard(features: Features, means: Features, scales: Features) -> list[float]:
    return [1.0, *((x - m) / s for x, m, s in zip(features, means, scales, strict=True))]


def fit(rows: Sequence[Features], labels: Sequence[bool]) -> Logistic:
    """Fit by Newton's method with an L2 penalty; needs at least one row."""
    columns = list(zip(*rows, strict=True))
    means = tuple(math.fsum(column) / len(column) for column in columns)
    scales = tuple(
        math.sqrt(math.fsum((x - m) ** 2 for x in column) / len(column)) or 1.0
        for column, m in zip(columns, means, strict=True)
    )
    table = [_standard(row, means, scales) for row in rows]
    weights = [0.0] * len(table[0])
    for _ in range(_STEPS):
        step = _newton(table, labels, weights)
        weights = [w - d for w, d in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _EXACT:
            break
    return Logistic(tuple(weights), means, scales)


def _newton(
    table: Sequence[Sequence[float]], labels: Sequence[bool], weights: Sequence[float]
) -> list[float]:
    size = len(weights)
    penalty = [_BIAS_PENALTY, *[PENALTY] * (size - 1)]
    slope = [p * w for p, w in zip(penalty, weights, strict=True)]
    curve = [[penalty[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
    for row, label in zip(table, labels, strict=True):
        chance = _sigmoid(sum(w * x for w, x in zip(weights, row, strict=True)))
        for i in range(size):
            slope[i] += (chance - label) * row[i]
            for j in range(size):
                curve[i][j] += chance * (1 - chance) * row[i] * row[j]
    return _solved(curve, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss-Jordan elimination; the matrix is positive definite by its penalty."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(size):
            if other != at:
                part = rows[other][at]
                rows[other] = [a - part * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[size] for row in rows]


def threshold(chances: Sequence[float], labels: Sequence[bool]) -> float:
    """The chance from which on yes is said: the middle of those with nearly the best macro-F1."""
    tries = sorted(set(chances))
    cuts = [tries[0], *((a + b) / 2 for a, b in pairwise(tries))]
    marks = [macro_f1(labels, [chance >= one for chance in chances]) or 0.0 for one in cuts]
    good = [one for one, mark in zip(cuts, marks, strict=True) if mark >= max(marks) - _PLATEAU]
    return good[len(good) // 2]


def judged(
    rows: Sequence[Features], labels: Sequence[bool], questions: Sequence[str]
) -> list[Judgement] | None:
    """Judge each row by a model and a threshold of all other questions; None with one question."""
    if len(set(questions)) < 2:
        return None
    found: dict[int, Judgement] = {}
    for others, own in left_out(questions):
        taught = [labels[at] for at in others]
        model = fit([rows[at] for at in others], taught)
        least = threshold([model.chance(rows[at]) for at in others], taught)
        for at in own:
            found[at] = Judgement(model.chance(rows[at]), least)
    return [found[at] for at in range(len(rows))]
