"""Appeals in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.appeal import Appeal, AppealState, NewAppeal
from bot.store.tables import appeals, groups
from bot.store.upsert import insert_into

# Written as the partial index is: a bound value would hide that the index fits.
_IS_OPEN = appeals.c.state == literal_column(f"'{AppealState.OPEN}'")


class SqlAppeals:
    """Implements `bot.ports.activity.Appeals`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, appeal: NewAppeal) -> Appeal | None:
        """Store an appeal; None when this grade of the attempt was appealed before."""
        owner = select(groups.c.workspace_id).where(groups.c.id == appeal.group_id)
        statement = insert_into(self._connection, appeals).values(
            workspace_id=owner.scalar_subquery(),
            group_id=appeal.group_id,
            attempt_id=appeal.attempt_id,
            grade_number=appeal.grade_number,
            reason=appeal.reason,
            opened_at=appeal.opened_at,
            state=AppealState.OPEN.value,
            answer="",
        )
        stored = await self._connection.scalar(
            statement.on_conflict_do_nothing().returning(appeals.c.id)
        )
        return None if stored is None else await self.get(stored)

    async def get(self, appeal_id: int) -> Appeal | None:
        """The appeal of that id."""
        query = select(appeals).where(appeals.c.id == appeal_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _appeal(row)

    async def of_attempt(self, attempt_id: int) -> list[Appeal]:
        """The appeals about an attempt, oldest first."""
        query = select(appeals).where(appeals.c.attempt_id == attempt_id).order_by(appeals.c.id)
        return [_appeal(row) for row in await self._connection.execute(query)]

    async def waiting(self, group_id: int, limit: int) -> list[Appeal]:
        """The group's open appeals, oldest first."""
        query = (
            select(appeals)
            .where(appeals.c.group_id == group_id, _IS_OPEN)
            .order_by(appeals.c.id)
            .limit(limit)
        )
        return [_appeal(row) for row in await self._connection.execute(query)]

    async def answer(self, appeal_id: int, state: AppealState, answer: str, at: datetime) -> None:
        """Close an open appeal with the host's reason; no effect on one that is closed."""
        await self._connection.execute(
            update(appeals)
            .where(appeals.c.id == appeal_id, _IS_OPEN)
            .values(state=state.value, answer=answer, answered_at=at)
        )


def _appeal(row: Row[Any]) -> Appeal:
    return Appeal(
        id=row.id,
        group_id=row.group_id,
        attempt_id=row.attempt_id,
        grade_number=row.grade_number,
        reason=row.reason,
        opened_at=row.opened_at,
        state=AppealState(row.state),
        answer=row.answer,
        answered_at=row.answered_at,
    )
