"""How far conversations were read, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Place
from bot.store.tables import cursors
from bot.store.upsert import insert_into


class SqlCursors:
    """Implements `bot.ports.mail.Cursors`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def move(self, place: Place, position: str, at: datetime) -> None:
        """Everything up to `position` was read there."""
        statement = insert_into(self._connection, cursors).values(
            platform=place.platform,
            workspace=place.workspace,
            channel=place.channel,
            position=position,
            moved_at=at,
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["platform", "workspace", "channel"],
                set_={"position": position, "moved_at": at},
            )
        )

    async def recent(self, platform: str, since: datetime) -> list[tuple[Place, str]]:
        """The conversations of a platform that moved since then, with their positions."""
        rows = await self._connection.execute(
            select(cursors)
            .where(cursors.c.platform == platform, cursors.c.moved_at >= since)
            .order_by(cursors.c.workspace, cursors.c.channel)
        )
        return [(Place(row.platform, row.workspace, row.channel), row.position) for row in rows]
