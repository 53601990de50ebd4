"""A walk through a checklist: the answers so far, one letter each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.lesson import Point


class Tick(StrEnum):
    """What can be said about a point."""

    YES = "y"
    NO = "n"
    UNKNOWN = "u"


class Outcome(StrEnum):
    """What a finished walk comes to."""

    LAUNCH = "launch"
    """Every point holds."""
    NOT_YET = "not yet"
    """A point is open, none of them hard."""
    STOP = "stop"
    """A hard point is open or unknown: nobody can say that it is safe."""


_PREFIX = "walk"
_WORDS = {
    "y": Tick.YES,
    "yes": Tick.YES,
    "n": Tick.NO,
    "no": Tick.NO,
    "not yet": Tick.NO,
    "u": Tick.UNKNOWN,
    "?": Tick.UNKNOWN,
    "unknown": Tick.UNKNOWN,
    "don't know": Tick.UNKNOWN,
    "dont know": Tick.UNKNOWN,
    "i don't know": Tick.UNKNOWN,
    "not sure": Tick.UNKNOWN,
}
_LETTERS = re.compile(r"[ynu?]+")


@dataclass(frozen=True, slots=True)
class Walk:
    """How far somebody is on a card's checklist."""

    card: str
    answers: tuple[Tick, ...] = ()

    def __str__(self) -> str:
        return f"{_PREFIX}/{self.card}/{''.join(self.answers)}"

    @staticmethod
    def answers_in(said: str) -> tuple[Tick, ...]:
        """Answers as people write them: `yes`, `not yet`, `y`, or several as `yyn`."""
        wanted = " ".join(said.casefold().replace("’", "'").split()).rstrip(".!")
        if wanted in _WORDS:
            return (_WORDS[wanted],)
        letters = re.sub(r"[\s,;]+", "", wanted)
        if not _LETTERS.fullmatch(letters):
            return ()
        return tuple(_WORDS[letter] for letter in letters)

    def further(self, answers: tuple[Tick, ...]) -> Walk:
        """The same, some points on."""
        return replace(self, answers=(*self.answers, *answers))

    def outcome(self, points: tuple[Point, ...]) -> Outcome:
        """What it comes to once every point is answered."""
        open_points = [
            point for point, said in zip(points, self.answers, strict=True) if said is not Tick.YES
        ]
        if not open_points:
            return Outcome.LAUNCH
        return Outcome.STOP if any(point.hard for point in open_points) else Outcome.NOT_YET


def read_walk(text: str) -> Walk | None:
    """The walk that a text is; None for whatever `str` has not made of one."""
    parts = text.split("/")
    if len(parts) != 3 or parts[0] != _PREFIX:
        return None
    if not all(letter in tuple(Tick) for letter in parts[2]):
        return None
    return Walk(parts[1], tuple(Tick(letter) for letter in parts[2]))
