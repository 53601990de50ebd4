"""The roster: a platform that refuses us, or is away, takes no other one with it."""

from __future__ import annotations

import asyncio

import pytest

from adapters import roster as roster_module
from adapters.refused import Refused
from adapters.roster import Roster
from adapters.service import NotLetIn, ServiceState, Unreachable
from bot.errors import BadSettings, LeaseLost, RoundsError
from bot.inbound import Inbound
from bot.views.model import Reply
from tests.support.conversation import RecordingAdapter


class Platform:
    """A service whose starts fail as told, and which is lost when it is told why."""

    needs_door = False

    def __init__(self, name: str, *failures: BadSettings) -> None:
        self.adapter = RecordingAdapter()
        self.adapter.platform = name
        self.state = ServiceState.CONNECTED
        self.starts = self.stops = 0
        self._failures = list(failures)
        self._lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        self.starts += 1
        if self._failures:
            raise self._failures.pop(0)

    def lose(self, error: RoundsError) -> None:
        self._lost.set_exception(error)

    async def watch(self) -> None:
        await self._lost

    async def stop(self) -> None:
        self.stops += 1

    async def known(self, inbound: Inbound) -> Inbound:
        return inbound

    async def tell(self, _: Inbound, __: Reply) -> None:
        raise AssertionError


NO = NotLetIn("The token is no good.")


@pytest.fixture
def told() -> dict[str, str]:
    return {}


async def some_time() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_one_that_refuses_us_leaves_the_other(told: dict[str, str]) -> None:
    owl, crow = Platform("owl", NO), Platform("crow")
    roster = Roster([owl, crow], told.__setitem__)
    await roster.start()
    assert told == {"owl": "The token is no good."}
    assert roster.states == {"owl": ServiceState.REFUSED, "crow": ServiceState.CONNECTED}
    assert isinstance(roster.adapter(owl), Refused)
    assert roster.adapter(crow) is crow.adapter
    watching = asyncio.create_task(roster.watch())
    await some_time()
    assert not watching.done()
    watching.cancel()


async def test_where_all_refuse_us_the_first_one_says_why(told: dict[str, str]) -> None:
    roster = Roster(
        [Platform("owl", NO), Platform("crow", NotLetIn("Nor here."))], told.__setitem__
    )
    with pytest.raises(NotLetIn, match="token is no good"):
        await roster.start()


async def test_one_alone_that_cannot_be_reached_says_so(told: dict[str, str]) -> None:
    roster = Roster([Platform("owl", Unreachable("Nobody there."))], told.__setitem__)
    with pytest.raises(Unreachable):
        await roster.start()


async def test_one_that_was_away_is_tried_again(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_module, "AGAIN_SECONDS", 0)
    away = Unreachable("Nobody there.")
    owl, crow = Platform("owl", away, away), Platform("crow")
    roster = Roster([owl, crow], told.__setitem__)
    await roster.start()
    assert roster.states == {"owl": ServiceState.AWAY, "crow": ServiceState.CONNECTED}
    assert roster.adapter(owl) is owl.adapter
    watching = asyncio.create_task(roster.watch())
    await some_time()
    assert (owl.starts, crow.starts) == (3, 1)
    assert set(roster.states.values()) == {ServiceState.CONNECTED}
    assert told == {}
    watching.cancel()


async def test_one_that_is_lost_leaves_the_other_and_the_last_one_ends_it(
    told: dict[str, str],
) -> None:
    owl, crow = Platform("owl"), Platform("crow")
    roster = Roster([owl, crow], told.__setitem__)
    await roster.start()
    watching = asyncio.create_task(roster.watch())
    owl.lose(NO)
    await some_time()
    assert not watching.done()
    assert told == {"owl": "The token is no good."}
    assert owl.stops == 1
    crow.lose(NotLetIn("Nor here."))
    with pytest.raises(NotLetIn, match="Nor here"):
        await watching


@pytest.mark.parametrize("error", [LeaseLost("Another has it."), BadSettings("The line ended.")])
async def test_what_another_start_may_mend_ends_it_at_once(
    told: dict[str, str], error: RoundsError
) -> None:
    owl, crow = Platform("owl"), Platform("crow")
    roster = Roster([owl, crow], told.__setitem__)
    await roster.start()
    owl.lose(error)
    with pytest.raises(type(error)):
        await roster.watch()
    assert not told


async def test_nobody_is_tried_again_once_another_ended_it(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_module, "AGAIN_SECONDS", 0)
    owl, crow = Platform("owl"), Platform("crow", *[Unreachable("Nobody there.")] * 1000)
    roster = Roster([owl, crow], told.__setitem__)
    await roster.start()
    owl.lose(LeaseLost("Another has it."))
    with pytest.raises(LeaseLost):
        await roster.watch()
    starts = crow.starts
    await some_time()
    assert crow.starts == starts


async def test_a_stop_that_fails_waits_for_the_others(told: dict[str, str]) -> None:
    class Stuck(Platform):
        async def stop(self) -> None:
            raise LeaseLost("It cannot let go.")

    class Slow(Platform):
        async def stop(self) -> None:
            await some_time()
            await super().stop()

    crow = Slow("crow")
    with pytest.raises(LeaseLost):
        await Roster([Stuck("owl"), crow], told.__setitem__).stop()
    assert crow.stops == 1
