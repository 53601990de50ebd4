"""Leases: one holder at a time, taken over when it ends, lost when it cannot be kept."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.holder import Holder, this_process
from adapters.tenure import CERTAIN_SECONDS, GIVEN_UP_SECONDS, Tenure
from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.core import Core
from bot.errors import LeaseLost, StoreBusy
from bot.ports import leases
from bot.settings import Settings
from tests.support.fakes import FakeGrader, a_bank

NAMES = ("one", "two", "three")
ANA, BEN = Holder("here", 1, "a"), Holder("there", 1, "b")


@pytest.fixture
def clock() -> RehearsalClock:
    return RehearsalClock(datetime(2026, 11, 21, 9, tzinfo=UTC))


@pytest.fixture
async def core(tmp_path: Path, clock: RehearsalClock) -> AsyncIterator[Core]:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'rounds.db'}")
    opened = await open_core(settings, clock=clock, grader=FakeGrader(), bank=a_bank())
    yield opened
    await opened.close()


async def test_what_one_holds_another_cannot_take(core: Core, clock: RehearsalClock) -> None:
    ana = Tenure(core, clock, NAMES, 2, ANA)
    ben = Tenure(core, clock, NAMES, 2, BEN)
    assert await ana.take()
    assert ana.held == ["one", "two"]
    assert not await ben.take()
    assert ben.held == []
    await ana.give_back()
    assert await ben.take()
    assert ben.held == ["one", "two"]


async def test_part_of_what_is_wanted_is_left_to_others(core: Core, clock: RehearsalClock) -> None:
    assert await Tenure(core, clock, ["two"], 1, ANA).take()
    assert not await Tenure(core, clock, NAMES, 3, BEN).take()
    third = Tenure(core, clock, ["one", "three"], 2, Holder("elsewhere", 1, "c"))
    assert await third.take()


async def test_a_lease_ends_by_itself_unless_it_is_renewed(
    core: Core, clock: RehearsalClock
) -> None:
    ana = Tenure(core, clock, NAMES, 3, ANA)
    ben = Tenure(core, clock, NAMES, 3, BEN)
    assert await ana.take()
    clock.advance(leases.RENEWED_EVERY)
    assert await ana.take()
    clock.advance(leases.LASTS - timedelta(seconds=1))
    assert not await ben.take()
    clock.advance(timedelta(seconds=1))
    assert await ben.take()


async def test_who_was_taken_over_hears_of_it(
    core: Core, clock: RehearsalClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.tenure.RENEWED_EVERY", timedelta())
    ana = Tenure(core, clock, NAMES, 3, ANA)
    assert await ana.take()
    clock.advance(leases.LASTS)
    assert await Tenure(core, clock, NAMES, 3, BEN).take()
    with pytest.raises(LeaseLost, match="one, two, three"):
        await ana.keep()


class Away(Core):
    """A core whose database went away."""

    async def take_leases(self, *_: object) -> list[str]:
        raise StoreBusy("The database is away.")


async def test_a_database_that_stays_away_ends_the_tenure(
    core: Core, clock: RehearsalClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.tenure.RENEWED_EVERY", timedelta())
    ana = Tenure(core, clock, NAMES, 3, ANA)
    assert await ana.take()
    core.__class__ = Away
    clock.advance(leases.LASTS)
    # Nobody can take over either: who speaks is told kindly.
    assert await ana.is_sure()
    clock.advance(timedelta(seconds=GIVEN_UP_SECONDS))
    with pytest.raises(LeaseLost, match="The database is away"):
        await ana.keep()
    core.__class__ = Core


@pytest.mark.parametrize("jump", [timedelta(hours=2), timedelta(hours=-2)])
async def test_who_was_away_looks_before_acting(
    core: Core, clock: RehearsalClock, jump: timedelta
) -> None:
    ana = Tenure(core, clock, NAMES, 3, ANA)
    assert await ana.take()
    clock.advance(jump)
    assert await ana.is_sure()
    clock.advance(leases.LASTS)
    assert await Tenure(core, clock, NAMES, 3, BEN).take()
    assert not await ana.is_sure()


async def test_a_look_under_way_takes_nothing_of_what_is_given_back(
    core: Core, clock: RehearsalClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.tenure.LOOK_SECONDS", 0)
    free, over = asyncio.Event(), asyncio.Event()

    class Slow(Core):
        """A core whose database takes its time."""

        async def take_leases(self, *asked: Any) -> list[str]:
            try:
                await free.wait()
                return await super().take_leases(*asked)
            finally:
                over.set()

    ana, ben = Tenure(core, clock, NAMES, 3, ANA), Tenure(core, clock, NAMES, 3, BEN)
    assert await ana.take()
    clock.advance(timedelta(seconds=CERTAIN_SECONDS + 1))
    core.__class__ = Slow
    assert await ana.is_sure()
    await ana.give_back()
    free.set()
    async with asyncio.timeout(10):
        await over.wait()
    core.__class__ = Core
    assert await ben.take()


def test_an_ended_process_of_this_machine_is_known_for_gone() -> None:
    me = this_process()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    other = replace(me, pid=child.pid, life="other")
    assert not me.outlived(str(other))
    child.communicate(b"\n")
    assert me.outlived(str(other))
    # The system gave its number to us: whoever had it has ended.
    assert me.outlived(str(replace(me, life="other")))
    assert not me.outlived(str(me))
    assert not me.outlived(str(replace(other, machine="elsewhere")))
    assert not me.outlived("nonsense")
    assert me.pid == os.getpid()
