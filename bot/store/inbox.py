"""Handled events in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import inbox
from bot.store.upsert import insert_into


class SqlInbox:
    """Implements `bot.ports.mail.Inbox`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, key: str, at: datetime) -> bool:
        """Remember the event; false when it was handled before."""
        statement = insert_into(self._connection, inbox).values(key=key, received_at=at)
        result = await self._connection.execute(statement.on_conflict_do_nothing())
        return result.rowcount > 0
