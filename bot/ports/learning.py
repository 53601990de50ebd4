"""The store's part about learning: turns at drills, and cards that were opened."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.exercise import Mark
from bot.domain.turn import NewTurn, Turn


class Drills(Protocol):
    """Exercises shown to members, and their answers; in any group, since one learns everywhere."""

    async def show(self, turn: NewTurn) -> Turn:
        """Store that an exercise is shown."""
        ...

    async def open(self, member_id: int) -> Turn | None:
        """The member's newest turn, if it waits for an answer."""
        ...

    async def of_mark(self, member_id: int, mark: Mark) -> Turn | None:
        """The member's first turn at exactly this exercise."""
        ...

    async def answer(self, turn_id: int, said: str, score: int, at: datetime) -> bool:
        """Keep the answer to a turn; false when it had one, and then nothing changes."""
        ...

    async def shown(self, member_id: int, limit: int) -> list[Turn]:
        """The member's newest turns, answered or not, newest first."""
        ...

    async def results(self, member_id: int, limit: int) -> list[Turn]:
        """The member's newest answered turns, newest first: skill, score and when."""
        ...


class Cards(Protocol):
    """Which cards of `learn` a member has opened."""

    async def open(self, member_id: int, card: str, at: datetime) -> None:
        """The member looks at a card, once more or for the first time."""
        ...

    async def opened(self, member_id: int) -> dict[str, datetime]:
        """Every card the member has looked at, and when last."""
        ...
