"""Who asked to be forgotten stays so, whatever brings a database back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from bot.domain.member import Account, Role
from bot.errors import StoreError
from bot.store.forgotten import forget, write
from bot.store.store import SqlStore
from bot.store.tables import METADATA, erasures, members
from tests.store.samples import NOW, found_world


async def bring_back(url: str) -> None:
    """The database as it was before anybody asked for anything, as from a dump."""
    store = await SqlStore.open(url)
    async with store.changing() as connection:
        for table in reversed(METADATA.sorted_tables):
            await connection.execute(delete(table))
    async with store.write() as work:
        await found_world(work)
    await store.close()


async def ask_to_be_forgotten(url: str, *, returns: bool = False) -> None:
    """Ben does, and may come back a day later."""
    store = await SqlStore.open(url)
    async with store.write() as work:
        world = await found_world(work)
        await work.members.erase(world.ben.id, NOW)
        if returns:
            later = NOW + timedelta(days=1)
            again = await work.members.add(Account("local:night:Ben", "Ben"), later)
            await work.members.join(world.group.id, again.id, Role.MEMBER, later)
    await store.close()


async def number_of(url: str, table: object = members) -> int:
    store = await SqlStore.open(url)
    async with store.reading() as connection:
        found = await connection.scalar(select(func.count()).select_from(table))  # type: ignore[arg-type]
    await store.close()
    return found or 0


async def test_a_database_brought_back_by_other_tools(url: str, tmp_path: Path) -> None:
    await ask_to_be_forgotten(url)
    kept = tmp_path / "forgotten.jsonl"
    assert await write(url, kept) == 1
    assert "Ben" not in kept.read_text("utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    await bring_back(url)
    assert await number_of(url) == 2
    assert await forget(url, kept) == 1
    assert (await number_of(url), await number_of(url, erasures)) == (1, 1)
    assert await forget(url, kept) == 0


async def test_who_came_back_since_stays(url: str, tmp_path: Path) -> None:
    await ask_to_be_forgotten(url, returns=True)
    kept = tmp_path / "forgotten.jsonl"
    await write(url, kept)
    assert await forget(url, kept) == 0
    assert await number_of(url) == 2


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "[]",
        '{"account": "abc", "erased_at": "2026-11-21T09:00:00+00:00"}',
        '{"account": 7, "erased_at": "2026-11-21T09:00:00+00:00"}',
        '{"account": "%s", "erased_at": "2026-11-21T09:00:00"}' % ("a" * 64),
        '{"account": "%s"}' % ("a" * 64),
    ],
)
async def test_another_file_changes_nothing(sqlite_url: str, tmp_path: Path, text: str) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(text + "\n", "utf-8")
    with pytest.raises(StoreError, match="Line 1"):
        await forget(sqlite_url, other)
    with pytest.raises(StoreError, match="cannot be read"):
        await forget(sqlite_url, tmp_path / "nowhere")
    assert await number_of(sqlite_url, erasures) == 0
