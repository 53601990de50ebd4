"""Mutation: what a platform really sends, with parts of it taken away or replaced."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.hostile.junk import LONG, TEXTS, WRONG_TYPES

Path = tuple[str | int, ...]

_GONE = object()


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """The way to every part of it, the whole left out."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*before, name)
            yield from paths(inner, (*before, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield (*before, at)
            yield from paths(inner, (*before, at))


def replaced(value: Any, path: Path, junk: Any) -> Any:
    """A copy of it with that part replaced; it shares what is not on the way there."""
    if not path:
        return junk
    first, *others = path
    made: Any = copy.copy(value)
    if others:
        made[first] = replaced(value[first], tuple(others), junk)
    elif junk is _GONE:
        del made[first]
    else:
        made[first] = junk
    return made


class Mutation:
    """Draws mutants: each part of each sample with each kind of junk in turn, then by chance."""

    def __init__(self, samples: int, chance: Random) -> None:
        self._chance = chance
        self._turns = [0] * samples

    def of(self, number: int, sample: Any) -> Any:
        """A mutant of that sample, which may differ from the last time in its values."""
        known = list(paths(sample))
        turn = self._turns[number]
        self._turns[number] += 1
        made = replaced(sample, known[turn % len(known)], self._junk(turn // len(known)))
        for _ in range(self._chance.choice((0, 0, 0, 0, 1, 2))):
            known = list(paths(made))
            if known:
                made = replaced(made, self._chance.choice(known), self._other(made, known))
        return made

    def _junk(self, round_: int) -> Any:
        """In the first round every part is left out, in the next ones it is of a wrong type."""
        order = (_GONE, *WRONG_TYPES, *TEXTS)
        if self._chance.random() < 0.01:
            return self._chance.choice(LONG)
        return order[round_] if round_ < len(order) else self._chance.choice(order)

    def _other(self, whole: Any, known: list[Path]) -> Any:
        """Junk, or what stands elsewhere in the same payload."""
        if self._chance.random() < 0.5:
            return self._chance.choice((_GONE, *WRONG_TYPES, *TEXTS))
        found = whole
        for step in self._chance.choice(known):
            found = found[step]
        return found


def damaged(body: bytes, chance: Random) -> bytes:
    """The same bytes cut, doubled, flipped or mixed with others."""
    at, size = chance.randrange(len(body) + 1), len(body)
    match chance.randrange(6):
        case 0:
            return body[:at]
        case 1:
            return body[at:]
        case 2:
            return body[:at] + chance.randbytes(chance.randrange(1, 9)) + body[at:]
        case 3:
            return body + body[:at]
        case 4 if size:
            flipped = bytearray(body)
            for _ in range(chance.randrange(1, 6)):
                flipped[chance.randrange(size)] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case _:
            return body[:at] + b"\xff\xfe\x00" + body[at:]


def written(payload: Any) -> str:
    """As JSON, now and then with what JSON has no word for."""
    return json.dumps(payload)
