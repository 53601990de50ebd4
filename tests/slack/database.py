"""The bot's database in trouble: held by another process, or without one of its tables."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path


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
