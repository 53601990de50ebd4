"""What a siege is to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LIFE_S = (0.3, 2.5)
"""The shortest and the longest time between two kills."""

PATIENCE_S = 60.0
"""How long is waited for what should come, beyond the time that all kills take."""


class Road(StrEnum):
    """On which platform, and how what happens there reaches the processes."""

    DISCORD = "Discord"
    SOCKETS = "Slack, Socket Mode"
    HTTP = "Slack, HTTP"


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
    life: float = sum(LIFE_S) / 2
    """Seconds from one kill to the next, as they come about."""
    skews: Sequence[float] = ()
    """Seconds by which each process's clock is ahead; all are right without."""

    @property
    def seconds(self) -> float:
        """About how long the killing takes."""
        return self.kills * self.life

    @property
    def longest(self) -> float:
        """How long anything that anybody waits for may take."""
        return 5 * self.seconds + 10 * PATIENCE_S
