"""A figure: one measured number with its interval and what it was measured on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.evaluation.interval import interval

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """`key` for programs, `title` for people; `value` is None where it is undefined.

    `low` and `high` bound the 95% interval; None with a single question. `n` counts what `of`
    names (replies, pairs, questions).
    """

    key: str
    title: str
    value: float | None
    n: int
    of: str
    low: float | None = None
    high: float | None = None


def measured(
    key: str,
    title: str,
    clusters: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    *,
    n: int,
    of: str,
    seed: int,
) -> Figure:
    """A figure over clusters (one a question) with its interval."""
    value = statistic(clusters)
    bounds = interval(clusters, statistic, seed=seed) if value is not None else None
    low, high = bounds or (None, None)
    return Figure(key, title, value, n, of, low, high)


def share_of(key: str, title: str, answers: Sequence[Sequence[bool]], of: str, seed: int) -> Figure:
    """The share of yes among answers that are grouped by question."""
    kept = [(sum(group), len(group)) for group in answers if group]
    return measured(key, title, kept, _share, n=sum(n for _, n in kept), of=of, seed=seed)


def _share(counts: Sequence[tuple[int, int]]) -> float | None:
    every = sum(n for _, n in counts)
    return sum(yes for yes, _ in counts) / every if every else None
