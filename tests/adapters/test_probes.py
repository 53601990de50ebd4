"""What is asked at the door: alive, ready, and the figures."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest

from adapters.door import Door
from adapters.http_settings import HttpSettings
from adapters.server import Server
from adapters.service import ServiceState
from adapters.watchdog import Watchdog
from bot.core import Core
from bot.errors import BadSettings, StoreBusy
from bot.inbound import Inbound
from bot.ports.vitals import Vitals
from bot.views.model import Reply
from tests.support.conversation import Conversation, RecordingAdapter


class Away(Core):
    """A core whose database went away."""

    async def vitals(self, _: datetime) -> Vitals:
        raise StoreBusy("The database is away.")


class Still:
    """A service that is told how it stands, and never ends."""

    def __init__(self, *, needs_door: bool = False) -> None:
        self.adapter = RecordingAdapter()
        self.state = ServiceState.CONNECTING
        self.needs_door = needs_door

    async def start(self) -> None:
        await asyncio.sleep(0)

    async def watch(self) -> None:
        await asyncio.Event().wait()

    async def stop(self) -> None:
        self.state = ServiceState.CONNECTING

    async def known(self, inbound: Inbound) -> Inbound:
        return inbound

    async def tell(self, _: Inbound, __: Reply) -> None:
        raise AssertionError


@pytest.fixture
def service() -> Still:
    return Still()


@pytest.fixture
async def door(talk: Conversation, service: Still) -> AsyncIterator[Door]:
    opened = Door(HttpSettings(port=0))
    server = Server(talk.core, talk.clock, opened)
    server.add(service)
    stop = asyncio.Event()
    running = asyncio.create_task(server.run(stop))
    await opened.opened.wait()
    yield opened
    stop.set()
    await running


async def ask(door: Door, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{door.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_it_is_alive_before_it_is_ready(door: Door, service: Still) -> None:
    assert await ask(door, "/health") == (200, '{"status": "ok"}')
    status, told = await ask(door, "/ready")
    assert status == 503
    assert '"ready": false' in told
    service.state = ServiceState.CONNECTED
    status, told = await ask(door, "/ready")
    assert (status, '"ready": true' in told) == (200, True)
    service.state = ServiceState.STANDING_BY
    assert (await ask(door, "/ready"))[0] == 200
    assert (await ask(door, "/anything"))[0] == 404


async def test_a_database_that_is_gone_makes_it_unready(
    door: Door, service: Still, talk: Conversation
) -> None:
    service.state = ServiceState.CONNECTED
    assert (await ask(door, "/ready"))[0] == 200
    # Nothing answers any more where it was.
    talk.core.__class__ = Away
    status, told = await ask(door, "/ready")
    assert status == 503
    assert "Store" in told
    assert (await ask(door, "/metrics"))[0] == 503
    assert (await ask(door, "/health"))[0] == 200
    talk.core.__class__ = Core


async def test_the_figures_tell_what_waits(door: Door, talk: Conversation) -> None:
    before = figures((await ask(door, "/metrics"))[1])
    assert before['rounds_waiting{queue="replies"}'] == 0
    await talk.later(hours=2)
    await talk.say("Ana", "answer 70 because the desk drills it")
    after = figures((await ask(door, "/metrics"))[1])
    assert after['rounds_waiting{queue="replies"}'] + after["rounds_replies_graded_total"] == 1
    assert after['rounds_oldest_waiting_seconds{queue="due"}'] == 0


def figures(text: str) -> dict[str, float]:
    """The samples by name and labels; every line is one, or says what the next ones are."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            sample = re.fullmatch(r"(rounds_\w+(?:\{[^}]*\})?) (\S+)", line)
            assert sample is not None, line
            found[sample[1]] = float(sample[2])
    return found


async def test_an_address_that_is_taken_stops_only_who_needs_it(
    door: Door, talk: Conversation
) -> None:
    taken = HttpSettings(port=door.port)
    stop = asyncio.Event()
    other = Server(talk.core, talk.clock, Door(taken))
    other.add(Still())
    running = asyncio.create_task(other.run(stop))
    await asyncio.sleep(0.1)
    assert not running.done()
    stop.set()
    await running
    needing = Server(talk.core, talk.clock, Door(taken))
    needing.add(Still(needs_door=True))
    with pytest.raises(BadSettings, match="ROUNDS_HTTP_PORT"):
        await needing.run(asyncio.Event())


def test_a_loop_that_stands_still_is_ended() -> None:
    barked = threading.Event()
    lags: list[float] = []

    async def run() -> None:
        beating = asyncio.create_task(Watchdog(lags.append, patience=1.2, bark=barked.set).beat())
        await asyncio.sleep(0.8)
        assert not barked.is_set()
        # The loop stands still until the watchdog has seen it.
        assert barked.wait(10)
        beating.cancel()

    asyncio.run(run())
    assert lags
