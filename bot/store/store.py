"""The store behind `bot.ports.store`: units of work on one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from functools import partial
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ports.store import Work
from bot.store.address import Address, SqliteAddress, address_of
from bot.store.engine import ANSWER_SECONDS, postgres, sqlite_reader, sqlite_writer
from bot.store.failures import closed, explained, explained_connecting
from bot.store.revision import SchemaState, nothing_there, revision_of, state_of, too_new
from bot.store.turns import take_none, take_turn, take_turn_in
from bot.store.work import work_on

FINISH_SECONDS = 5.0
"""How long a close waits for transactions that are under way."""


class SqlStore:
    """Implements `bot.ports.store.Store` on SQLite or PostgreSQL."""

    def __init__(self, address: Address, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self._address = address
        self._writer = writer
        self._reader = reader
        self._under_way = 0
        self._closed = self._released = False
        self._idle = asyncio.Event()
        self._idle.set()

    @classmethod
    async def open(cls, url: str) -> Self:
        """The store at that address, made or brought up to date first.

        A new SQLite file and its folder are readable by their owner alone. Raises BadSettings for
        an address that is none, StoreTooNew, and the other StoreErrors.
        """
        address = address_of(url)
        store = cls.on(address)
        try:
            if await store.state() in {SchemaState.FRESH, SchemaState.BEHIND}:
                await _upgrade(url)
            # Says now what would otherwise surprise the first member: nothing can be written.
            async with store.write():
                pass
        except BaseException:
            await store.close()
            raise
        return store

    @classmethod
    def on(cls, address: Address) -> Self:
        """The store at that address as it is; nothing is looked at yet."""
        if isinstance(address, SqliteAddress):
            return cls(address, sqlite_writer(address), sqlite_reader(address))
        engine = postgres(address, ANSWER_SECONDS)
        reader = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        return cls(address, engine, reader)

    async def state(self) -> SchemaState:
        """How the schema stands, never newer: StoreTooNew says so instead."""
        if nothing_there(self._address):
            return SchemaState.FRESH
        async with self.reading() as connection:
            found = state_of(await revision_of(connection, self._address))
        if found is SchemaState.NEWER:
            raise too_new(self._address)
        return found

    def write(self, group_id: int | None = None) -> AbstractAsyncContextManager[Work]:
        """A transaction that may change things; writers take turns, across processes as well.

        Those that name a group take them with those of that group and those that name none.
        """
        return self._changing(take_turn if group_id is None else partial(take_turn_in, group_id))

    def mark(self) -> AbstractAsyncContextManager[Work]:
        """The same for what needs no turn: rows claimed, marked or added, each by one statement."""
        return self._changing(take_none)

    def read(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that sees one consistent state and changes nothing."""
        return self._reading()

    def reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """The bare connection of a reading transaction, for exports and examinations."""
        return self._transaction(self._reader)

    @asynccontextmanager
    async def changing(self) -> AsyncIterator[AsyncConnection]:
        """The bare connection of a transaction alone with the database, for moving it."""
        async with self._transaction(self._writer) as connection:
            await take_turn(connection)
            yield connection

    async def close(self) -> None:
        """Release every connection; the store is of no use afterwards.

        What is under way may finish first; what would begin from now on is a StoreError.
        """
        self._closed = True
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH_SECONDS):
                await self._idle.wait()
        # The writer last: the last one out writes the log back into the file.
        self._released = True
        await self._reader.dispose()
        await self._writer.dispose()

    @asynccontextmanager
    async def _changing(
        self, turn: Callable[[AsyncConnection], Awaitable[None]]
    ) -> AsyncIterator[Work]:
        async with self._transaction(self._writer) as connection:
            await turn(connection)
            yield work_on(connection)

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[Work]:
        async with self._transaction(self._reader) as connection:
            yield work_on(connection)

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            stack.enter_context(self._counted())
            with explained_connecting(self._address):
                connection = await stack.enter_async_context(engine.connect())
            stack.push_async_callback(self._kept_from_the_pool, connection)
            with explained(self._address):
                async with connection.begin():
                    yield connection

    async def _kept_from_the_pool(self, connection: AsyncConnection) -> None:
        """What ends after the pool did has nobody else who would close its connection."""
        if self._released:
            await connection.invalidate()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self._closed:
            raise closed(self._address)
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()


async def _upgrade(url: str) -> None:
    # Only here: a start on a current database need not wait for the migration tool.
    from bot.store.migrate import upgrade  # noqa: PLC0415

    await upgrade(url)
