"""The store's part about questions that members propose."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.suggestion import Suggestion, SuggestionState


class Suggestions(Protocol):
    """Proposed questions of groups."""

    async def add(self, group_id: int, member_id: int, text: str, at: datetime) -> Suggestion:
        """Store a proposal."""
        ...

    async def get(self, suggestion_id: int) -> Suggestion | None:
        """The proposal of that id."""
        ...

    async def open(self, group_id: int) -> list[Suggestion]:
        """The group's unanswered proposals, oldest first."""
        ...

    async def open_of(self, group_id: int, member_id: int) -> int:
        """How many of a member's proposals to the group are unanswered."""
        ...

    async def answer(
        self, suggestion_id: int, state: SuggestionState, answer: str, at: datetime
    ) -> None:
        """Answer an open proposal; no effect on one that is answered."""
        ...

    async def approved(self) -> list[Suggestion]:
        """Everything that hosts of any group want in the bank, oldest first."""
        ...
