"""Turns: who waits for whom before changing what they have read.

SQLite has one writer at a time by itself: its BEGIN IMMEDIATE is the turn. On PostgreSQL turns are
advisory locks that end with the transaction: everybody's, which one who names no group takes alone
and all others share, and below it one for each group.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ARRAY, Integer, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

EVERYBODY = 7_206_401
"""The lock of all writers on a PostgreSQL database; any number, only ours."""

_GROUPS = 7_206
"""The first half of the lock of a group, whose id is the other; any number, only ours."""


async def take_turn(connection: AsyncConnection) -> None:
    """Wait until nobody else changes anything."""
    if _is_shared(connection):
        await connection.execute(select(func.pg_advisory_xact_lock(EVERYBODY)))


async def take_turn_in(group_id: int, connection: AsyncConnection) -> None:
    """Wait until nobody else changes the group."""
    await take_none(connection)
    if _is_shared(connection):
        lock = func.pg_advisory_xact_lock(cast(_GROUPS, Integer), cast(group_id, Integer))
        await connection.execute(select(lock))


async def take_none(connection: AsyncConnection) -> None:
    """Wait only for those who change things outside of any one group."""
    if _is_shared(connection):
        await connection.execute(select(func.pg_advisory_xact_lock_shared(EVERYBODY)))


async def take_turns_at_once(
    group_ids: Sequence[int], connection: AsyncConnection
) -> frozenset[int]:
    """Take the turns of those groups that nobody is changing now, without waiting; says which."""
    if not _is_shared(connection):
        return frozenset(group_ids)
    wanted = func.unnest(cast(group_ids, ARRAY(Integer))).column_valued("group_id")
    free = select(wanted).where(func.pg_try_advisory_xact_lock(cast(_GROUPS, Integer), wanted))
    return frozenset(await connection.scalars(free))


def _is_shared(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "postgresql"
