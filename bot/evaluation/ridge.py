"""A bag-of-words ridge: the baseline that knows which words good replies use, and nothing else."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.grouping import left_out

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_STEPS = 200
_EXACT = 1e-10

Bag = dict[str, float]


def bag(reply: str) -> Bag:
    """The words of a reply, weighted 1 + log count, scaled to length 1."""
    counts = Counter(_WORD.findall(reply.casefold()))
    found = {word: 1 + math.log(counts[word]) for word in sorted(counts)}
    size = math.sqrt(math.fsum(value * value for value in found.values()))
    return {word: value / size for word, value in found.items()} if size else {}


@dataclass(frozen=True, slots=True)
class Ridge:
    """A fitted linear model over words."""

    weights: Bag
    mean: float

    def predict(self, words: Bag) -> float:
        """The predicted label; the mean of the training labels for words never seen."""
        return self.mean + math.fsum(v * self.weights.get(w, 0.0) for w, v in words.items())


def fit(bags: Sequence[Bag], labels: Sequence[float], strength: float = 0.5) -> Ridge:
    """Ridge regression by conjugate gradients on the dual, so that a few hundred lines are quick.

    `strength` is the penalty on the weights; above 0.
    """
    mean = math.fsum(labels) / len(labels) if labels else 0.0
    duals = [0.0] * len(bags)
    rest = [label - mean for label in labels]
    way = list(rest)
    size = _dot(rest, rest)
    for _ in range(_STEPS):
        if size < _EXACT:
            break
        forward = _times(bags, way, strength)
        step = size / _dot(way, forward)
        duals = [a + step * b for a, b in zip(duals, way, strict=True)]
        rest = [a - step * b for a, b in zip(rest, forward, strict=True)]
        before, size = size, _dot(rest, rest)
        way = [a + size / before * b for a, b in zip(rest, way, strict=True)]
    return Ridge(_mixed(bags, duals), mean)


def _dot(first: Sequence[float], second: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(first, second, strict=True))


def _mixed(bags: Sequence[Bag], shares: Sequence[float]) -> Bag:
    found: Bag = {}
    for words, part in zip(bags, shares, strict=True):
        for word, value in words.items():
            found[word] = found.get(word, 0.0) + part * value
    return found


def _times(bags: Sequence[Bag], vector: Sequence[float], strength: float) -> list[float]:
    """(X Xt + strength I) vector, without ever building X Xt."""
    mixed = _mixed(bags, vector)
    return [
        math.fsum(value * mixed[word] for word, value in words.items()) + strength * one
        for words, one in zip(bags, vector, strict=True)
    ]


def predictions(
    replies: Sequence[str], labels: Sequence[float], questions: Sequence[str]
) -> list[float] | None:
    """Each reply's label as a model of all other questions predicts it; None with one question."""
    if len(set(questions)) < 2:
        return None
    bags = [bag(reply) for reply in replies]
    found = [0.0] * len(bags)
    for others, own in left_out(questions):
        model = fit([bags[at] for at in others], [labels[at] for at in others])
        for at in own:
            found[at] = model.predict(bags[at])
    return found
