"""Everything about a member is exported and erased; what is theirs is read from the schema."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Place
from bot.store.personal import FORGOTTEN
from bot.store.store import SqlStore
from bot.store.tables import METADATA, accounts, attempts, members
from tests.store.samples import (
    NOW,
    TODAY,
    a_reply,
    found_world,
    live_through,
)


def _personal_tables() -> dict[str, Table]:
    """The tables with a path of foreign keys, or a marked column, to a member."""
    found = {members.name}
    size = 0
    while size != len(found):
        size = len(found)
        for table in METADATA.sorted_tables:
            targets = {key.column.table.name for key in table.foreign_keys}
            if targets & found or any("points_at" in column.info for column in table.columns):
                found.add(table.name)
    return {name: METADATA.tables[name] for name in found}


async def _traces(connection: AsyncConnection, member_id: int, key: str) -> dict[str, int]:
    """Rows by table that hold the member's id, an id of their attempts, or their account."""
    found: dict[str, int] = {}
    theirs = select(attempts.c.id).where(attempts.c.member_id == member_id)
    for table in METADATA.sorted_tables:
        for column in table.columns:
            targets = {foreign.column for foreign in column.foreign_keys}
            condition: Any = None
            if members.c.id in targets:
                condition = column == member_id
            elif attempts.c.id in targets:
                condition = column.in_(theirs)
            elif column.info.get("points_at") == "accounts.key" or column is accounts.c.key:
                condition = column == key
            if condition is not None:
                query = select(func.count()).select_from(table).where(condition)
                found[table.name] = found.get(table.name, 0) + (await connection.scalar(query) or 0)
    return found


async def test_the_export_covers_every_table_that_points_at_members(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for member in world.members:
            await live_through(work, world, member)
    async with store.read() as work:
        exported = await work.members.export(world.ana.id)
    assert set(exported) == set(_personal_tables())
    assert [row["text"] for row in exported["attempts"]] == ["Ana says", "Paper on each desk."]
    assert len(exported["outbox"]) == 2
    assert exported["absences"][0]["first_date"] == TODAY.isoformat()
    everything = json.dumps(exported)
    assert "Ben" not in everything


async def test_erasing_leaves_no_row_by_the_members_id(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for member in world.members:
            await live_through(work, world, member)
    ana, ben = world.members
    async with store.reading() as connection:
        before = await _traces(connection, ben.id, "local:night:Ben")
        assert all(before.values()), before
        sizes = await _sizes(connection)
    async with store.write() as work:
        await work.members.erase(ana.id, NOW)
        await work.members.erase(ana.id, NOW)
    async with store.reading() as connection:
        left = await _traces(connection, ana.id, "local:night:Ana")
        assert not any(left.values()), left
        assert await _traces(connection, ben.id, "local:night:Ben") == before
        after = await _sizes(connection)
    # What is left of the account is a hash, by which no backup brings it back.
    assert after.pop("erasures") == sizes.pop("erasures") + 1
    for name, table_size in sizes.items():
        halved = name in _personal_tables() and name != "audit"
        assert after[name] == (table_size // 2 if halved else table_size), name
    async with store.read() as work:
        assert await work.members.get(ana.id) is None
        assert await work.members.of_account("local:night:Ana") is None
        assert await work.members.export(ana.id) == {}
        entries = await work.audit.recent(world.group.id, 9)
    assert [actor for _, actor, _, _ in entries] == [ben.id, None]
    assert entries[1][3] == {
        "member": None,
        "who": [FORGOTTEN, {"key": FORGOTTEN}],
        "n": ana.id,
    }
    assert entries[0][3]["member"] == ben.id


async def test_the_id_of_an_erased_member_is_never_given_again(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        attempt = await work.attempts.add(a_reply(world, world.ben))
        await work.members.erase(world.ben.id, NOW)
    async with store.write() as work:
        other = await found_world(work, "Cleo", group="dawn", place=Place("local", "here", "dawn"))
        assert other.members[0].id > world.ben.id
        again = await work.attempts.add(a_reply(other, other.members[0]))
        assert again.id > attempt.id


async def _sizes(connection: AsyncConnection) -> dict[str, int]:
    return {
        table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
        for table in METADATA.sorted_tables
    }
