"""Leases in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports.leases import Lease
from bot.store.tables import leases
from bot.store.upsert import insert_into


class SqlLeases:
    """Implements `bot.ports.leases.Leases`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, names: Collection[str]) -> dict[str, Lease]:
        """The leases of these names that there are, ended ones too."""
        rows = await self._connection.execute(select(leases).where(leases.c.name.in_(names)))
        return {row.name: Lease(row.name, row.holder, row.ends_at) for row in rows}

    async def clock(self, here: datetime) -> datetime:
        """The server's clock on PostgreSQL, whose processes may be machines apart; else `here`."""
        if self._connection.dialect.name != "postgresql":
            return here
        found: datetime | None = await self._connection.scalar(select(func.clock_timestamp()))
        assert found is not None
        return found.astimezone(UTC)

    async def put(self, lease: Lease) -> None:
        """Give a lease, in place of the one there is of that name."""
        facts = {"holder": lease.holder, "ends_at": lease.ends_at}
        statement = insert_into(self._connection, leases).values(name=lease.name, **facts)
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["name"], set_=facts)
        )

    async def give_back(self, names: Collection[str], holder: str) -> None:
        """These names are free, where that holder has them."""
        await self._connection.execute(
            delete(leases).where(leases.c.name.in_(names), leases.c.holder == holder)
        )
