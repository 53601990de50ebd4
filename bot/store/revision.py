"""Which revision of the schema a database has, told without loading the migration tool."""

from __future__ import annotations

import sqlite3
from enum import StrEnum

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StoreDamaged, StoreTooNew
from bot.store.address import Address, SqliteAddress
from bot.store.failures import explained_connecting

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""All revisions in order, as the scripts in `migrations/versions` have them (a test compares)."""

HEAD = REVISIONS[-1]


class SchemaState(StrEnum):
    """How a database stands to this version of Rounds."""

    FRESH = "fresh"
    """It holds nothing yet."""
    CURRENT = "current"
    BEHIND = "behind"
    """It can be brought up to date."""
    NEWER = "newer"
    """A later version of Rounds wrote it."""


def state_of(revision: str | None) -> SchemaState:
    """The state that a revision means; None is that of an empty database."""
    if revision is None:
        return SchemaState.FRESH
    if revision == HEAD:
        return SchemaState.CURRENT
    return SchemaState.BEHIND if revision in REVISIONS else SchemaState.NEWER


async def revision_of(connection: AsyncConnection, address: Address) -> str | None:
    """The revision of a database, None for an empty one; StoreDamaged when it is no store."""
    return await connection.run_sync(_revision, address)


def nothing_there(address: Address) -> bool:
    """Whether a SQLite file is missing or empty; StoreError when it is there and cannot be opened.

    Asked before the engine is: its driver leaves a thread behind when a file cannot be opened.
    """
    if not isinstance(address, SqliteAddress):
        return False
    with explained_connecting(address):
        if not address.path.exists() or address.path.stat().st_size == 0:
            return True
        sqlite3.connect(address.path).close()
    return False


def too_new(address: Address) -> StoreTooNew:
    """The refusal of a database from a newer version."""
    return StoreTooNew(
        f"The database {address} was written by a newer version of Rounds. Install that version, "
        "or set ROUNDS_DATABASE_URL to another database; nothing was changed."
    )


def _revision(connection: Connection, address: Address) -> str | None:
    names = inspect(connection).get_table_names()
    if not names:
        return None
    if "alembic_version" not in names:
        raise StoreDamaged(
            f"The database {address} belongs to another program: it holds the table {names[0]}. "
            "Set ROUNDS_DATABASE_URL to a database of its own."
        )
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
