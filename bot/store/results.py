"""Results in the database: grades read without texts and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.attempt import AttemptState
from bot.domain.grade import Level
from bot.domain.result import Result
from bot.store.tables import attempts, grades, postings

_LAST = 2**31 - 1
"""An id above all others."""

_RESULTS = (
    select(
        attempts.c.id,
        attempts.c.member_id,
        attempts.c.prompt_id,
        attempts.c.practice_date,
        attempts.c.sent_at,
        grades.c.score,
        grades.c.criteria,
    )
    .join_from(attempts, grades, and_(grades.c.attempt_id == attempts.c.id, grades.c.is_current))
    .where(attempts.c.state == AttemptState.ACTIVE.value, grades.c.level >= int(Level.WEAK))
)


class SqlResults:
    """Implements `bot.ports.results.Results`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_member(
        self, group_id: int, member_id: int, at: datetime, limit: int
    ) -> list[Result]:
        """The member's newest results in the group, at most `limit`, oldest first."""
        shown = or_(attempts.c.guess_until.is_(None), attempts.c.guess_until <= at)
        query = (
            _RESULTS.where(
                attempts.c.group_id == group_id, attempts.c.member_id == member_id, shown
            )
            .order_by(attempts.c.sent_at.desc(), attempts.c.id.desc())
            .limit(limit)
        )
        return (await self._all(query))[::-1]

    async def prompts_of(self, group_id: int, member_id: int) -> set[str]:
        """Every prompt that the member ever sent something to in the group."""
        query = (
            select(attempts.c.prompt_id)
            .distinct()
            .where(attempts.c.group_id == group_id, attempts.c.member_id == member_id)
        )
        return set(await self._connection.scalars(query))

    async def of_postings(self, posting_ids: Sequence[int], each: int) -> list[Result]:
        """The results among the first `each` answers to each posting, without revisions."""
        # Asked for NULL itself, SQLite would read every answer there is by the index of revisions.
        earlier = attempts.alias("earlier")
        last = (
            select(earlier.c.id)
            .where(earlier.c.posting_id == postings.c.id)
            .order_by(earlier.c.id)
            .limit(1)
            .offset(each - 1)
            .scalar_subquery()
        )
        ends = (
            select(postings.c.id, func.coalesce(last, _LAST).label("last"))
            .where(postings.c.id.in_(posting_ids))
            .subquery()
        )
        query = _RESULTS.join(
            ends, and_(attempts.c.posting_id == ends.c.id, attempts.c.id <= ends.c.last)
        ).where(func.coalesce(attempts.c.revises_id, 0) == 0)
        return await self._all(query.order_by(attempts.c.id))

    async def _all(self, query: Select[Any]) -> list[Result]:
        return [_result(row) for row in await self._connection.execute(query)]


def _result(row: Row[Any]) -> Result:
    return Result(
        attempt_id=row.id,
        member_id=row.member_id,
        prompt_id=row.prompt_id,
        practice_date=row.practice_date,
        score=row.score,
        points={one["id"]: one["points"] for one in row.criteria},
    )
