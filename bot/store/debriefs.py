"""Debriefs in the database: the queue of sessions to be judged, and what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.debrief import Dossier, Report
from bot.store.reports import kept, report_of
from bot.store.tables import mock_debriefs
from bot.store.upsert import insert_into


class SqlDebriefs:
    """Implements `bot.ports.rounds.Debriefs`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def queue(self, session_id: int, at: datetime) -> None:
        """Queue a session; an entry that is there starts anew."""
        fresh = {"not_before": at, "leased_until": None, "tries": 0}
        statement = insert_into(self._connection, mock_debriefs).values(
            session_id=session_id, **fresh
        )
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["session_id"], set_=fresh)
        )

    async def claim(self, now: datetime, lease_seconds: int, limit: int) -> list[int]:
        """Take sessions to judge, oldest first; nobody else gets them until the lease runs out."""
        free = or_(mock_debriefs.c.leased_until.is_(None), mock_debriefs.c.leased_until <= now)
        claimable = (
            select(mock_debriefs.c.session_id)
            .where(mock_debriefs.c.not_before <= now, free)
            .order_by(mock_debriefs.c.not_before, mock_debriefs.c.session_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = list(await self._connection.scalars(claimable))
        if ids:
            await self._connection.execute(
                update(mock_debriefs)
                .where(mock_debriefs.c.session_id.in_(ids))
                .values(
                    leased_until=now + timedelta(seconds=lease_seconds),
                    tries=mock_debriefs.c.tries + 1,
                )
            )
        return ids

    async def tries(self, session_id: int) -> int:
        """How often the entry was claimed."""
        query = select(mock_debriefs.c.tries).where(mock_debriefs.c.session_id == session_id)
        return await self._connection.scalar(query) or 0

    async def put(self, session_id: int, report: Report | Dossier, at: datetime) -> None:
        """Keep what a session came to, in place of an earlier judgement."""
        await self._change(session_id, report=kept(report), judged_at=at)

    async def done(self, session_id: int) -> None:
        """Take the session out of the queue; its report stays."""
        await self._change(session_id, not_before=None, leased_until=None)

    async def retry(self, session_id: int, at: datetime) -> None:
        """Give a claimed entry back, to be claimed from `at` on."""
        await self._change(session_id, not_before=at, leased_until=None)

    async def report(self, session_id: int) -> Report | Dossier | None:
        """What a session came to; None while nothing has."""
        query = select(mock_debriefs.c.report).where(mock_debriefs.c.session_id == session_id)
        return report_of(await self._connection.scalar(query))

    async def pending(self) -> int:
        """How many sessions wait to be judged."""
        count: int | None = await self._connection.scalar(
            select(func.count())
            .select_from(mock_debriefs)
            .where(mock_debriefs.c.not_before.is_not(None))
        )
        return count or 0

    async def _change(self, session_id: int, **values: Any) -> None:  # noqa: ANN401
        await self._connection.execute(
            update(mock_debriefs).where(mock_debriefs.c.session_id == session_id).values(**values)
        )
