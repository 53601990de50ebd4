"""The grading queue in the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.activity import JobNote
from bot.store.columns import is_free
from bot.store.tables import grading_jobs
from bot.store.upsert import insert_into

# An entry that was queued anew, with an answered probe, has no lease: who claimed it before that
# has graded less than there is.
_CLAIMED = grading_jobs.c.leased_until.is_not(None)


class SqlJobs:
    """Implements `bot.ports.activity.Jobs`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, attempt_id: int, at: datetime) -> None:
        """Queue an attempt for grading; an entry that is there starts anew."""
        fresh = {
            "queued_at": at,
            "not_before": at,
            "leased_until": None,
            "tries": 0,
            "error": None,
        }
        statement = insert_into(self._connection, grading_jobs).values(
            attempt_id=attempt_id, **fresh
        )
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["attempt_id"], set_=fresh)
        )

    async def claim(self, now: datetime, lease_seconds: int, limit: int) -> list[int]:
        """Take attempts to grade, oldest first: unclaimed, or with a lease that has run out.

        Not before their retry time. Nobody else gets them until the lease runs out.
        """
        free = is_free(grading_jobs.c.leased_until, now, lease_seconds)
        # What was never to wait does not, should the clock have been set back since.
        due = or_(
            grading_jobs.c.not_before <= now, grading_jobs.c.not_before == grading_jobs.c.queued_at
        )
        claimable = (
            select(grading_jobs.c.attempt_id)
            .where(free, due)
            .order_by(grading_jobs.c.queued_at, grading_jobs.c.attempt_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = list(await self._connection.scalars(claimable))
        if ids:
            await self._connection.execute(
                update(grading_jobs)
                .where(grading_jobs.c.attempt_id.in_(ids))
                .values(
                    leased_until=now + timedelta(seconds=lease_seconds),
                    tries=grading_jobs.c.tries + 1,
                )
            )
        return ids

    async def done(self, attempt_id: int) -> bool:
        """Remove a claimed entry; false when somebody else finished it, or queued it anew since."""
        result = await self._connection.execute(
            delete(grading_jobs).where(grading_jobs.c.attempt_id == attempt_id, _CLAIMED)
        )
        return result.rowcount > 0

    async def retry(self, attempt_id: int, at: datetime, error: str) -> bool:
        """Give a claimed entry back with the reason; false when it is not claimed any more."""
        result = await self._connection.execute(
            update(grading_jobs)
            .where(grading_jobs.c.attempt_id == attempt_id, _CLAIMED)
            .values(not_before=at, leased_until=None, error=error)
        )
        return result.rowcount > 0

    async def note(self, attempt_id: int) -> JobNote | None:
        """How an entry has fared; None when there is none."""
        found = await self._connection.execute(
            select(grading_jobs.c.tries, grading_jobs.c.error).where(
                grading_jobs.c.attempt_id == attempt_id
            )
        )
        row = found.one_or_none()
        return None if row is None else JobNote(row.tries, row.error)

    async def pending(self) -> int:
        """How many entries wait."""
        count: int | None = await self._connection.scalar(
            select(func.count()).select_from(grading_jobs)
        )
        return count or 0
