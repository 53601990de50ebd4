"""What can be said about a database, for `rounds doctor`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.address import SqliteAddress, address_of
from bot.store.revision import SchemaState
from bot.store.store import SqlStore

_FIXED = (3, 51, 3)
"""The first SQLite without the fault that can damage a file which two connections checkpoint."""


@dataclass(frozen=True, slots=True)
class Facts:
    """How a database is.

    `where` never holds a password. `integrity` is `ok` or the first thing that is wrong;
    `journal_mode` and `size_bytes` are None on PostgreSQL. `one_process_advised` marks a SQLite
    whose known fault needs two processes on one file: Rounds itself keeps one writer each.
    """

    where: str
    kind: str
    version: str
    state: SchemaState
    integrity: str
    journal_mode: str | None = None
    size_bytes: int | None = None
    one_process_advised: bool = False


async def facts(url: str) -> Facts:
    """Examine a database and change nothing; StoreError when it cannot be read at all."""
    address = address_of(url)
    sqlite = isinstance(address, SqliteAddress)
    store = SqlStore.on(address)
    try:
        state = await store.state()
        if sqlite and state is SchemaState.FRESH:
            return Facts(str(address), "SQLite", sqlite3.sqlite_version, state, "ok")
        async with store.reading() as connection:
            if sqlite:
                return await _of_sqlite(connection, str(address), state)
            version = str(await connection.scalar(text("SHOW server_version")))
            return Facts(str(address), "PostgreSQL", version, state, "ok")
    finally:
        await store.close()


async def _of_sqlite(connection: AsyncConnection, where: str, state: SchemaState) -> Facts:
    async def pragma(name: str) -> str:
        return str((await connection.exec_driver_sql(f"PRAGMA {name}")).scalar())

    version = sqlite3.sqlite_version
    return Facts(
        where=where,
        kind="SQLite",
        version=version,
        state=state,
        integrity=await pragma("quick_check(1)"),
        journal_mode=await pragma("journal_mode"),
        size_bytes=int(await pragma("page_count")) * int(await pragma("page_size")),
        one_process_advised=tuple(int(part) for part in version.split(".")) < _FIXED,
    )
