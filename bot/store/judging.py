"""Calls to the outside judge and kept verdicts, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.spend import Spend
from bot.ports.judging import CallCounts, CallOutcome, NewCall
from bot.store.tables import judge_calls, judge_verdicts
from bot.store.upsert import insert_into


class SqlJudging:
    """Implements `bot.ports.judging.Judging`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def counts(
        self, since: datetime, member_id: int | None, group_id: int | None
    ) -> CallCounts:
        """The calls made after `since`, begun ones included."""
        found = await self._connection.execute(
            select(
                _count(judge_calls.c.member_id == member_id),
                _count(judge_calls.c.group_id == group_id),
                func.count(),
            )
            .select_from(judge_calls)
            .where(judge_calls.c.at > since)
        )
        member, group, everybody = found.one()
        return CallCounts(member or 0, group or 0, everybody)

    async def begin(self, call: NewCall) -> int:
        """Store a call before it is made; returns its id."""
        statement = judge_calls.insert().values(
            member_id=call.member_id, group_id=call.group_id, model=call.model, at=call.at
        )
        call_id: int = await self._connection.scalar(statement.returning(judge_calls.c.id))
        return call_id

    async def end(self, call_id: int, outcome: CallOutcome) -> None:
        """Store how a call ended; no effect when its member was erased meanwhile."""
        await self._connection.execute(
            update(judge_calls)
            .where(judge_calls.c.id == call_id)
            .values(
                result=outcome.result,
                tokens_in=outcome.tokens_in,
                tokens_out=outcome.tokens_out,
                cost_micros=outcome.cost_micros,
            )
        )

    async def spend(self, group_id: int, since: datetime) -> Spend:
        """What the group's calls after `since` came to."""
        found = await self._connection.execute(
            select(
                func.count(),
                func.sum(judge_calls.c.tokens_in),
                func.sum(judge_calls.c.tokens_out),
                func.sum(judge_calls.c.cost_micros),
            ).where(judge_calls.c.group_id == group_id, judge_calls.c.at > since)
        )
        calls, tokens_in, tokens_out, micros = found.one()
        # PostgreSQL sums bigints into decimals.
        cost = None if micros is None else int(micros)
        return Spend(calls, int(tokens_in or 0), int(tokens_out or 0), cost)

    async def recall(self, key: str) -> str | None:
        """The verdicts kept under a key."""
        found: str | None = await self._connection.scalar(
            select(judge_verdicts.c.verdicts).where(judge_verdicts.c.key == key)
        )
        return found

    async def remember(self, key: str, verdicts: str, at: datetime) -> None:
        """Keep verdicts under a key; what was kept there is replaced."""
        values = {"verdicts": verdicts, "kept_at": at}
        statement = insert_into(self._connection, judge_verdicts).values(key=key, **values)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_=values)
        )

    async def forget(self, before: datetime) -> None:
        """Drop verdicts kept before that moment."""
        await self._connection.execute(
            delete(judge_verdicts).where(judge_verdicts.c.kept_at < before)
        )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
