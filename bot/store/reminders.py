"""Reminders in the database: a column of the members, and letters that wait in the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.message import MessageKind
from bot.ports.reminders import DueReminder
from bot.store.members import member_in
from bot.store.outbox import WAITING
from bot.store.tables import members, outbox

# Written as the partial index is: a bound value would hide that the index fits.
_IS_WAITING = outbox.c.state == literal_column(f"'{WAITING}'")


class SqlReminders:
    """Implements `bot.ports.reminders.Reminders`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def due(self, now: datetime, limit: int) -> list[DueReminder]:
        """Members whose next reminder is due at or before `now`, the longest due first."""
        query = select(members).where(members.c.next_reminder_at <= now)
        query = query.order_by(members.c.next_reminder_at, members.c.id).limit(limit)
        rows = await self._connection.execute(query)
        return [DueReminder(member_in(row), row.next_reminder_at) for row in rows]

    async def move(self, moves: Sequence[tuple[DueReminder, datetime | None]]) -> None:
        """Set the next reminder of each, unless it was changed since; in one statement."""
        if not moves:
            return
        moment = members.c.next_reminder_at.type
        statement = update(members).where(
            members.c.id == bindparam("of_member"),
            members.c.next_reminder_at == bindparam("was", type_=moment),
        )
        await self._connection.execute(
            statement.values(next_reminder_at=bindparam("then", type_=moment)),
            [{"of_member": one.member.id, "was": one.at, "then": then} for one, then in moves],
        )

    async def set_next(self, member_id: int, at: datetime | None) -> None:
        """Set when the member is reminded next; None for never."""
        await self._connection.execute(
            update(members).where(members.c.id == member_id).values(next_reminder_at=at)
        )

    async def next_of(self, member_id: int) -> datetime | None:
        """When the member is reminded next."""
        found: datetime | None = await self._connection.scalar(
            select(members.c.next_reminder_at).where(members.c.id == member_id)
        )
        return found

    async def call_off(self, key_prefix: str) -> None:
        """Drop waiting reminders whose keys begin so, unless one is being sent just now."""
        await self._connection.execute(
            delete(outbox).where(
                _IS_WAITING,
                outbox.c.kind == MessageKind.REMINDER.value,
                outbox.c.leased_until.is_(None),
                outbox.c.key.startswith(key_prefix, autoescape=True),
            )
        )
