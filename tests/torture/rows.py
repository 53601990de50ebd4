"""Rows for any revision of the schema, told from the database alone, and what a database holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Row,
    Table,
    Time,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.address import address_of

_FIRST = datetime(2025, 11, 21, 8, 30, tzinfo=UTC)
GROWING = {"attempts", "grades", "inbox", "outbox", "audit", "credits", "grading_jobs"}
"""The tables that a year of practice fills; of the others there are a tenth as many rows."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: by table its columns, and a hash of each column's values in order."""

    revision: str | None
    tables: Mapping[str, Mapping[str, str]]
    indexes: frozenset[str]
    rows: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Contents) and self._facts == other._facts

    def __hash__(self) -> int:
        return hash((self.revision, self.indexes, self.rows))

    @property
    def _facts(self) -> tuple[object, ...]:
        return self.revision, self.tables, self.indexes, self.rows

    def changed_in(self, later: Contents) -> list[str]:
        """The tables of which some column that is here reads otherwise there, or is gone."""
        return [
            name
            for name, columns in self.tables.items()
            if any(later.tables.get(name, {}).get(one) != was for one, was in columns.items())
        ]


async def fill(url: str, rows: int) -> None:
    """Put rows into every table, each pointing at others as its foreign keys want."""
    engine = create_async_engine(address_of(url).url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_fill, rows)
    finally:
        await engine.dispose()


async def contents(url: str) -> Contents:
    """What is there."""
    engine = create_async_engine(address_of(url).url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_contents)
    finally:
        await engine.dispose()


def _fill(connection: Connection, rows: int) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    made: dict[str, Sequence[Row[Any]]] = {}
    for table in metadata.sorted_tables:
        if table.name == "alembic_version":
            continue
        wanted = rows if table.name in GROWING else max(2, rows // 10)
        values = [_values(table, number, made) for number in range(1, wanted + 1)]
        # Where there are fewer pairs to point at than rows there are fewer rows.
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        connection.execute(insert(table).on_conflict_do_nothing(), values)
        made[table.name] = connection.execute(select(table).order_by(*table.primary_key)).all()


def _values(table: Table, number: int, made: Mapping[str, Sequence[Row[Any]]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            target = next(iter(column.foreign_keys)).column
            known = made.get(target.table.name, ())
            # Two columns that point at one row point at the same.
            row = known[(number - 1) % len(known)] if known else None
            found[column.name] = None if row is None else row._mapping[target.name]
        else:
            found[column.name] = _value(column, number)
    return found


def _value(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, DateTime):
        return _at(column, number)
    if isinstance(kind, JSON):
        return {"number": number}
    known: tuple[tuple[type, Any], ...] = (
        (Boolean, True),
        (Date, _FIRST.date() + timedelta(days=number)),
        (Time, time(number % 24, number % 60)),
        (Integer, number if column.name == "id" else number % 5),
    )
    for one, value in known:
        if isinstance(kind, one):
            return value
    if issubclass(kind.python_type, float):
        return number / 8
    longest = getattr(kind, "length", None)
    words = f"{number} {column.name} of a night shift’s reply " * (
        8 if column.name == "text" else 1
    )
    return words[:longest] if longest is not None else words


def _at(column: Column[Any], number: int) -> datetime:
    at = _FIRST + timedelta(minutes=97 * number)
    return at if getattr(column.type, "timezone", False) else at.replace(tzinfo=None)


def _contents(connection: Connection) -> Contents:
    looked = inspect(connection)
    tables: dict[str, dict[str, str]] = {}
    indexes: set[str] = set()
    total = 0
    for name in sorted(looked.get_table_names()):
        columns = [str(one["name"]) for one in looked.get_columns(name)]
        order = ", ".join(
            f'"{one}"' for one in looked.get_pk_constraint(name)["constrained_columns"]
        )
        listed = ", ".join(f'"{one}"' for one in columns)
        rows = connection.execute(
            text(f'SELECT {listed} FROM "{name}"' + (f" ORDER BY {order}" if order else ""))
        ).all()
        total += len(rows)
        tables[name] = {
            column: hashlib.sha256(repr([row[at] for row in rows]).encode()).hexdigest()
            for at, column in enumerate(columns)
        }
        indexes |= {f"{name}.{one['name']}" for one in looked.get_indexes(name)}
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    tables.pop("alembic_version")
    return Contents(found, tables, frozenset(indexes), total)
