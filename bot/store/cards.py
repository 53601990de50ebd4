"""Cards that members have opened, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import cards_opened
from bot.store.upsert import insert_into


class SqlCards:
    """Implements `bot.ports.learning.Cards`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open(self, member_id: int, card: str, at: datetime) -> None:
        """The member looks at a card, once more or for the first time."""
        statement = insert_into(self._connection, cards_opened).values(
            member_id=member_id, card=card, first_at=at, last_at=at, times=1
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["member_id", "card"],
                set_={"last_at": at, "times": cards_opened.c.times + 1},
            )
        )

    async def opened(self, member_id: int) -> dict[str, datetime]:
        """Every card the member has looked at, and when last."""
        query = select(cards_opened.c.card, cards_opened.c.last_at)
        rows = await self._connection.execute(query.where(cards_opened.c.member_id == member_id))
        return {row.card: row.last_at for row in rows}
