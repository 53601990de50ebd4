"""Each failure of a database is one clear sentence, and loses nothing."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
)
from bot.store import engine
from bot.store.address import address_of
from bot.store.failures import failure
from bot.store.store import SqlStore
from tests.store.samples import NOW, World, a_reply, found_world


def _one_sentence(error: StoreError, *words: str) -> None:
    assert "\n" not in error.sentence
    assert "sqlalche" not in error.sentence
    assert "Traceback" not in error.sentence
    for word in words:
        assert word in error.sentence, error.sentence


def _make_read_only(folder: Path) -> None:
    command = ["mount", "-o", "remount,ro", str(folder)]
    subprocess.run(command, check=True, capture_output=True)


async def _fill(store: SqlStore) -> list[str]:
    """Store replies until the disk is full; returns those that were acknowledged."""
    async with store.write() as work:
        world = await found_world(work)
    kept: list[str] = []
    with pytest.raises(StoreFull) as caught:
        await _store_replies(store, world, kept)
    _one_sentence(caught.value, "full", "Free some space")
    return kept


async def _store_replies(store: SqlStore, world: World, kept: list[str]) -> None:
    for number in range(2000):
        text = f"{number}: " + "word " * 400
        async with store.write() as work:
            await work.attempts.add(a_reply(world, world.ana, text=text))
        kept.append(text)


async def _check_kept(url: str, kept: list[str]) -> None:
    with closing(sqlite3.connect(url)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = connection.execute("SELECT text FROM attempts ORDER BY id").fetchall()
    assert [text for (text,) in rows] == kept


async def test_a_full_disk_loses_no_acknowledged_reply(tiny_disk: Path) -> None:
    url = str(tiny_disk / "rounds.db")
    store = await SqlStore.open(url)
    kept = await _fill(store)
    async with store.read() as work:
        assert len(await work.groups.every()) == 1
    await store.close()
    await _check_kept(url, kept)


async def test_a_database_that_may_not_grow_says_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where nothing can be mounted: SQLite's own limit stands for the disk's."""
    with closing(sqlite3.connect(sqlite_url)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    pragma = f"PRAGMA max_page_count = {pages + 50}"
    monkeypatch.setattr(engine, "_WRITER", (*engine._WRITER, pragma))
    store = await SqlStore.open(sqlite_url)
    kept = await _fill(store)
    await store.close()
    await _check_kept(sqlite_url, kept)


async def test_a_disk_that_is_full_at_the_start(tiny_disk: Path) -> None:
    with pytest.raises(OSError, match="space"):
        (tiny_disk / "filler").write_bytes(b"x" * 3_000_000)
    with pytest.raises(StoreFull) as caught:
        await SqlStore.open(str(tiny_disk / "rounds.db"))
    _one_sentence(caught.value, "rounds.db")


async def test_a_read_only_file_is_refused_at_the_start(
    tiny_disk: Path, migrated_file: Path
) -> None:
    """Root may write any file, so that the whole file system is made read-only."""
    path = shutil.copy(migrated_file, tiny_disk / "rounds.db")
    _make_read_only(tiny_disk)
    with pytest.raises(StoreReadOnly) as caught:
        await SqlStore.open(str(path))
    _one_sentence(caught.value, str(path), "writable")


async def test_a_read_only_folder_is_refused_at_the_start(tiny_disk: Path) -> None:
    _make_read_only(tiny_disk)
    for path in (tiny_disk / "rounds.db", tiny_disk / "deep" / "rounds.db"):
        with pytest.raises(StoreReadOnly) as caught:
            await SqlStore.open(str(path))
        _one_sentence(caught.value, str(path))


async def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(StoreReadOnly) as caught:
        await SqlStore.open(str(tmp_path / "data" / "rounds.db"))
    _one_sentence(caught.value, "data/rounds.db", "ROUNDS_DATABASE_URL")


async def test_a_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreReadOnly) as caught:
        await SqlStore.open(str(tmp_path))
    _one_sentence(caught.value, str(tmp_path))


@pytest.mark.parametrize(
    "content", [b"not a database, " * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rounds.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as caught:
        await SqlStore.open(str(path))
    _one_sentence(caught.value, str(path), "restore")
    assert path.read_bytes() == content


async def test_a_held_database_is_busy_and_then_works(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tuple(line.replace("5000", "50") for line in engine._WRITER)
    monkeypatch.setattr(engine, "_WRITER", quick)
    store = await SqlStore.open(sqlite_url)
    with closing(sqlite3.connect(sqlite_url, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy) as caught:
            async with store.write():
                pass
        _one_sentence(caught.value, sqlite_url, "another process")
        async with store.read() as work:
            assert await work.groups.every() == []
    async with store.write() as work:
        assert await work.inbox.take("event", NOW)
    await store.close()


async def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        await SqlStore.open("postgresql://ana:geheim@127.0.0.1:1/rounds")
    _one_sentence(caught.value, "127.0.0.1:1", "cannot be reached")
    assert "geheim" not in caught.value.sentence


async def test_a_database_that_the_server_lacks_is_named(postgres_url: str) -> None:
    before, _, options = postgres_url.partition("?")
    wrong = f"{before.rpartition('/')[0]}/absent?{options}"
    with pytest.raises(StoreError, match="lets nobody in"):
        await SqlStore.open(wrong)


@pytest.mark.parametrize(
    ("sqlstate", "kind"),
    [
        ("55P03", StoreBusy),
        ("53100", StoreFull),
        ("25006", StoreReadOnly),
        ("XX001", StoreDamaged),
        ("28P01", StoreError),
        ("08006", StoreError),
        ("99999", StoreError),
    ],
)
def test_states_of_a_server_have_their_sentences(sqlstate: str, kind: type[StoreError]) -> None:
    class Refusal(Exception):
        pass

    refusal = Refusal("no")
    refusal.sqlstate = sqlstate  # type: ignore[attr-defined]
    found = failure(address_of("postgresql://h/rounds"), refusal)
    assert type(found) is kind
    _one_sentence(found, "postgresql://h/rounds")


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, StoreFull), (errno.EROFS, StoreReadOnly)]
)
def test_errors_of_a_folder_have_their_sentences(number: int, kind: type[StoreError]) -> None:
    found = failure(address_of("/x/rounds.db"), OSError(number, "no"))
    assert type(found) is kind
    _one_sentence(found, "/x/rounds.db")
