"""The bot's database from outside: without one of its tables, or a few minutes older."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

MOMENTS = {
    "inbox": ("key", "received_at"),
    "grading_jobs": ("attempt_id", "leased_until"),
    "outbox": ("id", "leased_until"),
}
"""What a process that ended is waited for by: the key of each row, and the moment in it."""


@asynccontextmanager
async def without(folder: Path, table: str) -> AsyncIterator[None]:
    """The table is away meanwhile."""
    path = folder / "rounds.db"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        await _rename(other, table, "away")
        try:
            yield
        finally:
            await _rename(other, "away", table)


async def _rename(database: sqlite3.Connection, table: str, name: str) -> None:
    for _ in range(200):
        with suppress(sqlite3.OperationalError):
            database.execute("BEGIN IMMEDIATE")
            database.execute(f"ALTER TABLE {table} RENAME TO {name}")
            database.execute("COMMIT")
            return
        with suppress(sqlite3.OperationalError):
            database.execute("ROLLBACK")
        await asyncio.sleep(0.01)
    raise AssertionError("the bot writes for ever")


def age(folder: Path, by: timedelta) -> None:
    """As if that time had passed since the process ended."""
    with closing(sqlite3.connect(folder / "rounds.db")) as database, database:
        for table, (key, moment) in MOMENTS.items():
            rows = database.execute(
                f"SELECT {key}, {moment} FROM {table} WHERE {moment} IS NOT NULL"
            ).fetchall()
            for found, at in rows:
                earlier = (datetime.fromisoformat(at) - by).isoformat(sep=" ")
                database.execute(
                    f"UPDATE {table} SET {moment} = ? WHERE {key} = ?",
                    (earlier, found),
                )
