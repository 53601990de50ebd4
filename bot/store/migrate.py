"""Bringing a database up to date: the only module that loads the migration tool."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.address import Address, SqliteAddress, address_of
from bot.store.copying import free_name, vacuum_into
from bot.store.engine import postgres, sqlite_migrator
from bot.store.failures import explained_connecting
from bot.store.revision import HEAD, SchemaState, nothing_there, revision_of, state_of, too_new
from bot.store.turns import take_turn

SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"
"""The folder of migrations, beside `bot` in a checkout and in an installed package alike."""

_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did: revisions before (None: nothing there) and after, and the backup."""

    before: str | None
    after: str
    backup: Path | None


async def upgrade(url: str) -> Upgrade:
    """Bring the database to this version's schema; makes it, and its folder, when it is missing.

    All migrations happen in one transaction: a crash leaves the old state or the new. A SQLite
    file that holds something is copied beside itself first. Several processes may try at once: one
    does it, the others wait and find it done. StoreTooNew for a database of a newer version.
    """
    address = address_of(url)
    before = await current_revision(address)
    state = state_of(before)
    if state is SchemaState.NEWER:
        raise too_new(address)
    if state is SchemaState.CURRENT:
        return Upgrade(before, HEAD, None)
    backup: Path | None = None
    if isinstance(address, SqliteAddress):
        with explained_connecting(address):
            await asyncio.to_thread(_prepare, address.path)
            if before is not None:
                backup = await asyncio.to_thread(_keep, address.path, before)
    await run(address, lambda config: command.upgrade(config, "head"))
    return Upgrade(before, HEAD, backup)


async def state(url: str) -> SchemaState:
    """How the database stands to this version of Rounds."""
    return state_of(await current_revision(address_of(url)))


async def current_revision(address: Address) -> str | None:
    """The database's revision; None when there is no file, or nothing in it."""
    if nothing_there(address):
        return None
    engine = _engine(address)
    try:
        with explained_connecting(address):
            async with engine.connect() as connection:
                return await revision_of(connection, address)
    finally:
        await engine.dispose()


async def run(address: Address, action: Callable[[Config], None]) -> None:
    """Do something with the migrations in one transaction that holds the write lock."""
    engine = _engine(address)
    try:
        with explained_connecting(address):
            async with engine.begin() as connection:
                await take_turn(connection)
                await connection.run_sync(lambda sync: action(configuration(sync)))
    finally:
        await engine.dispose()


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for an open connection; no file is read."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(address: Address) -> AsyncEngine:
    if isinstance(address, SqliteAddress):
        return sqlite_migrator(address)
    return postgres(address)


def _prepare(path: Path) -> None:
    """Make the folder and the file for their owner alone, and turn the write-ahead log on."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                # Two processes at the same new file: SQLite does not wait here by itself.
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return


def _keep(path: Path, revision: str) -> Path | None:
    """A copy beside the database as it is before migrating; None when another process was first."""
    target = free_name(path.with_name(f"{path.name}.before-{HEAD}"))
    vacuum_into(path, target)
    with closing(sqlite3.connect(target)) as copy:
        (found,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    if found == revision:
        return target
    target.unlink()
    return None
