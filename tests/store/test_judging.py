"""Calls to the outside judge are counted and summed; verdicts are kept and dropped."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.spend import Spend
from bot.ports.judging import CallCounts, CallOutcome, NewCall
from bot.ports.store import Work
from bot.store.store import SqlStore
from tests.store.samples import NOW, found_world

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)


async def _call(
    work: Work, member_id: int | None, group_id: int | None, *, hours_ago: int = 0
) -> int:
    return await work.judging.begin(
        NewCall(member_id=member_id, group_id=group_id, model="m", at=NOW - hours_ago * HOUR)
    )


async def test_calls_are_counted_for_member_group_and_everybody(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id = world.group.id
        assert await work.judging.counts(NOW - DAY, 1, 1) == CallCounts(0, 0, 0)
        await _call(work, world.ana.id, group_id)
        await _call(work, world.ana.id, group_id, hours_ago=23)
        await _call(work, world.ana.id, group_id, hours_ago=24)
        await _call(work, world.ben.id, group_id)
        await _call(work, None, None)
    async with store.read() as work:
        counts = await work.judging.counts(NOW - DAY, world.ana.id, group_id)
        assert counts == CallCounts(2, 3, 4)
        assert await work.judging.counts(NOW - DAY, None, None) == CallCounts(1, 1, 4)


async def test_the_spend_of_a_group_adds_what_is_known(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id = world.group.id
        assert await work.judging.spend(group_id, NOW - DAY) == Spend(0, 0, 0, None)
        first = await _call(work, world.ana.id, group_id)
        await work.judging.end(first, CallOutcome(result="answered", tokens_in=900, tokens_out=100))
        assert await work.judging.spend(group_id, NOW - DAY) == Spend(1, 900, 100, None)
        second = await _call(work, world.ben.id, group_id)
        outcome = CallOutcome(
            result="answered", tokens_in=100, tokens_out=50, cost_micros=5_000_000_000
        )
        await work.judging.end(second, outcome)
        third = await _call(work, world.ben.id, group_id)
        await work.judging.end(third, CallOutcome(result="slow"))
        await _call(work, None, None)
    async with store.read() as work:
        assert await work.judging.spend(group_id, NOW - DAY) == Spend(3, 1000, 150, 5_000_000_000)
        assert await work.judging.spend(group_id, NOW) == Spend(0, 0, 0, None)


async def test_verdicts_are_kept_replaced_and_dropped(store: SqlStore) -> None:
    async with store.write() as work:
        assert await work.judging.recall("k") is None
        await work.judging.remember("k", "{}", NOW - DAY)
        await work.judging.remember("k", '{"a": 1}', NOW)
        await work.judging.remember("old", "{}", NOW - DAY)
        await work.judging.forget(NOW - HOUR)
    async with store.read() as work:
        assert await work.judging.recall("k") == '{"a": 1}'
        assert await work.judging.recall("old") is None


async def test_ending_the_call_of_an_erased_member_does_nothing(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        call = await _call(work, world.ana.id, world.group.id)
        await work.members.erase(world.ana.id, NOW)
        await work.judging.end(call, CallOutcome(result="answered"))
        assert await work.judging.counts(NOW - DAY, None, world.group.id) == CallCounts(0, 0, 0)
