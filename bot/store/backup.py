"""Backup and restore of a SQLite file, and the export of any database as JSON lines."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreBusy, StoreDamaged, StoreError
from bot.store import erasures
from bot.store.address import Address, SqliteAddress, address_of
from bot.store.copying import check, free_name, new_file, sync_file, vacuum_into
from bot.store.failures import damaged, explained_connecting, full
from bot.store.revision import HEAD, SchemaState, state_of, too_new
from bot.store.rows import jsonable
from bot.store.store import SqlStore
from bot.store.tables import METADATA


async def backup(url: str, target: Path) -> None:
    """Copy the database to a new file while others may use it, and look the copy over.

    Never writes over a file. On PostgreSQL a StoreError that names the tool for it.
    """
    source = _file(address_of(url), "backed up with pg_dump")
    with explained_connecting(SqliteAddress(source)):
        if not source.exists():
            raise StoreError(f"There is no database {source} to back up.")
        await asyncio.to_thread(vacuum_into, source, target)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did: where the replaced file is kept, if there was one, and `forgotten`.

    Those members asked to be forgotten after the backup was made, and were left out again.
    """

    kept: Path | None
    forgotten: int


async def restore(url: str, source: Path) -> Restored:
    """Put a backup in the database's place, without those who asked to be forgotten since.

    The backup is looked over first: StoreDamaged when it is no sound database of Rounds,
    StoreTooNew when a newer version wrote it, and StoreBusy while any process, this one included,
    has the database open. The database is only replaced as a whole, and an older backup is brought
    up to date at the next start.
    """
    path = _file(address_of(url), "restored with pg_restore")
    await asyncio.to_thread(_examine, source)
    forgotten = await _forgotten(url)
    with explained_connecting(SqliteAddress(path)):
        kept = await asyncio.to_thread(_replace, path, source)
    return Restored(kept, await erase_again(url, forgotten) if forgotten else 0)


async def _forgotten(url: str) -> dict[str, datetime]:
    """Who asked for it in the database that is there now; nobody where there is none to ask."""
    store = SqlStore.on(address_of(url))
    try:
        if await store.state() is not SchemaState.CURRENT:
            return {}
        async with store.reading() as connection:
            return await erasures.kept(connection)
    except StoreError:
        # Whatever is wrong with it is why it is replaced.
        return {}
    finally:
        await store.close()


async def erase_again(url: str, forgotten: dict[str, datetime]) -> int:
    """Keep these as forgotten, and erase whoever was here before they asked; returns how many.

    An older database is brought up to date first.
    """
    store = await SqlStore.open(url)
    try:
        async with store.changing() as connection:
            await erasures.keep(connection, forgotten)
            return await erasures.apply(connection, await erasures.kept(connection))
    finally:
        await store.close()


async def export(url: str, target: Path) -> int:
    """Write every row of the database to a new file, one JSON object per line; returns how many.

    The first line names the schema's revision, each other one its table and row, so that rows
    come after those they point at. All lines are of one moment.
    """
    store = SqlStore.on(address_of(url))
    try:
        if await store.state() is not SchemaState.CURRENT:
            raise StoreError(f"Run `rounds db upgrade` first: the export is of revision {HEAD}.")
        with new_text(target) as file:
            async with store.reading() as connection:
                return await _write(connection, file)
    finally:
        await store.close()


@contextmanager
def new_text(target: Path) -> Iterator[TextIO]:
    """A new file to write to, which is removed again when that fails."""
    new_file(target)
    try:
        with target.open("w", encoding="utf-8") as file:
            yield file
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise full(target) from error
        raise


async def _write(connection: AsyncConnection, file: TextIO) -> int:
    file.write(json.dumps({"rounds": HEAD}) + "\n")
    count = 0
    for table in METADATA.sorted_tables:
        query = select(table).order_by(*table.primary_key.columns)
        async with connection.stream(query) as rows:
            async for row in rows:
                line = {"table": table.name, "row": jsonable(row)}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
    return count


def _file(address: Address, instead: str) -> Path:
    if isinstance(address, SqliteAddress):
        return address.path
    raise StoreError(f"The database {address} is on a PostgreSQL server, where it is {instead}.")


def _examine(source: Path) -> None:
    if not source.is_file():
        raise StoreError(f"There is no backup {source}.")
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            check(copy)
            row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise StoreDamaged(
            f"The file {source} is no sound backup of Rounds ({error}); nothing was changed."
        ) from error
    if row is None:
        raise damaged(source)
    if state_of(row[0]) is SchemaState.NEWER:
        raise too_new(SqliteAddress(source))


def _replace(path: Path, source: Path) -> Path | None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    incoming = free_name(path.with_name(f"{path.name}.incoming"))
    vacuum_into(source, incoming)
    try:
        if not path.exists():
            os.replace(incoming, path)  # noqa: PTH105
            return None
        _refuse_in_use(path)
        kept = free_name(path.with_name(f"{path.name}.replaced"))
        os.replace(path, kept)  # noqa: PTH105
        os.replace(incoming, path)  # noqa: PTH105
    finally:
        incoming.unlink(missing_ok=True)
    sync_file(path.parent)
    return kept


def _refuse_in_use(path: Path) -> None:
    """StoreBusy unless nobody has the file open; its log is written back into it and gone."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
        try:
            # Leaving the write-ahead log takes being alone with the file.
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            raise StoreBusy(
                f"The database {path} is in use. Stop Rounds everywhere, then restore."
            ) from error
