"""Results: what graded answers earned, without their words; the same work for every posting."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.attempt import AttemptState
from bot.domain.grade import Level
from bot.ports.store import Work
from bot.store.store import SqlStore
from tests.store.samples import NOW, World, a_grade, a_posting, a_reply, found_world


async def _graded(work: Work, world: World, number: int, **facts: Any) -> int:
    """A graded reply of Ana's, so many minutes from now."""
    reply = replace(a_reply(world, world.ana), sent_at=NOW + timedelta(minutes=number), **facts)
    attempt = await work.attempts.add(reply)
    await work.attempts.add_grade(attempt.id, a_grade(), NOW)
    return attempt.id


async def test_a_members_newest_results_oldest_first(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        ids = [await _graded(work, world, number) for number in range(4)]
        found = await work.results.of_member(world.group.id, world.ana.id, NOW, 3)
        assert [one.attempt_id for one in found] == ids[1:]
        assert found[0].points == {one.id: one.points for one in a_grade().criteria}
        assert found[0].score == a_grade().score
        assert await work.results.of_member(world.group.id, world.ben.id, NOW, 3) == []


async def test_what_counts_for_nothing_is_no_result(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        withdrawn = await _graded(work, world, 0)
        await work.attempts.set_state(withdrawn, AttemptState.WITHDRAWN)
        await work.attempts.add(a_reply(world, world.ana))
        guessed = await _graded(work, world, 1, guess_until=NOW + timedelta(hours=1))
        level_zero = await _graded(work, world, 2)
        none = replace(a_grade(), level=Level.NONE, score=0, low=0, high=0)
        await work.attempts.add_grade(level_zero, none, NOW)
        group, ana = world.group.id, world.ana.id
        assert await work.results.of_member(group, ana, NOW, 9) == []
        later = await work.results.of_member(group, ana, NOW + timedelta(hours=1), 9)
        assert [one.attempt_id for one in later] == [guessed]


async def test_every_prompt_of_a_member(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for prompt_id in ("b", "a", "b"):
            await _graded(work, world, 0, prompt_id=prompt_id)
        assert await work.results.prompts_of(world.group.id, world.ana.id) == {"a", "b"}


async def test_of_each_posting_the_first_results_without_revisions(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        day = NOW.date()
        postings = await work.postings.add(
            [a_posting(world.group.id, day - timedelta(days=n)) for n in range(3)]
        )
        ids = {one.id: [] for one in postings}  # type: dict[int, list[int]]
        for number in range(4):
            for one in postings[:2]:
                ids[one.id].append(await _graded(work, world, number, posting_id=one.id))
        first = postings[0].id
        await _graded(work, world, 9, posting_id=first, revises_id=ids[first][0])
        found = await work.results.of_postings([one.id for one in postings], 3)
        assert sorted(one.attempt_id for one in found) == sorted(
            attempt for several in ids.values() for attempt in several[:3]
        )
        assert await work.results.of_postings([], 3) == []
