"""Rounds on the fake: the real core, the real adapter and the real library, in one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from adapters.discord.client import Client
from adapters.discord.service import DiscordService
from adapters.discord.settings import DiscordSettings
from adapters.door import Door
from adapters.holder import Holder
from adapters.http_settings import HttpSettings
from adapters.server import Server
from bot.clock import SystemClock
from bot.core import Core
from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import Channel, GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.thread import Thread
from tests.support.cores import a_core
from tests.support.template import begin_with


@dataclass
class Rounds:
    """A running bot."""

    core: Core
    service: DiscordService
    server: Server
    stop: asyncio.Event
    """Set, it disconnects and goes, as after a signal."""
    door: Door


@asynccontextmanager
async def rounds(
    fake: FakeDiscord,
    folder: Path,
    *,
    content: bool = False,
    grader: Grader | None = None,
    bank: PromptBank | None = None,
    loops: LoopBank | None = None,
    clock: Clock | None = None,
    shards: tuple[int, str] = (1, ""),
    holder: Holder | None = None,
    patience: float = 0.02,
) -> AsyncIterator[Rounds]:
    """Rounds connected to the fake; started again on the same folder it knows what it knew."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Client.patience = patience
    clock = clock or SystemClock()
    await begin_with(folder / "rounds.db")
    core = await a_core(folder, clock, grader=grader, bank=bank, loops=loops)
    settings = DiscordSettings(
        token=SecretStr(fake.token),
        api_url=fake.api_url,
        message_content=content,
        shards=shards[0],
        shard_ids=shards[1],
    )
    door = Door(HttpSettings(port=0))
    server = Server(core, clock, door)
    service = DiscordService(core, settings, clock, server.ring, holder)
    server.add(service)
    stop = asyncio.Event()
    running = asyncio.create_task(server.run(stop))
    try:
        await fake.connected()
        yield Rounds(core, service, server, stop, door)
    finally:
        stop.set()
        try:
            await running
        finally:
            await core.close()
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@dataclass
class Study:
    """A server with a host, a member and a running group; its prompt is out, with its thread."""

    fake: FakeDiscord
    bot: Rounds
    guild: Guild
    room: GuildChannel
    ana: Person
    ben: Person
    posted: Message
    thread: Thread


@asynccontextmanager
async def a_study(
    fake: FakeDiscord, folder: Path, *, feedback: str = "private", **more: Any
) -> AsyncIterator[Study]:
    """Ana hosts, Ben is a member; set up over the wire, as a host would."""
    ana, ben = fake.user("Ana"), fake.user("Ben")
    guild = fake.guild("Study", owner=ana, members=[ben])
    room = fake.text(guild, "practice")
    async with rounds(fake, folder, **more) as bot:
        await fake.synced()
        options: dict[str, Any] = {
            "time": "09:00",
            "zone": "UTC",
            "days": "daily",
            "feedback": feedback,
        }
        await ana.slash(guild, room, "setup", channel=room, **options)
        await ana.slash(guild, room, "setup", do="check")
        await ana.slash(guild, room, "post now")
        posted = await fake.until(lambda: posting_in(fake, room))
        assert posted is not None
        thread = await fake.until(lambda: posted.thread)
        assert thread is not None
        yield Study(fake, bot, guild, room, ana, ben, posted, thread)


def posting_in(fake: FakeDiscord, room: Channel) -> Message | None:
    """The newest prompt in a channel that everybody sees."""
    seen = [
        one
        for one in room.messages.values()
        if one.author is fake.bot and one.only_for is None and "Answer" in one.labels
    ]
    return seen[-1] if seen else None


def public(fake: FakeDiscord, channel: Channel) -> list[Message]:
    """What the bot said there to everybody, but for answers to commands; oldest first."""
    return [
        one
        for one in channel.messages.values()
        if one.author is fake.bot and one.only_for is None and not one.interaction and not one.type
    ]
