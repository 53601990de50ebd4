"""Everything about a member is exported and erased; what is theirs is read from the schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.appeal import NewAppeal
from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import Place
from bot.domain.member import Member
from bot.domain.points import Credit
from bot.ports.judging import NewCall
from bot.ports.mail import KeptEvent
from bot.ports.store import Work
from bot.store.personal import FORGOTTEN
from bot.store.store import SqlStore
from bot.store.tables import METADATA, accounts, attempts, members
from tests.store.samples import (
    NOW,
    TODAY,
    World,
    a_grade,
    a_message,
    a_reply,
    a_streak,
    found_world,
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


async def _live(work: Work, world: World, member: Member) -> None:
    """Leave a trace of the member in every table that can hold one."""
    group_id = world.group.id
    await work.members.save(replace(member, board_name=BoardName.ALIAS, alias=f"A {member.name}"))
    await work.members.set_away(member.id, [AwaySpan(TODAY, TODAY)])
    first = await work.attempts.add(a_reply(world, member, text=f"{member.name} says"))
    second = await work.attempts.add(a_reply(world, member, revises_id=first.id))
    for attempt in (first, second):
        await work.attempts.add_grade(attempt.id, a_grade(), NOW)
        await work.jobs.add(attempt.id, NOW)
    appeal = NewAppeal(
        group_id=group_id, attempt_id=first.id, grade_number=1, reason="Look", opened_at=NOW
    )
    await work.appeals.add(appeal)
    await work.hints.take(group_id, member.id, "p", NOW)
    await work.standings.replace_credits(group_id, member.id, "p", [Credit(TODAY, 5, 1, 5)])
    await work.standings.put_streak(group_id, member.id, a_streak(1))
    call = NewCall(member_id=member.id, group_id=group_id, model="m", at=NOW)
    await work.judging.begin(call)
    (account,) = await work.members.accounts(member.id)
    to_them = a_message(f"f/{second.id}", recipient=account.key, attempt=second.id)
    about_them = a_message(f"t/{second.id}", attempt=second.id)
    await work.outbox.add([to_them, about_them], NOW)
    await work.links.add(f"CODE{member.id}", member.id, NOW + timedelta(minutes=10))
    await work.inbox.keep([KeptEvent(f"e/{member.id}", account.key, {"text": "x"}, NOW)])
    detail = {"member": member.id, "who": [account.name, {"key": account.key}], "n": member.id}
    await work.audit.add(group_id, member.id, "role.changed", detail, NOW)


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
            await _live(work, world, member)
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
            await _live(work, world, member)
    ana, ben = world.members
    async with store.reading() as connection:
        before = await _traces(connection, ben.id, "local:night:Ben")
        assert all(before.values()), before
        sizes = await _sizes(connection)
    async with store.write() as work:
        await work.members.erase(ana.id)
        await work.members.erase(ana.id)
    async with store.reading() as connection:
        left = await _traces(connection, ana.id, "local:night:Ana")
        assert not any(left.values()), left
        assert await _traces(connection, ben.id, "local:night:Ben") == before
        after = await _sizes(connection)
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
        await work.members.erase(world.ben.id)
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
