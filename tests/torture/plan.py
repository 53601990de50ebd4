"""What a siege is to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LIFE_S = (0.3, 2.5)
"""The shortest and the longest time between two kills."""

LONGER_S = (1.5, 6.0)
"""The same where few processes take turns, or few are killed: the first tick comes a second after a
start, and whoever dies before that did nothing."""

FEW = 2

PATIENCE_S = 60.0
"""How long is waited for what should come, beyond the time that all kills take."""


class Road(StrEnum):
    """On which platform, and how what happens there reaches the processes."""

    DISCORD = "Discord"
    SOCKETS = "Slack, Socket Mode"
    HTTP = "Slack, HTTP"


@dataclass(frozen=True, slots=True)
class Hail:
    """How many requests the platform fails, as parts of one: with a 5xx, a 429, a cut line."""

    broken: float = 0.10
    limited: float = 0.05
    cut: float = 0.02

    @property
    def all(self) -> float:
        """Together."""
        return self.broken + self.limited + self.cut


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done: so many processes, kills, groups (one posting each) and replies to each."""

    name: str
    url: str
    processes: int
    kills: int
    groups: int
    replies: int
    road: Road = Road.DISCORD
    seed: int = 1
    life: float = 0.0
    """Seconds from one kill to the next, as they come about; by `lives` without a number."""
    hail: Hail = Hail()
    skews: Sequence[float] = ()
    """Seconds by which each process's clock is ahead; all are right without."""

    @property
    def lives(self) -> tuple[float, float]:
        """The shortest and the longest time between two kills; longer where few take turns."""
        is_small = self.processes <= FEW or self.kills <= FEW * FEW
        return LONGER_S if is_small or self.skews else LIFE_S

    @property
    def seconds(self) -> float:
        """About how long the killing takes; of three ends one is no kill."""
        return self.kills * (self.life or sum(self.lives) / 2 * 1.5)

    @property
    def longest(self) -> float:
        """How long anything that anybody waits for may take."""
        return 5 * self.seconds + 10 * PATIENCE_S
