"""A turn at a drill: an exercise that was shown to a member, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.exercise import Mark
from bot.domain.judging import FULL


@dataclass(frozen=True, slots=True)
class NewTurn:
    """An exercise that is shown; `skill` is what it trains, as the drill said at the time."""

    member_id: int
    group_id: int
    mark: Mark
    skill: str
    shown_at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """One that is stored. `said` is the answer as it was read, `score` 0 to 100; None before."""

    id: int
    member_id: int
    group_id: int
    mark: Mark
    skill: str
    shown_at: datetime
    answered_at: datetime | None = None
    said: str | None = None
    score: int | None = None

    @property
    def correct(self) -> bool:
        """Whether it was answered, and all of it right."""
        return self.score == FULL
