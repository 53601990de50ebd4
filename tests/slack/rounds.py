"""Rounds on the fake: the real core, the real adapter and the real Bolt, in one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from adapters.door import Door
from adapters.http_settings import HttpSettings
from adapters.server import Server
from adapters.slack.service import SlackService
from adapters.slack.settings import SlackSettings
from bot.clock import SystemClock
from bot.core import Core
from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.world.app import App
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.support.cores import a_core
from tests.support.template import begin_with

MODES = ("socket", "http")


@dataclass
class Rounds:
    """A running bot."""

    core: Core
    service: SlackService
    server: Server


@asynccontextmanager
async def rounds(
    fake: FakeSlack,
    team: Team,
    folder: Path,
    *,
    mode: str = "socket",
    grader: Grader | None = None,
    bank: PromptBank | None = None,
    loops: LoopBank | None = None,
    clock: Clock | None = None,
    app: App | None = None,
) -> AsyncIterator[Rounds]:
    """Rounds connected to the fake; started again on the same folder it knows what it knew."""
    clock = clock or SystemClock()
    await begin_with(folder / "rounds.db")
    core = await a_core(folder, clock, grader=grader, bank=bank, loops=loops)
    over_http, app = mode == "http", app or fake.app
    settings = SlackSettings(
        bot_token=SecretStr(team.token),
        app_token=None if over_http else SecretStr(app.token),
        signing_secret=SecretStr(app.signing_secret) if over_http else None,
        api_url=fake.api_url,
    )
    door = Door(HttpSettings(port=0))
    server = Server(core, clock, door)
    service = SlackService(core, settings, door, clock, server.ring)
    server.add(service)
    stop = asyncio.Event()
    running = asyncio.create_task(server.run(stop))
    try:
        await _ready(fake, service, running, app, over_http=over_http)
        yield Rounds(core, service, server)
    finally:
        stop.set()
        try:
            await running
        finally:
            await core.close()


async def _ready(
    fake: FakeSlack,
    service: SlackService,
    running: asyncio.Task[None],
    app: App,
    *,
    over_http: bool,
) -> None:
    while not service.is_ready:
        if running.done():
            running.result()
        await asyncio.sleep(0.01)
    if over_http:
        await fake.deliver_to(f"http://127.0.0.1:{service.port}/slack/events", app=app)
    else:
        await fake.until(lambda: fake.courier(app).socket.lines)


@dataclass
class Study:
    """A workspace with a host, a member and a running group; its prompt is out."""

    fake: FakeSlack
    bot: Rounds
    team: Team
    room: Channel
    ana: Person
    ben: Person
    posted: Message


@asynccontextmanager
async def a_study(
    fake: FakeSlack, folder: Path, *, feedback: str = "private", **more: Any
) -> AsyncIterator[Study]:
    """Ana hosts, Ben is a member; set up over the wire, as a host would."""
    team = fake.team("Study")
    ana, ben = fake.user("Ana", team, "owner"), fake.user("Ben", team)
    room = fake.channel(team, "practice", [ana, ben])
    async with rounds(fake, team, folder, **more) as bot:
        line = f"setup channel=#{room.name} time=09:00 zone=UTC days=daily"
        await (await ana.slash(room, "/rounds", f"{line} feedback={feedback}")).told()
        await (await ana.slash(room, "/rounds", "setup check")).told()
        await (await ana.slash(room, "/rounds", "post now")).told()
        posted = await fake.until(lambda: posting_in(room))
        assert posted is not None
        yield Study(fake, bot, team, room, ana, ben, posted)


def posting_in(room: Channel) -> Message | None:
    """The newest prompt in a channel that everybody sees."""
    seen = [one for one in room.messages.values() if "Answer" in str(one.blocks)]
    return seen[-1] if seen else None


def public(channel: Channel) -> list[Message]:
    """What the bot said there to everybody outside of threads, oldest first."""
    said = channel.messages.values()
    return [one for one in said if one.by is not None and one.thread_ts in {None, one.ts}]
