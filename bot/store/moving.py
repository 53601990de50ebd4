"""Moving an installation: every row of one database into an empty other one, and each compared."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, func, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreDamaged, StoreError
from bot.store.address import address_of
from bot.store.revision import HEAD, SchemaState
from bot.store.store import SqlStore
from bot.store.tables import METADATA

_CHUNK = 500
"""Rows held at a time."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied and found equal: rows by table, in the order in which they were copied."""

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


async def copy(source_url: str, target_url: str) -> Moved:
    """Copy every row into a database that holds none yet, and read each back to compare.

    All or nothing: the target stays empty unless every row in it equals its source. The source is
    not changed, and nobody else can change it meanwhile. Raises StoreError with what is in the way:
    the same database twice, a source of another revision, a target that is not empty; StoreDamaged
    for a row that came out different.
    """
    source_address, target_address = address_of(source_url), address_of(target_url)
    if source_address == target_address:
        raise StoreError("Both addresses name the same database; nothing was copied.")
    source = SqlStore.on(source_address)
    try:
        if await source.state() is not SchemaState.CURRENT:
            raise StoreError(f"Run `rounds db upgrade` first: only revision {HEAD} is copied.")
        target = await SqlStore.open(target_url)
        try:
            async with source.changing() as old, target.changing() as new:
                return await _copy(old, new, str(target_address))
        finally:
            await target.close()
    finally:
        await source.close()


async def _copy(old: AsyncConnection, new: AsyncConnection, target: str) -> Moved:
    for table in METADATA.sorted_tables:
        if await _count(new, table):
            raise StoreError(
                f"The database {target} holds rows already ({table.name}); copy into an empty one."
            )
    rows: dict[str, int] = {}
    for table in METADATA.sorted_tables:
        rows[table.name] = 0
        async for chunk in _chunks(old, table):
            await new.execute(insert(table), [dict(row._mapping) for row in chunk])  # noqa: SLF001
            rows[table.name] += len(chunk)
        await _count_on(new, table)
    for table in METADATA.sorted_tables:
        await _compare(old, new, table)
    return Moved(rows)


async def _chunks(
    connection: AsyncConnection, table: Table
) -> AsyncIterator[Sequence[Row[tuple[Any, ...]]]]:
    async with connection.stream(select(table).order_by(*table.primary_key.columns)) as found:
        async for chunk in found.partitions(_CHUNK):
            yield chunk


async def _compare(old: AsyncConnection, new: AsyncConnection, table: Table) -> None:
    """Row by row, each looked up by its key: the databases order texts differently."""
    keys = list(table.primary_key.columns)
    async for chunk in _chunks(old, table):
        wanted = [tuple(getattr(row, key.name) for key in keys) for row in chunk]
        found = await new.execute(select(table).where(tuple_(*keys).in_(wanted)))
        there = {tuple(getattr(row, key.name) for key in keys): tuple(row) for row in found}
        for key, row in zip(wanted, chunk, strict=True):
            if there.get(key) != tuple(row):
                raise StoreDamaged(
                    f"Row {', '.join(map(str, key))} of {table.name} came out different; "
                    "nothing was copied."
                )
    if await _count(old, table) != await _count(new, table):
        raise StoreDamaged(f"The numbers of rows in {table.name} differ; nothing was copied.")


async def _count_on(connection: AsyncConnection, table: Table) -> None:
    """Let the ids of new rows go on behind those that were copied."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    highest = await connection.scalar(select(func.max(column)))
    if highest is not None:
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        await connection.execute(select(func.setval(sequence, highest)))


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0
