"""Turns at drills, in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exercise import Mark
from bot.domain.turn import NewTurn, Turn
from bot.store.tables import drill_turns


class SqlDrills:
    """Implements `bot.ports.learning.Drills`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def show(self, turn: NewTurn) -> Turn:
        """Store that an exercise is shown."""
        stored = await self._connection.execute(
            insert(drill_turns)
            .values(
                group_id=turn.group_id,
                member_id=turn.member_id,
                drill=turn.mark.drill,
                item=turn.mark.item,
                seed=turn.mark.seed,
                skill=turn.skill,
                shown_at=turn.shown_at,
            )
            .returning(*drill_turns.columns)
        )
        return _turn(stored.one())

    async def open(self, member_id: int) -> Turn | None:
        """The member's newest turn, if it waits for an answer."""
        found = await self.shown(member_id, 1)
        return found[0] if found and found[0].answered_at is None else None

    async def of_mark(self, member_id: int, mark: Mark) -> Turn | None:
        """The member's first turn at exactly this exercise."""
        query = _of(member_id).where(
            drill_turns.c.drill == mark.drill,
            drill_turns.c.item == mark.item,
            drill_turns.c.seed == mark.seed,
        )
        row = (await self._connection.execute(query.order_by(drill_turns.c.id).limit(1))).first()
        return None if row is None else _turn(row)

    async def answer(self, turn_id: int, said: str, score: int, at: datetime) -> bool:
        """Keep the answer to a turn; false when it had one, and then nothing changes."""
        done = await self._connection.execute(
            update(drill_turns)
            .where(drill_turns.c.id == turn_id, drill_turns.c.answered_at.is_(None))
            .values(said=said, score=score, answered_at=at)
        )
        return done.rowcount == 1

    async def shown(self, member_id: int, limit: int) -> list[Turn]:
        """The member's newest turns, answered or not, newest first."""
        return await self._turns(_of(member_id).order_by(drill_turns.c.id.desc()).limit(limit))

    async def results(self, member_id: int, limit: int) -> list[Turn]:
        """The member's newest answered turns, newest first: skill, score and when."""
        answered = _of(member_id).where(drill_turns.c.answered_at.is_not(None))
        newest = answered.order_by(drill_turns.c.answered_at.desc(), drill_turns.c.id.desc())
        return await self._turns(newest.limit(limit))

    async def _turns(self, query: Select[Any]) -> list[Turn]:
        return [_turn(row) for row in await self._connection.execute(query)]


def _of(member_id: int) -> Select[Any]:
    return select(drill_turns).where(drill_turns.c.member_id == member_id)


def _turn(row: Row[Any]) -> Turn:
    return Turn(
        id=row.id,
        member_id=row.member_id,
        group_id=row.group_id,
        mark=Mark(row.drill, row.item, row.seed),
        skill=row.skill,
        shown_at=row.shown_at,
        answered_at=row.answered_at,
        said=row.said,
        score=row.score,
    )
