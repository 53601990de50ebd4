"""Attempts and their grades."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.attempt import AttemptState, GradedAttempt
from bot.domain.grade import Level
from bot.domain.group import Place
from bot.domain.streak import PracticeDay
from bot.store.store import SqlStore
from tests.store.samples import NOW, TODAY, a_grade, a_posting, a_reply, answered, found_world


async def test_an_attempt_comes_back_with_its_current_grade(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        attempt = await work.attempts.add(a_reply(world, world.ana))
        assert await work.attempts.get(attempt.id) == GradedAttempt(attempt, None)
        assert await work.attempts.get(attempt.id + 1) is None
        first, second = a_grade(20, Level.WEAK, provisional=True), a_grade(80, Level.GOOD)
        await work.attempts.add_grade(attempt.id, first, NOW)
        await work.attempts.add_grade(attempt.id, second, NOW)
        await work.attempts.set_probe(attempt.id, "The night lead.", NOW)
    async with store.read() as work:
        whole = replace(attempt, probe_text="The night lead.")
        assert await work.attempts.get(attempt.id) == GradedAttempt(whole, second)
        many = await work.attempts.many([attempt.id, attempt.id + 1])
        assert many == {attempt.id: GradedAttempt(whole, second)}
        assert await work.attempts.many([]) == {}
        assert await work.attempts.grades(attempt.id) == [first, second]
        assert await work.attempts.grades(attempt.id + 1) == []


async def test_lists_are_in_the_order_of_sending(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        (posting,) = await work.postings.add([a_posting(world.group.id)])
        sent = [NOW + timedelta(minutes=minute) for minute in (3, 1, 2)]
        kept = [
            await work.attempts.add(
                a_reply(world, world.ana, posting_id=posting.id, sent_at=at, text=str(at.minute))
            )
            for at in sent
        ]
        other = await work.attempts.add(a_reply(world, world.ana, prompt_id="other"))
        bens = await work.attempts.add(a_reply(world, world.ben, posting_id=posting.id))
        late, early, middle = (one.id for one in kept)
        await work.attempts.set_state(middle, AttemptState.WITHDRAWN)
        of = world.group.id, world.ana.id
        everything = await work.attempts.of_prompt(*of, "night-outage")
        assert [one.attempt.id for one in everything] == [early, middle, late]
        of_posting = await work.attempts.of_posting(posting.id)
        assert [one.attempt.id for one in of_posting] == [bens.id, early, late]
        revised = a_reply(world, world.ana, prompt_id="other", revises_id=other.id, sent_at=sent[0])
        again = await work.attempts.add(replace(revised, practice_date=TODAY + timedelta(days=1)))
        first = [(TODAY, "other", False), *2 * [(TODAY, "night-outage", False)]]
        last = (again.practice_date, "other", True)
        assert await work.attempts.sent_since(world.ana.id, TODAY) == [*first, last]
        assert await work.attempts.sent_since(world.ana.id, again.practice_date) == [last]
        await work.attempts.set_state(again.id, AttemptState.WITHDRAWN)
        history = await work.attempts.history(*of, 2)
        assert [one.attempt.id for one in history] == [late, early]
        assert [one.attempt.id for one in await work.attempts.history(*of, 9)][-1] == other.id
        newest = await work.attempts.latest(*of)
        assert newest is not None
        assert newest.attempt.id == late
        assert await work.attempts.latest(world.group.id, 99) is None


async def test_practice_days_need_an_active_attempt_of_level_one(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        of = world.group.id, world.ana.id
        today = await answered(work, world, world.ana)
        gone = await answered(work, world, world.ana, days_ago=1)
        await work.attempts.set_state(gone.id, AttemptState.WITHDRAWN)
        empty = await answered(work, world, world.ana, days_ago=2)
        await work.attempts.add_grade(empty.id, a_grade(0, Level.NONE), NOW)
        await work.attempts.add(a_reply(world, world.ana, sent_at=NOW - timedelta(days=3)))
        day = PracticeDay(TODAY, NOW, "Europe/Lisbon", NOW, "Europe/Lisbon")
        assert await work.attempts.practice_days(*of) == {TODAY: day}
        await work.attempts.set_state(today.id, AttemptState.WITHDRAWN)
        assert await work.attempts.practice_days(*of) == {}


async def test_practice_outside_the_schedule_is_known_by_day(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        (posting,) = await work.postings.add([a_posting(world.group.id)])
        await work.attempts.add(a_reply(world, world.ana, posting_id=posting.id))
        for prompt_id in ("a", "b", "b"):
            await work.attempts.add(a_reply(world, world.ana, prompt_id=prompt_id))
        of = world.group.id, world.ana.id
        assert await work.attempts.unscheduled(*of, TODAY) == {"a", "b"}
        assert await work.attempts.unscheduled(*of, TODAY + timedelta(days=1)) == set()


async def test_the_stream_holds_every_attempt_once_and_lets_others_work(store: SqlStore) -> None:
    async with store.write() as work:
        worlds = [
            await found_world(work),
            await found_world(work, group="dawn", place=Place("local", "here", "dawn")),
        ]
        for number in range(130):
            world = worlds[number % 2]
            reply = a_reply(world, world.members[number // 2 % 2], prompt_id=f"p{number % 3}")
            # All sent at one instant: only the id tells them apart.
            for _ in range(5):
                await work.attempts.add(reply)
    seen: list[tuple[object, ...]] = []
    async with store.write() as work:
        async for graded in work.attempts.stream():
            one = graded.attempt
            if not seen:
                await work.attempts.add_grade(one.id, a_grade(), NOW)
            seen.append((one.group_id, one.member_id, one.prompt_id, one.sent_at, one.id))
    assert len(set(seen)) == 650
    assert seen == sorted(seen)
