"""Two members become one: what is theirs is read from the schema, so that no table is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Place
from bot.domain.member import Role
from bot.store.store import SqlStore
from bot.store.tables import METADATA, members, outbox
from tests.store.samples import (
    NOW,
    TODAY,
    a_message,
    a_reply,
    found_world,
    live_through,
)

HOUR = timedelta(hours=1)
WORKED_OUT = {"credits", "standings", "streaks", "recalls", "link_codes"}


async def _rows_of(connection: AsyncConnection, member_id: int) -> dict[str, int]:
    """Rows by table that point at the member."""
    found: dict[str, int] = {}
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if members.c.id in {key.column for key in column.foreign_keys}:
                query = select(func.count()).select_from(table).where(column == member_id)
                found[table.name] = await connection.scalar(query) or 0
    return found


async def test_everything_of_one_is_the_others(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for member in world.members:
            await live_through(work, world, member)
        await work.outbox.add([a_message("f/9", member=world.ben.id, n=7)], NOW)
    ana, ben = world.members
    async with store.reading() as connection:
        before = [await _rows_of(connection, one.id) for one in (ana, ben)]
        assert all(before[1].values()), before[1]
    async with store.write() as work:
        await work.merging.move(ana.id, ben.id)
    async with store.reading() as connection:
        left = await _rows_of(connection, ben.id)
        after = await _rows_of(connection, ana.id)
        told = await connection.execute(select(outbox.c.subject).where(outbox.c.key == "f/9"))
        assert told.scalar_one() == {"member": ana.id, "n": 7}
    assert not any(left.values()), left
    for name, rows in after.items():
        ours, theirs = before[0][name], before[1][name]
        if name in {"memberships", "hints_taken", "cards_opened", "prompts_shown", "plans"}:
            assert rows == 1, name
        elif name == "link_codes":
            assert rows == 0
        else:
            assert rows == (ours if name in WORKED_OUT else ours + theirs), name
    async with store.read() as work:
        assert await work.members.get(ben.id) is None
        assert [one.key for one in await work.members.accounts(ana.id)] == [
            "local:night:Ana",
            "local:night:Ben",
        ]
        found = await work.members.of_account("local:night:Ben")
        assert found is not None
        assert found.id == ana.id
        entries = await work.audit.recent(world.group.id, 9)
    assert {actor for _, actor, _, _ in entries} == {ana.id}


@pytest.mark.parametrize("host", ["Ana", "Ben", "nobody"])
async def test_a_host_stays_one_and_the_first_joining_counts(store: SqlStore, host: str) -> None:
    async with store.write() as work:
        world = await found_world(work, "Ana", "Ben")
        other = await found_world(work, "Cleo", group="dawn", place=Place("local", "here", "x"))
        ana, ben = world.members
        await work.members.join(other.group.id, ben.id, Role.HOST, NOW)
        await work.members.show_prompt(world.group.id, ana.id, "old", NOW)
        await work.members.show_prompt(world.group.id, ben.id, "new", NOW + HOUR)
        for member in world.members:
            if member.name == host:
                await work.members.set_role(world.group.id, member.id, Role.HOST)
        await work.merging.move(ana.id, ben.id)
        role = await work.members.role(world.group.id, ana.id)
        assert role is (Role.MEMBER if host == "nobody" else Role.HOST)
        assert await work.members.role(other.group.id, ana.id) is Role.HOST
        assert await work.members.shown_prompt(world.group.id, ana.id) == ("new", NOW + HOUR)


async def test_the_hints_seen_are_those_of_whoever_saw_more(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id, ana, ben = world.group.id, world.ana.id, world.ben.id
        for member_id, prompt_id, number in ((ana, "p", 1), (ben, "p", 3), (ben, "q", 1)):
            for _ in range(number):
                await work.hints.take(group_id, member_id, prompt_id, NOW)
        await work.merging.move(ana, ben)
        assert await work.hints.taken(group_id, ana, "p") == 3
        assert await work.hints.taken(group_id, ana, "q") == 1


async def test_attempts_are_corrected_and_found_in_their_order(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        second = await work.attempts.add(a_reply(world, world.ana, sent_at=NOW + HOUR))
        first = await work.attempts.add(a_reply(world, world.ben))
        await work.merging.move(world.ana.id, world.ben.id)
        await work.merging.recount({second.id: False})
        await work.merging.relink({second.id: first.id})
        found = [one.attempt for one in await work.attempts.of_member(world.ana.id)]
    assert [one.id for one in found] == [first.id, second.id]
    assert [one.counts for one in found] == [True, False]
    assert [one.revises_id for one in found] == [None, first.id]
    assert found[0].practice_date == TODAY


async def test_a_failure_undoes_all_of_it(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for member in world.members:
            await live_through(work, world, member)
    async with store.reading() as connection:
        before = await _rows_of(connection, world.ben.id)

    async def merge_and_fail() -> None:
        async with store.write() as work:
            await work.merging.move(world.ana.id, world.ben.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await merge_and_fail()
    async with store.reading() as connection:
        assert await _rows_of(connection, world.ben.id) == before


async def test_nobody_else_is_touched(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, "Ana", "Ben", "Cem")
        for member in world.members:
            await live_through(work, world, member)
        cem = world.members[2]
        before = await work.members.export(cem.id)
        await work.merging.move(world.ana.id, world.ben.id)
        assert await work.members.export(cem.id) == before
        assert await work.members.of_account("local:night:Cem") is not None
