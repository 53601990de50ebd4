"""Copies of a SQLite file: consistent, for their owner alone, never over another file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError
from bot.store.failures import full

PART = ".part"
"""What the name of a copy ends in that is not whole yet."""


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
        raise _taken(path) from None
    except OSError as error:
        raise StoreError(f"The file {path} cannot be made: {error.strerror or error}.") from error


def vacuum_into(source: Path, target: Path) -> None:
    """Copy a database while others use it, and look the copy over; a failed copy is removed.

    Until it is whole it has another name, ending in `PART`: nobody takes what a killed process left
    for a copy. Raises sqlite3.Error for the source, StoreError for a target that exists or cannot
    be made, and StoreFull.
    """
    if target.exists():
        raise _taken(target)
    part = free_name(target.with_name(f"{target.name}-{os.getpid()}{PART}"))
    new_file(part)
    try:
        with closing(sqlite3.connect(source, isolation_level=None, timeout=5)) as connection:
            # Only the store's writer checkpoints.
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("VACUUM INTO ?", (str(part),))
        with closing(sqlite3.connect(part)) as copy:
            check(copy)
        sync_file(part)
        _name(part, target)
    except BaseException as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise full(target) from error
        raise
    finally:
        part.unlink(missing_ok=True)
    sync_file(target.parent)


def _name(part: Path, target: Path) -> None:
    """Give a file its name, never another's."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise _taken(target) from None
    except OSError:
        # A file system without links.
        part.rename(target)


def _taken(path: Path) -> StoreError:
    return StoreError(
        f"The file {path} is there already and is not overwritten; choose another name."
    )


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
