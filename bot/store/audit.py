"""What hosts did and the bot decided, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import audit, groups


class SqlAudit:
    """Implements `bot.ports.mail.Audit`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        group_id: int,
        actor_id: int | None,
        action: str,
        detail: dict[str, Any],
        at: datetime,
    ) -> None:
        """Keep an entry; `actor_id` None is the bot itself."""
        owner = select(groups.c.workspace_id).where(groups.c.id == group_id)
        await self._connection.execute(
            insert(audit).values(
                workspace_id=owner.scalar_subquery(),
                group_id=group_id,
                actor_id=actor_id,
                action=action,
                detail=detail,
                at=at,
            )
        )

    async def recent(
        self, group_id: int, limit: int
    ) -> list[tuple[datetime, int | None, str, dict[str, Any]]]:
        """The newest entries as (at, actor id, action, detail), newest first."""
        rows = await self._connection.execute(
            select(audit.c.at, audit.c.actor_id, audit.c.action, audit.c.detail)
            .where(audit.c.group_id == group_id)
            .order_by(audit.c.id.desc())
            .limit(limit)
        )
        return [(at, actor_id, action, detail) for at, actor_id, action, detail in rows]
