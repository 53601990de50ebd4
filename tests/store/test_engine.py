"""What the connections promise: no update is lost, readers change nothing, rows are aware."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.attempt import NewAttempt
from bot.domain.group import Place
from bot.errors import StoreOvertaken, StoreReadOnly
from bot.store.address import SqliteAddress
from bot.store.engine import sqlite_migrator, sqlite_reader, sqlite_writer
from bot.store.store import SqlStore
from tests.store.samples import NOW, a_message, a_posting, a_reply, found_world

_COUNT_UP = """
import asyncio, sys
from datetime import UTC, datetime
from bot.store.store import SqlStore

async def main():
    store = await SqlStore.open(sys.argv[1])
    for _ in range(40):
        async with store.write() as work:
            (member, _), *_ = await work.members.of_group(1)
            count = await work.hints.taken(1, member.id, "p")
            await asyncio.sleep(0)
            assert await work.hints.take(1, member.id, "p", datetime.now(UTC)) == count + 1
    await store.close()

asyncio.run(main())
"""


async def _pragmas(engine: AsyncEngine, names: Sequence[str]) -> list[object]:
    async with engine.connect() as connection:
        found = [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in names]
    await engine.dispose()
    return found


async def test_the_connections_are_set_as_promised(sqlite_url: str) -> None:
    address = SqliteAddress(Path(sqlite_url))
    writer = ["busy_timeout", "journal_mode", "synchronous", "foreign_keys", "secure_delete"]
    assert await _pragmas(sqlite_writer(address), writer) == [5000, "wal", 2, 1, 1]
    reader = ["busy_timeout", "journal_mode", "query_only", "wal_autocheckpoint"]
    assert await _pragmas(sqlite_reader(address), reader) == [5000, "wal", 1, 0]
    migrator = ["journal_mode", "synchronous", "foreign_keys"]
    assert await _pragmas(sqlite_migrator(address), migrator) == ["wal", 2, 0]


async def test_twenty_writers_lose_no_update(store: SqlStore) -> None:
    """Each reads, waits, and writes what it read plus one."""
    async with store.write() as work:
        world = await found_world(work)
        ana = world.ana

    async def count_up() -> None:
        for _ in range(10):
            async with store.write() as work:
                member = await work.members.get(ana.id)
                assert member is not None
                number = int(member.alias or "0")
                await asyncio.sleep(0)
                await work.members.save(replace(member, alias=str(number + 1)))

    await asyncio.gather(*(count_up() for _ in range(20)))
    async with store.read() as work:
        member = await work.members.get(ana.id)
        assert member is not None
        assert member.alias == "200"


async def test_two_processes_on_one_database_lose_nothing(url: str) -> None:
    store = await SqlStore.open(url)
    async with store.write() as work:
        world = await found_world(work, "Ana")
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", _COUNT_UP, url, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(2)
    ]
    for process in processes:
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    async with store.read() as work:
        assert await work.hints.taken(world.group.id, world.ana.id, "p") == 80
    await store.close()


async def test_an_exception_undoes_the_whole_transaction(store: SqlStore) -> None:
    async def stumble() -> None:
        async with store.write() as work:
            await found_world(work)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await stumble()
    async with store.read() as work:
        assert await work.groups.every() == []


async def test_a_cancelled_writer_leaves_nothing_and_frees_its_turn(store: SqlStore) -> None:
    async def stuck() -> None:
        async with store.write() as work:
            await found_world(work)
            await asyncio.sleep(60)

    task = asyncio.create_task(stuck())
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.write() as work:
        assert await work.groups.every() == []


async def test_a_reader_sees_one_state_and_changes_nothing(store: SqlStore) -> None:
    async with store.read() as before:
        assert await before.groups.every() == []
        async with store.write() as work:
            await found_world(work)
        assert await before.groups.every() == []
    with pytest.raises(StoreReadOnly):
        await _write_while_reading(store)


async def _write_while_reading(store: SqlStore) -> None:
    async with store.read() as after:
        assert len(await after.groups.every()) == 1
        await after.inbox.take("event", NOW)


async def test_a_failure_tells_no_reply(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
    wrong = replace(a_reply(world, world.ana, text="secret words"), posting_id=99)
    with pytest.raises(StoreOvertaken) as caught:
        await _add(store, wrong)
    assert "secret words" not in f"{caught.value.sentence} {caught.value.__cause__}"


async def _add(store: SqlStore, attempt: NewAttempt) -> None:
    async with store.write() as work:
        await work.attempts.add(attempt)


async def test_foreign_keys_hold(store: SqlStore) -> None:
    with pytest.raises(StoreOvertaken):
        async with store.write() as work:
            await work.jobs.add(12345, NOW)


async def test_batches_take_a_constant_number_of_statements(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with store.write() as work:
        ids = []
        for number in range(40):
            place = Place("local", "here", f"c{number}")
            ids.append((await found_world(work, "A", group=f"g{number}", place=place)).group.id)
    calls = 0
    execute = AsyncConnection.execute

    async def counted(self: AsyncConnection, *args: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        return await execute(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(AsyncConnection, "execute", counted)
    async with store.write() as work:
        calls = 0
        assert len(await work.groups.due(NOW, 100)) == 40
        await work.groups.reschedule([(one, None, None) for one in ids])
        assert len(await work.postings.add([a_posting(one) for one in ids])) == 40
        assert len(await work.postings.used(ids)) == 40
        await work.outbox.add([a_message(f"k{one}") for one in ids], NOW)
        assert calls == 6


async def test_erased_words_are_gone_from_the_file(sqlite_url: str) -> None:
    words = "a very particular sentence"
    store = await SqlStore.open(sqlite_url)
    async with store.write() as work:
        world = await found_world(work)
        await work.attempts.add(a_reply(world, world.ana, text=words))
        await work.members.erase(world.ana.id, NOW)
    await store.close()
    with closing(sqlite3.connect(sqlite_url)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert words.encode() not in await asyncio.to_thread(Path(sqlite_url).read_bytes)


async def test_postgresql_readers_are_read_only_and_repeatable(postgres_url: str) -> None:
    store = await SqlStore.open(postgres_url)
    async with store.reading() as connection:
        assert await connection.scalar(text("SHOW transaction_isolation")) == "repeatable read"
        assert await connection.scalar(text("SHOW transaction_read_only")) == "on"
    async with store._writer.connect() as connection:
        assert await connection.scalar(text("SHOW transaction_read_only")) == "off"
    await store.close()
