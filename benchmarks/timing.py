"""Times of many repetitions, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter


class Times:
    """Durations in milliseconds of one thing done many times."""

    def __init__(self, values: Iterable[float] = ()) -> None:
        self.values: list[float] = list(values)

    @contextmanager
    def once(self) -> Iterator[None]:
        """Take the time of the block."""
        begin = perf_counter()
        yield
        self.values.append((perf_counter() - begin) * 1000)

    def __len__(self) -> int:
        return len(self.values)

    @property
    def median(self) -> float:
        return self.at(50)

    @property
    def p99(self) -> float:
        return self.at(99)

    @property
    def best(self) -> float:
        """What the work itself costs, when nothing else on the machine is in its way."""
        return min(self.values)

    @property
    def worst(self) -> float:
        return max(self.values)

    @property
    def total(self) -> float:
        return sum(self.values)

    def at(self, percent: float) -> float:
        """The smallest time that so many percent of all do not exceed (nearest rank)."""
        ordered = sorted(self.values)
        rank = -(-len(ordered) * percent // 100)
        return ordered[max(int(rank) - 1, 0)]
