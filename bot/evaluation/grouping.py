"""Grouping: samples by the question they belong to, for figures that leave one question out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def by_question(items: Iterable[T], question: Callable[[T], str]) -> dict[str, list[T]]:
    """The items of each question, in the order in which they first come."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(question(item), []).append(item)
    return groups


def left_out(questions: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """For each question the places of all other lines, and its own."""
    for left in dict.fromkeys(questions):
        others = [at for at, one in enumerate(questions) if one != left]
        own = [at for at, one in enumerate(questions) if one == left]
        yield others, own
