"""Copies of a SQLite file: consistent, for their owner alone, never over another file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.store.failures import full


def free_name(path: Path) -> Path:
    """The path itself, or with the first number behind it that no file has."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.name}-{number}")
    return found


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone; StoreError when that cannot be done."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise StoreError(
            f"The file {path} is there already and is not overwritten; choose another name."
        ) from None
    except OSError as error:
        raise StoreError(f"The file {path} cannot be made: {error.strerror or error}.") from error


def vacuum_into(source: Path, target: Path) -> None:
    """Copy a database while others use it, and look the copy over; a failed copy is removed.

    Raises sqlite3.Error for the source, StoreError for a target that exists or cannot be made, and
    StoreFull.
    """
    new_file(target)
    try:
        with closing(sqlite3.connect(source, isolation_level=None, timeout=5)) as connection:
            # Only the store's writer checkpoints.
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy:
            check(copy)
        sync_file(target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise full(target) from error
        raise


def check(connection: sqlite3.Connection) -> None:
    """Look a whole file over; sqlite3.DatabaseError when something is wrong with it."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(f"quick_check: {verdict}")


def sync_file(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
