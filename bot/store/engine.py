"""Engines: one writer and separate readers on SQLite, one pool on PostgreSQL.

The settings come from measurements: with SQLAlchemy's own transaction mode 944 of 1,000 concurrent
updates of one SQLite row were lost without an error, with `BEGIN IMMEDIATE` none; a single writing
connection also keeps clear of the checkpoint fault in SQLite before 3.51.3.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import BadSettings
from bot.store.address import PostgresAddress, SqliteAddress

BUSY_SECONDS = 5
"""How long a writer waits for another process before it says StoreBusy."""

TURN_SECONDS = 30
"""How long a transaction waits for its turn inside this process."""

ANSWER_SECONDS = 40
"""How long a statement may take on a server, longer than any turn; one that hangs is away."""

READERS = 4

_WRITER = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What `mydata delete` removes is overwritten in the file as well.
    "PRAGMA secure_delete = ON",
)

_READER = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
    "PRAGMA query_only = ON",
    # Only the writer checkpoints.
    "PRAGMA wal_autocheckpoint = 0",
)

_MIGRATOR = (
    # A second process waits until the first has migrated.
    "PRAGMA busy_timeout = 60000",
    "PRAGMA synchronous = FULL",
    # Rebuilding a table with foreign keys on would delete or refuse what points at it.
    "PRAGMA foreign_keys = OFF",
)


def sqlite_writer(address: SqliteAddress) -> AsyncEngine:
    """The one connection that changes the file; its transactions hold the write lock at once."""
    return _sqlite(address, _WRITER, "BEGIN IMMEDIATE", connections=1)


def sqlite_reader(address: SqliteAddress) -> AsyncEngine:
    """Connections that see one state of the file per transaction and can change nothing."""
    return _sqlite(address, _READER, "BEGIN DEFERRED", connections=READERS)


def sqlite_migrator(address: SqliteAddress) -> AsyncEngine:
    """The connection for changes of the schema: the writer with foreign keys off."""
    return _sqlite(address, _MIGRATOR, "BEGIN IMMEDIATE", connections=1)


def postgres(address: PostgresAddress, answer_seconds: float | None = None) -> AsyncEngine:
    """The pool of connections to a server, which are tried before use.

    With `answer_seconds` a statement that takes longer fails, and its connection is given up.
    """
    try:
        return create_async_engine(
            address.url,
            # Replies are parameters, and errors are logged.
            hide_parameters=True,
            pool_size=READERS + 1,
            max_overflow=READERS,
            pool_timeout=TURN_SECONDS,
            pool_pre_ping=True,
            connect_args={
                "timeout": 10,
                "command_timeout": answer_seconds,
                "server_settings": {
                    "application_name": "rounds",
                    "lock_timeout": str(TURN_SECONDS * 1000),
                    "timezone": "UTC",
                },
            },
        )
    except ModuleNotFoundError as error:
        raise BadSettings(
            "ROUNDS_DATABASE_URL names a PostgreSQL database, and its driver is not installed; "
            "install Rounds as `rounds[postgres]`."
        ) from error


def _sqlite(
    address: SqliteAddress, pragmas: Iterable[str], begin: str, *, connections: int
) -> AsyncEngine:
    engine = create_async_engine(
        address.url,
        # Replies are parameters, and errors are logged.
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=TURN_SECONDS,
        # None keeps the driver from beginning transactions by itself, which it does too late.
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(dbapi_connection: DBAPIConnection, record: object) -> None:  # noqa: ARG001
        try:
            cursor = dbapi_connection.cursor()
            for pragma in pragmas:
                cursor.execute(pragma)
            cursor.close()
        except BaseException:
            # The pool forgets a connection that fails here, and its thread would stay.
            dbapi_connection.close()
            raise

    @event.listens_for(engine.sync_engine, "invalidate")
    def give_up(dbapi_connection: DBAPIConnection, *_: object) -> None:
        # Whoever was cancelled in the middle of a query: its statement is still being read, and
        # SQLite closes the connection only when that is gone, with the write lock held until then.
        # The cancellation that brought us here goes on, and a second one is the same.
        with suppress(Exception, asyncio.CancelledError):
            dbapi_connection.rollback()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_now(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
