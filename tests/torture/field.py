"""The field of a siege: a platform, a crowd, one clock, and processes that may be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.bootstrap import open_core
from bot.domain.group import Place
from bot.domain.schedule import local_date
from bot.groups import Wanted, set_group
from bot.settings import Settings
from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.rules.source import ROOT
from tests.torture.clock import SharedClock
from tests.torture.hail import Hail
from tests.torture.life import Life

CONTENT = ROOT / "docs" / "rehearsal" / "content"
"""A small bank: the siege is about what is kept, not about what is asked."""

LIFE_S = (0.3, 2.5)
"""The shortest and the longest time between two kills."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done: so many processes, kills, groups (one posting each) and replies to each."""

    name: str
    url: str
    processes: int
    kills: int
    groups: int
    replies: int
    seed: int = 1


@dataclass
class Room:
    """A group's channel, and who practises there."""

    guild: Guild
    channel: GuildChannel
    people: list[Person]


@dataclass
class Field:
    """What stands during a siege."""

    plan: Plan
    fake: FakeDiscord
    hail: Hail
    clock: SharedClock
    rooms: list[Room]
    nursery: asyncio.subprocess.Process
    chance: Random
    alive: list[int] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    life: Life = field(default_factory=Life)


@asynccontextmanager
async def battlefield(plan: Plan, folder: Path) -> AsyncIterator[Field]:
    """Everything but the processes; whatever still runs is ended with it."""
    chance = Random(plan.seed)
    async with FakeDiscord() as fake:
        fake.server.validating = False
        # The siege has one bot's limit for five bots' work.
        fake.server.quota.a_second = None
        hail = Hail(chance)
        fake.trouble = fake.server.switches = hail
        clock = SharedClock(folder / "clock")
        rooms = _rooms(fake, plan)
        await _groups(plan, rooms, clock)
        nursery = await _opened(plan, fake, folder)
        stage = Field(plan, fake, hail, clock, rooms, nursery, chance)
        try:
            yield stage
        finally:
            for pid in stage.alive:
                end(pid)
            nursery.kill()
            await nursery.wait()
            clock.close()


def _rooms(fake: FakeDiscord, plan: Plan) -> list[Room]:
    """As many servers as processes, so that each shard has its own."""
    found: dict[int, Guild] = {}
    host = fake.user("Host")
    while len(found) < plan.processes:
        guild = fake.guild("Study", owner=host)
        found.setdefault((guild.id >> 22) % plan.processes, guild)
    rooms = []
    for number in range(plan.groups):
        guild = found[number % plan.processes]
        people = [fake.user(f"Member {number}.{one}") for one in range(plan.replies)]
        for person in people:
            fake.member(guild, person)
        rooms.append(Room(guild, fake.text(guild, f"room-{number}"), people))
    return rooms


async def _groups(plan: Plan, rooms: list[Room], clock: SharedClock) -> None:
    """Each group's posting is due at its own moment of the siege."""
    core = await open_core(Settings(database_url=plan.url, content=CONTENT), clock=clock)
    lasts = plan.kills * sum(LIFE_S) / 2
    now = clock.now()
    try:
        for number, room in enumerate(rooms):
            place = Place("discord", str(room.guild.id), str(room.channel.id))
            group = await set_group(core.deps, place, Wanted(), usual_zone="UTC")
            due = now + timedelta(seconds=lasts * 0.8 * number / len(rooms))
            async with core.deps.store.write() as work:
                await work.groups.reschedule([(group.id, local_date(due, "UTC"), due)])
    finally:
        await core.close()


async def _opened(plan: Plan, fake: FakeDiscord, folder: Path) -> asyncio.subprocess.Process:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ROUNDS_DATABASE_URL": plan.url,
        "ROUNDS_CONTENT": str(CONTENT),
        "ROUNDS_DISCORD_TOKEN": fake.token,
        "ROUNDS_DISCORD_API_URL": fake.api_url,
        "ROUNDS_DISCORD_SHARDS": str(plan.processes),
        "ROUNDS_LOG_LEVEL": "ERROR",
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.torture.nursery",
        str(folder / "clock"),
        str(folder / "log"),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def bear(stage: Field, number: int) -> None:
    """Start a process, in the place of the one that had that number."""
    assert stage.nursery.stdin is not None
    assert stage.nursery.stdout is not None
    stage.nursery.stdin.write(stage.life.line.encode())
    await stage.nursery.stdin.drain()
    born = int(await stage.nursery.stdout.readline())
    if number == len(stage.alive):
        stage.alive.append(born)
    else:
        stage.alive[number] = born


def end(pid: int) -> None:
    """Kill it, whatever it does."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        # It ended by itself, which a lost lease makes it do.
        return


async def gone(pid: int) -> None:
    """Until a process writes nothing any more."""
    while runs(pid):  # noqa: ASYNC110 - it is not our child, and tells nobody
        await asyncio.sleep(0.005)


def runs(pid: int) -> bool:
    """Whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def prompts_in(fake: FakeDiscord, room: Room) -> int:
    """The prompts that everybody sees there."""
    return sum(
        1
        for one in room.channel.messages.values()
        if one.author is fake.bot and one.only_for is None and "Answer" in one.labels
    )
