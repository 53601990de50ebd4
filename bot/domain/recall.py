"""A recall: one thing that a member missed, with the schedule on which it comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.review import Rating


@dataclass(frozen=True, slots=True)
class Memory:
    """How well something is remembered, as the scheduler keeps it.

    `stability` is the days after which nine in ten recall it, `difficulty` runs from 1 to 10.
    """

    stability: float
    difficulty: float
    reviewed_at: datetime
    due_at: datetime


Remember = Callable[[Memory | None, Rating, datetime], Memory]
"""The memory after a review at that time; None is one of something never reviewed."""


class Phase(StrEnum):
    """Where a recall stands."""

    LEARNING = "learning"
    MASTERED = "mastered"
    """Cleared unprompted twice; it comes back once, after long."""
    DONE = "done"
    """Cleared once more after long; it comes back only when it is missed again."""


@dataclass(frozen=True, slots=True)
class Recall:
    """One recall of a member.

    `key` is a skill's id, or `<prompt>/<criterion>`; `skill` what it exercises. `cleared` counts
    the days in a row on which it was there unprompted, `cleared_on` is the last of them.
    `missed_at` is the last miss, of a criterion that at its own prompt; `strength` (0 to 1) is how
    it went lately, newer answers weighing more. `due_at` is None for a recall that is done.
    """

    key: str
    skill: str
    phase: Phase
    memory: Memory
    due_at: datetime | None
    cleared: int
    cleared_on: date | None
    missed_at: datetime
    strength: float

    @property
    def of_skill(self) -> bool:
        """Whether it is about a whole skill rather than one criterion."""
        return self.key == self.skill

    @property
    def prompt_id(self) -> str:
        """The prompt at which it was missed; empty for a skill."""
        return "" if self.of_skill else self.key.partition("/")[0]

    def is_due(self, at: datetime) -> bool:
        """Whether it should come back by then."""
        return self.due_at is not None and self.due_at <= at
