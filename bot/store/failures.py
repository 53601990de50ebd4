"""Failures of the databases, each turned into the one sentence that a person may read."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreOvertaken, StoreReadOnly
from bot.store.address import Address, SqliteAddress

_FOREIGN_KEY = "23503"
"""PostgreSQL's foreign_key_violation."""

_NO_ROOM = 64 * 1024
"""Bytes; with less free space a failed write failed for want of it."""


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn a database's failure inside the block into a StoreError; other errors pass through.

    A wrong statement or a violated constraint is a mistake in this program, not in the database,
    and passes as well; but for what belongs to something that somebody deletes at the same moment.
    """
    try:
        yield
    except (IntegrityError, ProgrammingError, DataError) as error:
        if _lacks_what_it_belongs_to(error.orig):
            raise overtaken() from error
        if not _known_state(error.orig):
            raise
        raise failure(address, error) from error
    except (DBAPIError, PoolTimeout, sqlite3.Error, TimeoutError) as error:
        raise failure(address, error) from error


@contextmanager
def explained_connecting(address: Address) -> Iterator[None]:
    """The same while a connection is made, when a refused socket or a bad folder count too."""
    try:
        with explained(address):
            yield
    except OSError as error:
        raise failure(address, error) from error
    except Exception as error:
        # asyncpg's own errors at connecting arrive as they are, and carry an SQLSTATE.
        if not hasattr(error, "sqlstate"):
            raise
        raise failure(address, error) from error


def failure(address: Address, error: BaseException) -> StoreError:
    """The StoreError for a database's failure, with what it concerns and how it is mended."""
    if isinstance(error, PoolTimeout):
        return busy(address)
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(address, SqliteAddress):
        return _sqlite(address.path, cause)
    return _postgres(address, cause)


def busy(where: object) -> StoreBusy:
    """Another process holds it."""
    return StoreBusy(
        f"The database {where} is held by another process; nothing was changed. Try again, or "
        "stop the other process."
    )


def closed(where: object) -> StoreError:
    """It is released for good."""
    return StoreError(
        f"The database {where} is closed, because Rounds stops; nothing was changed. Try again in "
        "a moment."
    )


def overtaken() -> StoreOvertaken:
    """A row would belong to nothing."""
    return StoreOvertaken(
        "What this belongs to was deleted at the same moment; nothing was changed. Try again."
    )


def full(where: object) -> StoreFull:
    """The disk has no room left for `where`."""
    return StoreFull(
        f"The disk is full: {where} cannot grow, and nothing was changed. Free some space and "
        "try again."
    )


def read_only(path: Path) -> StoreReadOnly:
    """The file or its folder cannot be written."""
    return StoreReadOnly(
        f"The database {path} cannot be written. Make the file and its folder writable for this "
        "user, or set ROUNDS_DATABASE_URL to another place."
    )


def damaged(path: Path) -> StoreDamaged:
    """The file is not what it should be."""
    return StoreDamaged(
        f"The file {path} is no readable database. Move it away to begin anew, or put a backup in "
        "its place with `rounds db restore`."
    )


def _sqlite(path: Path, cause: BaseException) -> StoreError:
    if isinstance(cause, OSError):
        return _folder(path, cause)
    # Extended codes keep the primary one in their lowest byte.
    code = (getattr(cause, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN} and _no_room(path):
        code = sqlite3.SQLITE_FULL
    make = _SQLITE.get(code)
    if make is not None:
        return make(path)
    return StoreError(f"The database {path} cannot do that now: {cause}.")


def _folder(path: Path, cause: OSError) -> StoreError:
    if cause.errno == errno.ENOSPC:
        return full(path)
    if isinstance(cause, PermissionError) or cause.errno == errno.EROFS:
        return read_only(path)
    return StoreReadOnly(
        f"The database {path} cannot be made: {cause.strerror or cause}. Set ROUNDS_DATABASE_URL "
        "to a file in a folder that can be written."
    )


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


def _lacks_what_it_belongs_to(cause: BaseException | None) -> bool:
    code = getattr(cause, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY or _state(cause) == _FOREIGN_KEY


def _known_state(cause: BaseException | None) -> bool:
    state = _state(cause)
    return bool(state) and state.startswith(tuple(_POSTGRES))


def _state(cause: BaseException | None) -> str:
    return str(getattr(cause, "sqlstate", None) or "")


def _postgres(address: Address, cause: BaseException) -> StoreError:
    state = _state(cause)
    for beginning, (kind, rest) in _POSTGRES.items():
        if state.startswith(beginning):
            return kind(f"The database {address} {rest}")
    if isinstance(cause, OSError) or not state:
        return StoreError(f"The database {address} {_UNREACHABLE}")
    return StoreError(f"The database {address} cannot do that now: {cause}.")


_SQLITE: dict[int, Callable[[Path], StoreError]] = {
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
    sqlite3.SQLITE_FULL: full,
    sqlite3.SQLITE_READONLY: read_only,
    sqlite3.SQLITE_PERM: read_only,
    sqlite3.SQLITE_CANTOPEN: read_only,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
}

_UNREACHABLE = (
    "cannot be reached. See that the server runs and that ROUNDS_DATABASE_URL names its host and "
    "port."
)
_IN_USE = "is busy; nothing was changed. Try again in a moment."
_CLOSED = (
    "lets nobody in under this name. Look at the user, the password and the name in "
    "ROUNDS_DATABASE_URL."
)
_LOCKED = (
    "cannot be written by this user. Grant the user all rights on the database, or connect to the "
    "primary server."
)

_POSTGRES: dict[str, tuple[type[StoreError], str]] = {
    # By the beginning of the SQLSTATE, longer ones first.
    "57P03": (StoreBusy, _IN_USE),
    "55P03": (StoreBusy, _IN_USE),
    "40001": (StoreBusy, _IN_USE),
    "40P01": (StoreBusy, _IN_USE),
    "53300": (StoreBusy, _IN_USE),
    "53100": (StoreFull, "has a full disk; nothing was changed. Free some space and try again."),
    "25006": (StoreReadOnly, _LOCKED),
    "42501": (StoreReadOnly, _LOCKED),
    "XX001": (StoreDamaged, "is damaged. Restore a backup made with pg_dump."),
    "XX002": (StoreDamaged, "has a damaged index. Run REINDEX on it."),
    "3D000": (StoreError, _CLOSED),
    "28": (StoreError, _CLOSED),
    "57": (StoreError, _UNREACHABLE),
    "08": (StoreError, _UNREACHABLE),
}
