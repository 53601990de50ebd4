"""Vital signs, counted in the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.vitals import Queue, Vitals
from bot.store.outbox import WAITING
from bot.store.tables import grading_jobs, groups, inbox, judge_calls, outbox

_DAY = timedelta(days=1)

# Written as the partial index is: a bound value would hide that the index fits.
_IS_WAITING = outbox.c.state == literal_column(f"'{WAITING}'")


class SqlVitalSigns:
    """Implements `bot.ports.vitals.VitalSigns`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def read(self, now: datetime) -> Vitals:
        """How things stand."""
        unhandled = inbox.c.handled_at.is_(None)
        # An entry that has its reason was graded once already, or could not be.
        fresh = grading_jobs.c.error.is_(None)
        sendable = _IS_WAITING, outbox.c.not_before <= now
        provisional = await self._queue(_oldest(grading_jobs.c.queued_at).where(~fresh))
        calls, micros = (
            await self._connection.execute(
                select(func.count(), func.sum(judge_calls.c.cost_micros)).where(
                    judge_calls.c.at > now - _DAY
                )
            )
        ).one()
        return Vitals(
            events=await self._queue(_oldest(inbox.c.received_at).where(unhandled)),
            replies=await self._queue(_oldest(grading_jobs.c.queued_at).where(fresh)),
            provisional=provisional.waiting,
            messages=await self._queue(_oldest(outbox.c.not_before).where(*sendable)),
            due=await self._queue(_oldest(groups.c.next_due_at).where(groups.c.next_due_at <= now)),
            judge_calls=calls,
            judge_micros=None if micros is None else int(micros),
        )

    async def _queue(self, query: Select[int, datetime]) -> Queue:
        waiting, oldest = (await self._connection.execute(query)).one()
        return Queue(waiting, oldest)


def _oldest(column: ColumnElement[datetime]) -> Select[int, datetime]:
    return select(func.count(), func.min(column))
