"""Chance that can be repeated: the same seed gives the same draws on every machine, for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


class Stream:
    """Draws that follow from a text alone. Not for secrets."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def below(self, limit: int) -> int:
        """A whole number from 0 to `limit` less one."""
        self._drawn += 1
        said = f"{self._seed}/{self._drawn}".encode()
        return int.from_bytes(hashlib.sha256(said).digest()[:8]) % limit

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them."""
        return things[self.below(len(things))]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """All of them, in another order or by chance in the same."""
        made = list(things)
        for last in range(len(made) - 1, 0, -1):
            other = self.below(last + 1)
            made[last], made[other] = made[other], made[last]
        return made
