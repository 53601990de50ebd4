"""Backup, restore, export, and what the doctor is told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.member import Account, Role
from bot.errors import StoreBusy, StoreDamaged, StoreError, StoreFull, StoreTooNew
from bot.store.backup import Restored, backup, export, restore
from bot.store.facts import facts
from bot.store.revision import HEAD, SchemaState
from bot.store.store import SqlStore
from tests.store.samples import NOW, a_reply, found_world


async def _members(url: str) -> int:
    store = await SqlStore.open(url)
    async with store.read() as work:
        groups = await work.groups.every()
        count = len(await work.members.of_group(groups[0].id)) if groups else 0
    await store.close()
    return count


async def _populate(url: str) -> None:
    store = await SqlStore.open(url)
    async with store.write() as work:
        await found_world(work)
    await store.close()


async def test_a_backup_is_taken_under_load_and_comes_back(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    store = await SqlStore.open(sqlite_url)
    async with store.write() as work:
        world = await found_world(work)
    running = True

    async def keep_writing() -> int:
        count = 0
        while running:
            async with store.write() as work:
                await work.attempts.add(a_reply(world, world.ana))
            count += 1
        return count

    writer = asyncio.create_task(keep_writing())
    await asyncio.sleep(0.1)
    await backup(sqlite_url, target)
    running = False
    written = await writer
    with pytest.raises(StoreError, match="not overwritten"):
        await backup(sqlite_url, target)
    with pytest.raises(StoreBusy, match="Stop Rounds"):
        await restore(sqlite_url, target)
    async with store.write() as work:
        await work.members.erase(world.ben.id, NOW)
    await store.close()
    assert await _members(sqlite_url) == 1
    done = await restore(sqlite_url, target)
    kept = Path(sqlite_url).with_name("rounds.db.replaced")
    # Who asked to be forgotten after the backup was made does not come back with it.
    assert done == Restored(kept, forgotten=1)
    assert await _members(sqlite_url) == 1
    assert await _members(str(kept)) == 1
    with closing(sqlite3.connect(sqlite_url)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
    assert 0 < count <= written
    for path in (target, kept, Path(sqlite_url)):
        assert path.stat().st_mode & 0o777 == 0o600


async def test_a_restore_needs_no_database_before_it(sqlite_url: str, tmp_path: Path) -> None:
    await _populate(sqlite_url)
    target = tmp_path / "new" / "rounds.db"
    assert await restore(str(target), Path(sqlite_url)) == Restored(None, 0)
    assert await _members(str(target)) == 2


async def test_who_came_back_after_being_forgotten_stays(sqlite_url: str, tmp_path: Path) -> None:
    store = await SqlStore.open(sqlite_url)
    async with store.write() as work:
        world = await found_world(work)
        await work.members.erase(world.ben.id, NOW)
        again = await work.members.add(Account("local:night:Ben", "Ben"), NOW + timedelta(days=1))
        await work.members.join(world.group.id, again.id, Role.MEMBER, NOW + timedelta(days=1))
    await store.close()
    target = tmp_path / "copy.db"
    await backup(sqlite_url, target)
    assert (await restore(sqlite_url, target)).forgotten == 0
    assert await _members(sqlite_url) == 2


async def test_what_is_no_backup_is_not_restored(sqlite_url: str, tmp_path: Path) -> None:
    await _populate(sqlite_url)
    with pytest.raises(StoreError, match="no backup"):
        await restore(sqlite_url, tmp_path / "absent.db")
    garbage = tmp_path / "garbage.db"
    garbage.write_text("not a database " * 100)
    with pytest.raises(StoreDamaged, match="no sound backup"):
        await restore(sqlite_url, garbage)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(StoreDamaged, match="no sound backup"):
        await restore(sqlite_url, other)
    newer = tmp_path / "newer.db"
    await backup(sqlite_url, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreTooNew):
        await restore(sqlite_url, newer)
    assert await _members(sqlite_url) == 2
    assert not any("incoming" in name for name in os.listdir(tmp_path))  # noqa: PTH208


async def test_a_backup_to_nowhere_says_so(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be made"):
        await backup(sqlite_url, tmp_path / "absent" / "copy.db")
    with pytest.raises(StoreError, match="no database"):
        await backup(str(tmp_path / "absent.db"), tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


async def test_a_backup_that_finds_no_room_leaves_nothing(sqlite_url: str, tiny_disk: Path) -> None:
    await _populate(sqlite_url)
    for write in (backup, export):
        filler = tiny_disk / "filler"
        with contextlib.suppress(OSError):
            filler.write_bytes(b"x" * 3_000_000)
        with pytest.raises(StoreFull, match="full"):
            await write(sqlite_url, tiny_disk / "copy")
        assert sorted(os.listdir(tiny_disk)) == ["filler"]  # noqa: PTH208
    assert await _members(sqlite_url) == 2


async def test_names_in_use_are_counted_on(sqlite_url: str, tmp_path: Path) -> None:
    await _populate(sqlite_url)
    copy = tmp_path / "copy.db"
    await backup(sqlite_url, copy)
    names = [kept.name for _ in range(3) if (kept := (await restore(sqlite_url, copy)).kept)]
    assert names == ["rounds.db.replaced", "rounds.db.replaced-2", "rounds.db.replaced-3"]


async def test_a_server_is_backed_up_by_its_own_tools(postgres_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        await backup(postgres_url, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="pg_restore"):
        await restore(postgres_url, tmp_path / "copy.db")


async def test_the_export_holds_every_row_after_those_it_points_at(
    url: str, tmp_path: Path
) -> None:
    store = await SqlStore.open(url)
    async with store.write() as work:
        world = await found_world(work)
        await work.attempts.add(a_reply(world, world.ana, text="Päper \u202e\n"))
        await work.jobs.add(1, NOW)
    await store.close()
    target = tmp_path / "all.jsonl"
    count = await export(url, target)
    first, *lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert first == {"rounds": HEAD}
    assert len(lines) == count
    tables = [line["table"] for line in lines]
    assert tables.index("members") < tables.index("attempts") < tables.index("grading_jobs")
    (attempt,) = [line["row"] for line in lines if line["table"] == "attempts"]
    assert attempt["text"] == "Päper \u202e\n"
    assert attempt["sent_at"] == NOW.isoformat()
    with pytest.raises(StoreError, match="not overwritten"):
        await export(url, target)


async def test_facts_are_told_without_changing_anything(url: str, tmp_path: Path) -> None:
    found = await facts(url)
    assert found.state is SchemaState.CURRENT
    assert found.integrity == "ok"
    if found.kind == "SQLite":
        assert found.version == sqlite3.sqlite_version
        assert found.journal_mode == "wal"
        assert found.size_bytes
        assert found.one_process_advised is (sqlite3.sqlite_version_info < (3, 51, 3))
    else:
        assert found.kind == "PostgreSQL"
    absent = await facts(str(tmp_path / "absent.db"))
    assert absent.state is SchemaState.FRESH
    assert not (tmp_path / "absent.db").exists()


async def test_an_empty_database_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="db upgrade"):
        await export(str(tmp_path / "absent.db"), tmp_path / "all.jsonl")
