"""The grading queue, hints, inbox, outbox and audit log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.group import Place
from bot.domain.message import MessageKind, QueuedMessage
from bot.ports.store import Work
from bot.ports.vitals import GroupVitals, Held, Queue
from bot.store.store import SqlStore
from tests.store.samples import HOME, NOW, World, a_message, a_reply, found_world

MINUTE = timedelta(minutes=1)


async def _queued(work: Work, world: World, number: int) -> list[int]:
    ids = []
    for index in range(number):
        attempt = await work.attempts.add(a_reply(world, world.ana))
        await work.jobs.add(attempt.id, NOW + index * timedelta(seconds=1))
        ids.append(attempt.id)
    return ids


async def test_a_job_is_claimed_once_until_its_lease_runs_out(store: SqlStore) -> None:
    async with store.write() as work:
        ids = await _queued(work, await found_world(work), 3)
    later = NOW + MINUTE
    async with store.write() as work:
        assert await work.jobs.claim(later, 60, 2) == ids[:2]
        assert await work.jobs.claim(later, 60, 9) == ids[2:]
        assert await work.jobs.claim(later, 60, 9) == []
        assert await work.jobs.pending() == 3
        assert await work.jobs.done(ids[0])
        assert not await work.jobs.done(ids[0])
        assert await work.jobs.claim(later + MINUTE, 60, 9) == ids[1:]


async def test_a_clock_that_was_set_back_holds_up_no_job(store: SqlStore) -> None:
    async with store.write() as work:
        (only,) = await _queued(work, await found_world(work), 1)
        assert await work.jobs.claim(NOW, 60, 9) == [only]
        # Clocks of two machines are never the same.
        assert await work.jobs.claim(NOW - MINUTE, 60, 9) == []
        assert await work.jobs.claim(NOW - 120 * MINUTE, 60, 9) == [only]
        await work.jobs.retry(only, NOW + 5 * MINUTE, "ValueError")
        assert await work.jobs.claim(NOW, 60, 9) == []


async def test_a_clock_that_was_set_back_holds_up_no_message(store: SqlStore) -> None:
    async with store.write() as work:
        await found_world(work)
        await work.outbox.add([a_message()], NOW)
        (taken,) = await work.outbox.claim([HOME.platform], NOW, 60, 9)
        assert await work.outbox.claim([HOME.platform], NOW - MINUTE, 60, 9) == []
        (again,) = await work.outbox.claim([HOME.platform], NOW - 120 * MINUTE, 60, 9)
    assert again.id == taken.id


async def test_leases_end_by_the_clock_that_all_share(store: SqlStore, url: str) -> None:
    here = datetime.now(UTC) - 99 * MINUTE
    async with store.read() as work:
        shared = await work.leases.clock(here)
    is_shared = url.startswith("postgresql")
    assert (shared - here > 90 * MINUTE) is is_shared
    assert is_shared or shared == here


async def test_a_failed_job_waits_for_its_time_and_a_repeated_one_starts_anew(
    store: SqlStore,
) -> None:
    async with store.write() as work:
        (first,) = await _queued(work, await found_world(work), 1)
        assert await work.jobs.claim(NOW, 60, 9) == [first]
        await work.jobs.retry(first, NOW + 5 * MINUTE, "ValueError")
        assert await work.jobs.claim(NOW + 4 * MINUTE, 60, 9) == []
        assert await work.jobs.claim(NOW + 5 * MINUTE, 60, 9) == [first]
        await work.jobs.add(first, NOW + 5 * MINUTE)
        assert await work.jobs.pending() == 1
        assert await work.jobs.claim(NOW + 5 * MINUTE, 60, 9) == [first]


async def test_a_job_queued_anew_is_not_done_by_who_graded_the_old_text(store: SqlStore) -> None:
    async with store.write() as work:
        (only,) = await _queued(work, await found_world(work), 1)
        assert await work.jobs.claim(NOW, 60, 9) == [only]
        await work.jobs.add(only, NOW)
        assert not await work.jobs.done(only)
        await work.jobs.retry(only, NOW + MINUTE, "late")
        assert await work.jobs.claim(NOW, 60, 9) == [only]
        assert await work.jobs.done(only)


async def test_hints_are_counted_per_member_and_prompt(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id = world.group.id
        assert await work.hints.taken(group_id, world.ana.id, "p") == 0
        assert await work.hints.take(group_id, world.ana.id, "p", NOW) == 1
        assert await work.hints.take(group_id, world.ana.id, "p", NOW) == 2
        assert await work.hints.taken(group_id, world.ana.id, "p") == 2
        assert await work.hints.taken(group_id, world.ana.id, "q") == 0
        assert await work.hints.taken(group_id, world.ben.id, "p") == 0


async def test_an_event_is_taken_once(store: SqlStore) -> None:
    async with store.write() as work:
        assert await work.inbox.take("event/1", NOW)
        assert not await work.inbox.take("event/1", NOW + MINUTE)
        assert await work.inbox.take("event/2", NOW)


async def test_a_message_is_queued_once_and_claimed_oldest_first(store: SqlStore) -> None:
    async with store.write() as work:
        await work.outbox.add([a_message("b"), a_message("a", posting=7), a_message("b")], NOW)
        await work.outbox.add([a_message("b", posting=9), a_message("c")], NOW)
        await work.outbox.add([], NOW)
        assert await work.outbox.pending() == 3
        assert await work.outbox.claim(["web"], NOW, 60, 9) == []
        (first,) = await work.outbox.claim(["local", "web"], NOW, 60, 1)
        assert first == QueuedMessage(
            id=first.id,
            key="b",
            kind=first.kind,
            place=HOME,
            subject={"posting": 1},
            recipient=None,
            tries=0,
            created_at=NOW,
        )
        others = await work.outbox.claim(["local"], NOW, 60, 9)
        assert [(one.key, one.subject) for one in others] == [
            ("a", {"posting": 7}),
            ("c", {"posting": 1}),
        ]
        again = await work.outbox.claim(["local"], NOW + MINUTE, 60, 9)
        assert [(one.key, one.tries) for one in again] == [("b", 1), ("a", 1), ("c", 1)]


async def test_a_private_message_is_only_for_its_recipient(store: SqlStore) -> None:
    async with store.write() as work:
        messages = [
            a_message("all"),
            a_message("ana", recipient="A"),
            a_message("b", recipient="B"),
        ]
        await work.outbox.add(messages, NOW)
        found = await work.outbox.claim(["local"], NOW, 60, 9, recipients=["A"])
        assert [one.key for one in found] == ["all", "ana"]
        found = await work.outbox.claim(["local"], NOW, 60, 9, recipients=[])
        assert found == []
        found = await work.outbox.claim(["local"], NOW, 60, 9)
        assert [one.recipient for one in found] == ["B"]


async def test_what_is_sent_or_dropped_stays_so(store: SqlStore) -> None:
    async with store.write() as work:
        await work.outbox.add([a_message("a"), a_message("b"), a_message("c")], NOW)
        a, b, c = (one.id for one in await work.outbox.claim(["local"], NOW, 60, 9))
        await work.outbox.sent(a, "ref", NOW)
        # The sender whose lease ran out comes back late.
        await work.outbox.retry(a, NOW, "timeout")
        await work.outbox.drop(b, "gone")
        await work.outbox.retry(c, NOW + MINUTE, "timeout")
        assert await work.outbox.pending() == 1
        assert await work.outbox.claim(["local"], NOW, 60, 9) == []
        assert [m.id for m in await work.outbox.claim(["local"], NOW + MINUTE, 60, 9)] == [c]


async def test_a_message_is_known_by_its_key_until_it_is_out(store: SqlStore) -> None:
    async with store.write() as work:
        await work.outbox.add([a_message("a"), a_message("b")], NOW)
        [first, _] = await work.outbox.claim(["local"], NOW, 60, 9)
        found = await work.outbox.unsent("a")
        assert found is not None
        assert (found.id, found.tries) == (first.id, 1)
        await work.outbox.sent(first.id, "m1", NOW)
        assert await work.outbox.unsent("a") is None
        assert await work.outbox.unsent("c") is None


async def test_what_waits_of_a_group_is_its_own(store: SqlStore) -> None:
    there = Place("local", "here", "other")
    async with store.write() as work:
        await _queued(work, await found_world(work), 3)
        other = await found_world(work, group="owls", place=there)
        letters = [replace(a_message(key), kind=MessageKind.FEEDBACK) for key in "ab"]
        await work.outbox.add(letters, NOW)
        await work.outbox.add([a_message("p"), a_message("q")], NOW + MINUTE)
        posting = await work.outbox.unsent("p")
        assert posting is not None
        await work.outbox.retry(posting.id, NOW + 3 * MINUTE, "busy")
        group = await work.groups.at(HOME)
        assert group is not None
        found = await work.vitals.of_group(group.id, [HOME], NOW + 2 * MINUTE)
        assert (found.replies.waiting, found.replies.oldest) == (3, NOW)
        assert found.posting == Held(NOW + MINUTE, "busy")
        assert found.messages == 3
        calm = await work.vitals.of_group(other.group.id, [there], NOW + 2 * MINUTE)
        assert calm == GroupVitals(Queue(0, None), 0, None)
        nowhere = await work.vitals.of_group(other.group.id, [], NOW + 2 * MINUTE)
        assert nowhere.messages == 0


async def test_the_audit_log_is_read_newest_first(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for number in range(3):
            actor = world.ana.id if number else None
            await work.audit.add(world.group.id, actor, f"act.{number}", {"n": number}, NOW)
        assert await work.audit.recent(world.group.id, 2) == [
            (NOW, world.ana.id, "act.2", {"n": 2}),
            (NOW, world.ana.id, "act.1", {"n": 1}),
        ]


async def test_a_message_may_wait_and_be_let_go_early(store: SqlStore) -> None:
    async with store.write() as work:
        held = replace(a_message("feedback/1/1"), not_before=NOW + 9 * MINUTE)
        other = replace(a_message("feedback/12/1"), not_before=NOW + 9 * MINUTE)
        await work.outbox.add([held, other], NOW)
        assert await work.outbox.claim(["local"], NOW + 8 * MINUTE, 60, 9) == []
        await work.outbox.release("feedback/1/", NOW + MINUTE)
        assert await work.outbox.claim(["local"], NOW, 60, 9) == []
        found = await work.outbox.claim(["local"], NOW + MINUTE, 60, 9)
        assert [one.key for one in found] == ["feedback/1/1"]
        # What was to go out anyway is not put off.
        await work.outbox.release("feedback/", NOW + 99 * MINUTE)
        found = await work.outbox.claim(["local"], NOW + 9 * MINUTE, 60, 9)
        assert [one.key for one in found] == ["feedback/1/1", "feedback/12/1"]
