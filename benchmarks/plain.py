"""Plain sqlite3 with the settings of our own connections: what ours is measured against."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
"""As bot/store/engine.py sets them."""


def writer(path: Path) -> sqlite3.Connection:
    """A connection that writes as durably as ours; may be handed from thread to thread."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in WRITER:
        connection.execute(pragma)
    return connection


def reader(path: Path) -> sqlite3.Connection:
    """A connection that only reads."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    return connection


def filler(path: Path) -> sqlite3.Connection:
    """A connection for filling a database that nobody needs after a power failure."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in (
        "PRAGMA synchronous = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA cache_size = -200000",
    ):
        connection.execute(pragma)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """A transaction, committed at the end of the block."""
    connection.execute(begin)
    yield
    connection.execute("COMMIT")


@contextmanager
def without_indexes(connection: sqlite3.Connection) -> Iterator[None]:
    """Build the indexes once at the end of the block instead of row by row."""
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"DROP INDEX {name}")
    yield
    for _, definition in found:
        connection.execute(definition)


def sql(query: Select[Any]) -> tuple[str, dict[str, Any]]:
    """The text of a statement with `:name` where a value is bound, and the values it brings."""
    compiled = query.compile(dialect=sqlite.dialect(paramstyle="named"))
    return str(compiled), {
        name: value for name, value in compiled.params.items() if value is not None
    }
