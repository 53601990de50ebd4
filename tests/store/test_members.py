"""Members, accounts, memberships, absences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import FeedbackPlace, Place
from bot.domain.member import Account, Role
from bot.store.store import SqlStore
from tests.store.samples import NOW, found_world


async def test_a_member_is_found_by_account_and_keeps_changed_settings(store: SqlStore) -> None:
    async with store.write() as work:
        ana = await work.members.add(Account("local:ana", "Ana"), NOW)
        assert await work.members.of_account("local:ana") == ana
        assert await work.members.of_account("local:ben") is None
        changed = replace(
            ana,
            name="Ana Lu",
            zone="Asia/Tokyo",
            board_name=BoardName.ALIAS,
            alias="Heron",
            feedback=FeedbackPlace.THREAD,
        )
        await work.members.save(changed)
    async with store.read() as work:
        assert await work.members.get(ana.id) == changed
        assert await work.members.accounts(ana.id) == [Account("local:ana", "Ana")]
        assert await work.members.get(ana.id + 1) is None


async def test_joining_twice_changes_no_role(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, "Ana")
        group_id, ana = world.group.id, world.ana
        await work.members.set_role(group_id, ana.id, Role.HOST)
        await work.members.join(group_id, ana.id, Role.MEMBER, NOW + timedelta(days=1))
        assert await work.members.role(group_id, ana.id) is Role.HOST
        assert await work.members.role(group_id + 1, ana.id) is None
        assert await work.members.of_group(group_id) == [(ana, Role.HOST)]
        other = await found_world(work, "Ben", group="dawn", place=Place("local", "here", "x"))
        await work.members.join(other.group.id, ana.id, Role.MEMBER, NOW + timedelta(days=1))
        assert await work.members.groups(ana.id) == [group_id, other.group.id]
        assert [one.name for one, _ in await work.members.of_group(other.group.id)] == [
            "Ben",
            "Ana",
        ]


async def test_absences_are_replaced_as_a_whole(store: SqlStore) -> None:
    first = AwaySpan(date(2026, 12, 1), date(2026, 12, 3))
    second = AwaySpan(date(2026, 11, 1), date(2026, 11, 1))
    async with store.write() as work:
        ana = await work.members.add(Account("local:ana", "Ana"), NOW)
        await work.members.set_away(ana.id, [first, second])
        assert await work.members.away(ana.id) == [second, first]
        await work.members.set_away(ana.id, [first])
        assert await work.members.away(ana.id) == [first]
        await work.members.set_away(ana.id, [])
        assert await work.members.away(ana.id) == []
