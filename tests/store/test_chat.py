"""What chat platforms need of the store: kept events, cursors, references, shown prompts, links."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.group import Place
from bot.ports.mail import KeptEvent
from bot.store.store import SqlStore
from tests.store.samples import HOME, NOW, a_message, a_reply, found_world

MINUTE = timedelta(minutes=1)


def an_event(key: str, text: str = "x") -> KeptEvent:
    return KeptEvent(key, "local:ana", {"text": text, "values": {"a": "ü"}}, NOW)


async def test_an_event_is_kept_once_and_held_until_it_is_handled(store: SqlStore) -> None:
    async with store.write() as work:
        assert await work.inbox.keep([]) == set()
        assert await work.inbox.keep([an_event("a"), an_event("b"), an_event("a")]) == {"a", "b"}
        assert await work.inbox.keep([an_event("b", "other"), an_event("c")]) == {"c"}
        assert await work.inbox.unhandled(NOW, 9) == []
        kept = await work.inbox.unhandled(NOW + MINUTE, 9)
        assert sorted(one.key for one in kept) == ["a", "b", "c"]
        assert an_event("b") in kept
    async with store.write() as work:
        assert await work.inbox.take("b", NOW + MINUTE)
        assert not await work.inbox.take("b", NOW + MINUTE)
        left = await work.inbox.unhandled(NOW + MINUTE, 9)
        assert sorted(one.key for one in left) == ["a", "c"]
        assert len(await work.inbox.unhandled(NOW + MINUTE, 1)) == 1
        assert await work.inbox.keep([an_event("b")]) == set()


async def test_an_event_that_was_handled_at_once_cannot_be_kept_later(store: SqlStore) -> None:
    async with store.write() as work:
        assert await work.inbox.take("a", NOW)
        assert await work.inbox.keep([an_event("a")]) == set()
        assert await work.inbox.unhandled(NOW + MINUTE, 9) == []


async def test_a_cursor_moves_and_old_ones_are_left_behind(store: SqlStore) -> None:
    thread = replace(HOME, channel="thread")
    async with store.write() as work:
        await work.cursors.move(HOME, "100", NOW)
        await work.cursors.move(thread, "7", NOW)
        await work.cursors.move(HOME, "101", NOW + MINUTE)
        assert await work.cursors.recent("local", NOW) == [(HOME, "101"), (thread, "7")]
        assert await work.cursors.recent("local", NOW + MINUTE) == [(HOME, "101")]
        assert await work.cursors.recent("web", NOW) == []


async def test_a_sent_message_is_found_by_the_platforms_id(store: SqlStore) -> None:
    elsewhere = Place("local", "here", "other")
    async with store.write() as work:
        await work.outbox.add(
            [
                a_message("posting/1/0", posting=4),
                replace(a_message("posting/1/1", posting=4), place=elsewhere),
            ],
            NOW,
        )
        keys = ["posting/1/0", "posting/1/1"]
        assert await work.outbox.reference(keys, HOME) is None
        first, second = await work.outbox.claim(["local"], NOW, 60, 9)
        await work.outbox.sent(first.id, "m1", NOW)
        await work.outbox.sent(second.id, "m2", NOW)
        assert await work.outbox.reference(keys, HOME) == "m1"
        assert await work.outbox.reference(keys, elsewhere) == "m2"
        assert await work.outbox.reference(["posting/1/9"], HOME) is None
        found = await work.outbox.by_reference("local", "m2")
        assert found is not None
        assert (found.place, found.subject) == (elsewhere, {"posting": 4})
        assert await work.outbox.by_reference("web", "m2") is None
        assert await work.outbox.by_reference("local", "m3") is None


async def test_what_everybody_was_shown_is_told_from_what_one_was(store: SqlStore) -> None:
    async with store.write() as work:
        messages = [
            a_message("feedback/1/1", recipient="local:ana"),
            a_message("feedback/2/1"),
            a_message("feedback/21/1"),
        ]
        await work.outbox.add(messages, NOW)
        assert not await work.outbox.shown_to_all("feedback/2/")
        for number, one in enumerate(await work.outbox.claim(["local"], NOW, 60, 2)):
            await work.outbox.sent(one.id, f"m{number}", NOW)
        assert await work.outbox.shown_to_all("feedback/2/")
        assert not await work.outbox.shown_to_all("feedback/1/")
        assert not await work.outbox.shown_to_all("feedback/21/")


async def test_attempts_are_found_by_their_message(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        first = await work.attempts.add(replace(a_reply(world, world.ana), message="local:m1"))
        await work.attempts.add(replace(a_reply(world, world.ana), message="local:m2"))
        edited = replace(
            a_reply(world, world.ana), message="local:m1", sent_at=NOW + MINUTE, revises_id=first.id
        )
        second = await work.attempts.add(edited)
        found = await work.attempts.of_message("local:m1")
        assert [one.attempt for one in found] == [first, second]
        assert found[0].attempt.message == "local:m1"


async def test_the_prompt_shown_last_is_remembered_per_group(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id, ana, ben = world.group.id, world.ana.id, world.ben.id
        assert await work.members.shown_prompt(group_id, ana) is None
        await work.members.show_prompt(group_id, ana, "p", NOW)
        await work.members.show_prompt(group_id, ana, "q", NOW + MINUTE)
        assert await work.members.shown_prompt(group_id, ana) == ("q", NOW + MINUTE)
        assert await work.members.shown_prompt(group_id, ben) is None


async def test_a_link_code_is_used_once_and_only_the_newest_and_in_time(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        await work.links.add("OLD", world.ana.id, NOW + MINUTE)
        await work.links.add("NEW", world.ana.id, NOW + MINUTE)
        await work.links.add("LATE", world.ben.id, NOW)
        assert await work.links.take("OLD", NOW) is None
        assert await work.links.take("LATE", NOW) is None
        assert await work.links.take("NEW", NOW) == world.ana.id
        assert await work.links.take("NEW", NOW) is None


async def test_a_groups_and_a_members_new_choices_are_kept(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        assert (world.group.threads, world.group.pins, world.group.ping) == (True, False, "")
        group = replace(world.group, host_role="r1", ping="r2", threads=False, pins=True)
        await work.groups.save(group)
        assert await work.groups.get(group.id) == group
        at_seven = (NOW + timedelta(hours=1)).time().replace(microsecond=0)
        ana = replace(world.ana, shares_answers=True, reminder_time=at_seven)
        await work.members.save(ana)
        assert await work.members.get(ana.id) == ana


async def test_a_connection_takes_only_what_goes_to_its_workspaces(store: SqlStore) -> None:
    elsewhere = Place("local", "there", "main")
    async with store.write() as work:
        here, there = a_message("a"), replace(a_message("b"), place=elsewhere)
        await work.outbox.add([here, there], NOW)
        found = await work.outbox.claim(["local"], NOW, 60, 9, workspaces=["there"])
        assert [one.key for one in found] == ["b"]
        assert await work.outbox.claim(["local"], NOW, 60, 9, workspaces=[]) == []
        found = await work.outbox.claim(["local"], NOW, 60, 9)
        assert [one.key for one in found] == ["a"]
