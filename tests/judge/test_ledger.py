"""The ledger on a real store: budgets hold between tasks, costs are written down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.judge.budget import PERIOD, Budget
from bot.judge.ledger import KEPT_FOR, StoredLedger
from bot.ports.grader import GradingContext
from bot.ports.judge import JudgeAnswer, JudgeUnavailable, Trouble
from bot.store.store import SqlStore
from tests.judge.books import StillClock
from tests.store.samples import World, found_world

DAY = timedelta(days=1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(f"sqlite:///{tmp_path / 'rounds.db'}")
    yield opened
    await opened.close()


@pytest.fixture
async def world(store: SqlStore) -> World:
    async with store.write() as work:
        return await found_world(work)


async def test_no_two_calls_take_the_last_place(store: SqlStore, world: World) -> None:
    clock = StillClock()
    ledgers = [StoredLedger(store, clock, Budget(member=5)) for _ in range(2)]
    context = GradingContext(world.ana.id, world.group.id)
    results = await asyncio.gather(
        *(ledgers[number % 2].begin(context, "m") for number in range(12)), return_exceptions=True
    )
    refused = [one for one in results if isinstance(one, JudgeUnavailable)]
    assert len(refused) == 7
    assert {one.trouble for one in refused} == {Trouble.OVER_BUDGET}
    await ledgers[0].begin(GradingContext(world.ben.id, world.group.id), "m")
    clock.advance(seconds=PERIOD.total_seconds())
    await ledgers[0].begin(context, "m")


async def test_calls_are_ended_with_what_they_cost(store: SqlStore, world: World) -> None:
    clock = StillClock()
    ledger = StoredLedger(store, clock, Budget(price_in=3.0, price_out=15.0))
    context = GradingContext(world.ana.id, world.group.id)
    first = await ledger.begin(context, "m")
    await ledger.answered(first, JudgeAnswer("", 1000, 100))
    await ledger.failed(await ledger.begin(context, "m"), Trouble.SLOW)
    async with store.read() as work:
        spend = await work.judging.spend(world.group.id, clock.now() - DAY)
        exported = await work.members.export(world.ana.id)
    assert (spend.calls, spend.tokens_in, spend.cost_micros) == (2, 1000, 4500)
    assert [row["result"] for row in exported["judge_calls"]] == ["answered", "slow"]


async def test_results_are_kept_half_a_year(store: SqlStore) -> None:
    clock = StillClock()
    ledger = StoredLedger(store, clock, Budget())
    await ledger.remember("k", "{}")
    assert await ledger.recall("k") == "{}"
    clock.advance(seconds=KEPT_FOR.total_seconds() + 1)
    await ledger.remember("other", "{}")
    assert await ledger.recall("k") is None
