"""Appeals: one per grade, listed while they are open, answered once."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.appeal import Appeal, AppealState, NewAppeal
from bot.ports.store import Work
from bot.store.store import SqlStore
from tests.store.samples import NOW, World, answered, found_world


async def _appeal(work: Work, world: World, attempt_id: int, number: int = 1) -> Appeal | None:
    return await work.appeals.add(
        NewAppeal(
            group_id=world.group.id,
            attempt_id=attempt_id,
            grade_number=number,
            reason="I named the desk.",
            opened_at=NOW,
        )
    )


async def test_a_grade_is_appealed_once(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        attempt = await answered(work, world, world.ana)
        first = await _appeal(work, world, attempt.id)
        assert first is not None
        assert (first.state, first.answer, first.answered_at) == (AppealState.OPEN, "", None)
        assert await _appeal(work, world, attempt.id) is None
        second = await _appeal(work, world, attempt.id, 2)
        assert await work.appeals.of_attempt(attempt.id) == [first, second]
        assert await work.appeals.get(first.id) == first
        assert await work.appeals.get(99) is None


async def test_open_ones_wait_in_order_and_are_answered_once(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        numbers = []
        for member in world.members:
            attempt = await answered(work, world, member)
            appeal = await _appeal(work, world, attempt.id)
            assert appeal is not None
            numbers.append(appeal.id)
    async with store.write() as work:
        assert [one.id for one in await work.appeals.waiting(world.group.id, 9)] == numbers
        assert [one.id for one in await work.appeals.waiting(world.group.id, 1)] == numbers[:1]
        later = NOW + timedelta(hours=1)
        await work.appeals.answer(numbers[0], AppealState.DECLINED, "It is not there.", later)
        await work.appeals.answer(numbers[0], AppealState.CHANGED, "It is.", NOW)
    async with store.read() as work:
        assert [one.id for one in await work.appeals.waiting(world.group.id, 9)] == numbers[1:]
        closed = await work.appeals.get(numbers[0])
        assert closed is not None
        assert (closed.state, closed.answer) == (AppealState.DECLINED, "It is not there.")
        assert closed.answered_at == later


async def test_a_guess_ends_the_waiting_for_it(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        attempt = await answered(work, world, world.ana)
        await work.attempts.set_guess(attempt.id, 70)
        stored = await work.attempts.get(attempt.id)
    assert stored is not None
    assert (stored.attempt.guess, stored.attempt.guess_until) == (70, None)
