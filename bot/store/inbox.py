"""Events in the database: kept until they are handled, remembered by key afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import null, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.mail import KeptEvent
from bot.store.tables import inbox
from bot.store.upsert import insert_into


class SqlInbox:
    """Implements `bot.ports.mail.Inbox`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, events: Sequence[KeptEvent]) -> set[str]:
        """Store events to be handled, in one statement; returns the keys that were new."""
        if not events:
            return set()
        rows = {
            one.key: {
                "key": one.key,
                "received_at": one.at,
                "event": one.event,
                "account": one.account,
            }
            for one in events
        }
        # In the order of their keys: two who store the same events never wait for each other.
        ordered = [rows[key] for key in sorted(rows)]
        statement = insert_into(self._connection, inbox)
        kept = await self._connection.scalars(
            statement.on_conflict_do_nothing().returning(inbox.c.key), ordered
        )
        return set(kept)

    async def take(self, key: str, at: datetime) -> bool:
        """The event is handled with this transaction; false when it was handled before."""
        statement = insert_into(self._connection, inbox).values(
            key=key, received_at=at, handled_at=at
        )
        # What was said is in an attempt now, or was refused: it is not held a second time.
        result = await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["key"],
                set_={"handled_at": at, "event": null(), "account": null()},
                where=inbox.c.handled_at.is_(None),
            )
        )
        return result.rowcount > 0

    async def handled(self, key: str) -> bool:
        """Whether the event was handled before."""
        query = select(inbox.c.key).where(inbox.c.key == key, inbox.c.handled_at.is_not(None))
        return await self._connection.scalar(query) is not None

    async def unhandled(self, before: datetime, limit: int) -> list[KeptEvent]:
        """Kept events from before that moment which were never handled, oldest first."""
        rows = await self._connection.execute(
            select(inbox)
            .where(inbox.c.handled_at.is_(None), inbox.c.received_at < before)
            .order_by(inbox.c.received_at)
            .limit(limit)
        )
        return [KeptEvent(row.key, row.account, row.event, row.received_at) for row in rows]
