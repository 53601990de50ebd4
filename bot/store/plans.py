"""Plans towards an interview, in the database."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.plans import KeptPlan
from bot.store.tables import plans
from bot.store.upsert import insert_into


class SqlPlans:
    """Implements `bot.ports.plans.Plans`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, member_id: int) -> KeptPlan | None:
        """The member's plan."""
        query = select(plans).where(plans.c.member_id == member_id)
        row = (await self._connection.execute(query)).first()
        if row is None:
            return None
        return KeptPlan(row.interview_on, row.company, row.begun_on, row.made_at)

    async def put(self, member_id: int, plan: KeptPlan) -> None:
        """Keep a plan in place of an earlier one."""
        kept = {
            "interview_on": plan.interview_on,
            "company": plan.company,
            "begun_on": plan.begun_on,
            "made_at": plan.made_at,
        }
        statement = insert_into(self._connection, plans).values(member_id=member_id, **kept)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["member_id"], set_=kept)
        )

    async def drop(self, member_id: int) -> None:
        """Forget the member's plan."""
        await self._connection.execute(delete(plans).where(plans.c.member_id == member_id))
