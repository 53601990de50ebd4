"""Vital signs, counted in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, false, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Place
from bot.domain.message import MessageKind
from bot.ports.activity import PROVISIONAL
from bot.ports.vitals import GroupVitals, Held, Queue, Vitals
from bot.store.outbox import WAITING
from bot.store.tables import attempts, grading_jobs, groups, inbox, judge_calls, outbox

_DAY = timedelta(days=1)

# Written as the partial index is: a bound value would hide that the index fits.
_IS_WAITING = outbox.c.state == literal_column(f"'{WAITING}'")

# Never tried, or tried in vain: both have no grade.
_UNGRADED = or_(grading_jobs.c.error.is_(None), grading_jobs.c.error != PROVISIONAL)


class SqlVitalSigns:
    """Implements `bot.ports.vitals.VitalSigns`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def read(self, now: datetime) -> Vitals:
        """How things stand."""
        unhandled = inbox.c.handled_at.is_(None)
        sendable = _IS_WAITING, outbox.c.not_before <= now
        better = grading_jobs.c.error == PROVISIONAL
        provisional = await self._queue(_oldest(grading_jobs.c.queued_at).where(better))
        calls, micros = (
            await self._connection.execute(
                select(func.count(), func.sum(judge_calls.c.cost_micros)).where(
                    judge_calls.c.at > now - _DAY
                )
            )
        ).one()
        return Vitals(
            events=await self._queue(_oldest(inbox.c.received_at).where(unhandled)),
            replies=await self._queue(_oldest(grading_jobs.c.queued_at).where(_UNGRADED)),
            provisional=provisional.waiting,
            messages=await self._queue(_oldest(outbox.c.not_before).where(*sendable)),
            due=await self._queue(_oldest(groups.c.next_due_at).where(groups.c.next_due_at <= now)),
            judge_calls=calls,
            judge_micros=None if micros is None else int(micros),
        )

    async def of_group(self, group_id: int, places: Sequence[Place], now: datetime) -> GroupVitals:
        """How they stand for a group with these places."""
        replies = (
            _oldest(grading_jobs.c.queued_at)
            .join(attempts, attempts.c.id == grading_jobs.c.attempt_id)
            .where(attempts.c.group_id == group_id, _UNGRADED)
        )
        theirs = _IS_WAITING, or_(false(), *map(_at, places))
        messages = select(func.count()).select_from(outbox)
        posting = (
            select(outbox.c.created_at, outbox.c.error)
            .where(*theirs, outbox.c.kind == MessageKind.POSTING.value)
            .order_by(outbox.c.id)
            .limit(1)
        )
        held = (await self._connection.execute(posting)).one_or_none()
        return GroupVitals(
            replies=await self._queue(replies),
            messages=await self._connection.scalar(
                messages.where(*theirs, outbox.c.not_before <= now)
            )
            or 0,
            posting=None if held is None else Held(held.created_at, held.error),
        )

    async def _queue(self, query: Select[int, datetime]) -> Queue:
        waiting, oldest = (await self._connection.execute(query)).one()
        return Queue(waiting, oldest)


def _at(place: Place) -> ColumnElement[bool]:
    return and_(
        outbox.c.platform == place.platform,
        outbox.c.workspace == place.workspace,
        outbox.c.channel == place.channel,
    )


def _oldest(column: ColumnElement[datetime]) -> Select[int, datetime]:
    return select(func.count(), func.min(column))
