"""Hints taken, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import hints_taken
from bot.store.upsert import insert_into


class SqlHints:
    """Implements `bot.ports.activity.Hints`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def taken(self, group_id: int, member_id: int, prompt_id: str) -> int:
        """The number taken so far."""
        number: int | None = await self._connection.scalar(
            select(hints_taken.c.number).where(
                hints_taken.c.group_id == group_id,
                hints_taken.c.member_id == member_id,
                hints_taken.c.prompt_id == prompt_id,
            )
        )
        return number or 0

    async def take(self, group_id: int, member_id: int, prompt_id: str, at: datetime) -> int:
        """Take one more; returns the number taken now."""
        statement = insert_into(self._connection, hints_taken).values(
            group_id=group_id, member_id=member_id, prompt_id=prompt_id, number=1, taken_at=at
        )
        number: int = await self._connection.scalar(
            statement.on_conflict_do_update(
                index_elements=["group_id", "member_id", "prompt_id"],
                set_={"number": hints_taken.c.number + 1, "taken_at": at},
            ).returning(hints_taken.c.number)
        )
        return number
