"""Proposed questions in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.suggestion import Suggestion, SuggestionState
from bot.store.columns import storable
from bot.store.tables import groups, suggestions

_OPEN = suggestions.c.state == SuggestionState.OPEN.value


class SqlSuggestions:
    """Implements `bot.ports.suggestions.Suggestions`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, group_id: int, member_id: int, text: str, at: datetime) -> Suggestion:
        """Store a proposal."""
        owner = select(groups.c.workspace_id).where(groups.c.id == group_id)
        result = await self._connection.execute(
            insert(suggestions)
            .values(
                workspace_id=owner.scalar_subquery(),
                group_id=group_id,
                member_id=member_id,
                text=text,
                suggested_at=at,
                state=SuggestionState.OPEN.value,
                answer="",
            )
            .returning(suggestions.c.id)
        )
        return Suggestion(
            id=result.scalar_one(),
            group_id=group_id,
            member_id=member_id,
            text=storable(text),
            suggested_at=at,
            state=SuggestionState.OPEN,
            answer="",
        )

    async def get(self, suggestion_id: int) -> Suggestion | None:
        """The proposal of that id."""
        query = select(suggestions).where(suggestions.c.id == suggestion_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _suggestion(row)

    async def open(self, group_id: int) -> list[Suggestion]:
        """The group's unanswered proposals, oldest first."""
        query = select(suggestions).where(suggestions.c.group_id == group_id, _OPEN)
        rows = await self._connection.execute(query.order_by(suggestions.c.id))
        return [_suggestion(row) for row in rows]

    async def open_of(self, group_id: int, member_id: int) -> int:
        """How many of a member's proposals to the group are unanswered."""
        query = select(func.count()).where(
            suggestions.c.group_id == group_id, suggestions.c.member_id == member_id, _OPEN
        )
        return await self._connection.scalar(query) or 0

    async def answer(
        self, suggestion_id: int, state: SuggestionState, answer: str, at: datetime
    ) -> None:
        """Answer an open proposal; no effect on one that is answered."""
        await self._connection.execute(
            update(suggestions)
            .where(suggestions.c.id == suggestion_id, _OPEN)
            .values(state=state.value, answer=answer, answered_at=at)
        )

    async def approved(self) -> list[Suggestion]:
        """Everything that hosts of any group want in the bank, oldest first."""
        wanted = suggestions.c.state == SuggestionState.APPROVED.value
        query = select(suggestions).where(wanted).order_by(suggestions.c.id)
        return [_suggestion(row) for row in await self._connection.execute(query)]


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(
        id=row.id,
        group_id=row.group_id,
        member_id=row.member_id,
        text=row.text,
        suggested_at=row.suggested_at,
        state=SuggestionState(row.state),
        answer=row.answer,
    )
