"""What has served its time, removed from the database a few rows at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, ColumnElement, Table, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.retention import Limits
from bot.store.outbox import WAITING
from bot.store.tables import cursors, erasures, inbox, judge_calls, leases, link_codes, outbox


class SqlRetention:
    """Implements `bot.ports.retention.Retention`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remove(self, limits: Limits, now: datetime, most: int) -> int:
        """Remove what is past its limit, at most so many rows of a kind; returns how many."""
        past: list[tuple[Table, ColumnElement[bool]]] = [
            (inbox, inbox.c.handled_at < limits.events),
            (
                outbox,
                (outbox.c.state != WAITING)
                & outbox.c.recipient.is_not(None)
                & (outbox.c.created_at < limits.letters),
            ),
            (judge_calls, judge_calls.c.at < limits.calls),
            (cursors, cursors.c.moved_at < limits.cursors),
            (erasures, erasures.c.erased_at < limits.erasures),
            (link_codes, link_codes.c.expires_at < now),
            (leases, leases.c.ends_at < limits.events),
        ]
        return sum([await self._some(table, done, most) for table, done in past])

    async def _some(self, table: Table, done: ColumnElement[bool], most: int) -> int:
        keys: list[Column[object]] = list(table.primary_key.columns)
        chosen = select(*keys).where(done).limit(most)
        result = await self._connection.execute(delete(table).where(tuple_(*keys).in_(chosen)))
        return result.rowcount
