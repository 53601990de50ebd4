"""A database moves whole: every row, in either direction, and ids go on behind the old ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.domain.group import Place
from bot.errors import StoreDamaged, StoreError
from bot.store import moving
from bot.store.backup import export
from bot.store.moving import copy
from bot.store.store import SqlStore
from bot.store.tables import METADATA, members
from tests.store.samples import NOW, a_message, a_posting, a_reply, found_world

CROWD = 600
"""More than one chunk of members."""

ELSEWHERE = Place("local", "here", "late")


async def _populate(url: str) -> None:
    store = await SqlStore.open(url)
    async with store.write() as work:
        world = await found_world(work, "Ana", *(f"Member {number}" for number in range(CROWD)))
        await work.postings.add([a_posting(world.group.id)])
        first = await work.attempts.add(a_reply(world, world.ana, text="Päper \u202e\0\n"))
        await work.attempts.add(a_reply(world, world.ben))
        await work.jobs.add(first.id, NOW)
        await work.outbox.add([a_message("one")], NOW)
        await work.audit.add(world.group.id, None, "group.set", {"a": [1, "ä"]}, NOW)
    await store.close()


async def _lines(url: str, target: Path) -> list[str]:
    await export(url, target)
    return sorted(_read(target))


def _read(target: Path) -> list[str]:
    return target.read_text("utf-8").splitlines()


async def test_every_row_arrives_and_the_next_one_has_its_own_id(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    await _populate(sqlite_url)
    done = await copy(sqlite_url, postgres_url)
    assert set(done.rows) == set(METADATA.tables)
    assert done.rows["members"] == CROWD + 1
    there = await _lines(postgres_url, tmp_path / "there.jsonl")
    assert there == await _lines(sqlite_url, tmp_path / "here.jsonl")
    assert len(there) == done.total + 1
    store = await SqlStore.open(postgres_url)
    async with store.write() as work:
        (group,) = await work.groups.every()
        joined = await found_world(work, "Zoe", group="late", place=ELSEWHERE)
        assert joined.ana.id == CROWD + 2
        assert joined.group.id == group.id + 1
    await store.close()


async def test_it_comes_back_as_well(postgres_url: str, tmp_path: Path) -> None:
    await _populate(postgres_url)
    back = str(tmp_path / "back.db")
    await copy(postgres_url, back)
    there = await _lines(postgres_url, tmp_path / "there.jsonl")
    assert there == await _lines(back, tmp_path / "here.jsonl")


async def test_nothing_is_written_over(sqlite_url: str, postgres_url: str, tmp_path: Path) -> None:
    await _populate(sqlite_url)
    with pytest.raises(StoreError, match="the same database"):
        await copy(sqlite_url, f"sqlite:///{sqlite_url}")
    await copy(sqlite_url, postgres_url)
    with pytest.raises(StoreError, match="holds rows already"):
        await copy(sqlite_url, postgres_url)
    with pytest.raises(StoreError, match="db upgrade"):
        await copy(str(tmp_path / "absent.db"), str(tmp_path / "new.db"))


async def test_a_row_that_came_out_different_undoes_everything(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _populate(sqlite_url)
    compare = moving._compare

    async def spoilt(old: object, new: object, table: object) -> None:
        if table is members:
            await new.execute(update(members).where(members.c.id == CROWD).values(name="Eve"))  # type: ignore[attr-defined]
        await compare(old, new, table)  # type: ignore[arg-type]

    monkeypatch.setattr(moving, "_compare", spoilt)
    target = str(tmp_path / "new.db")
    with pytest.raises(StoreDamaged, match=f"Row {CROWD} of members"):
        await copy(sqlite_url, target)
    store = await SqlStore.open(target)
    async with store.read() as work:
        assert await work.groups.every() == []
    await store.close()
