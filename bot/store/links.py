"""Link codes in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import link_codes


class SqlLinks:
    """Implements `bot.ports.people.Links`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, code: str, member_id: int, expires_at: datetime) -> None:
        """Store a code; an earlier one of the member is worth nothing from now on."""
        earlier = link_codes.c.member_id == member_id
        await self._connection.execute(delete(link_codes).where(earlier))
        await self._connection.execute(
            insert(link_codes).values(code=code, member_id=member_id, expires_at=expires_at)
        )

    async def take(self, code: str, now: datetime) -> int | None:
        """Use a code up; returns whose it was, None when there is no such code or it ran out."""
        row = (
            await self._connection.execute(
                delete(link_codes)
                .where(link_codes.c.code == code)
                .returning(link_codes.c.member_id, link_codes.c.expires_at)
            )
        ).first()
        return None if row is None or row.expires_at <= now else row.member_id
