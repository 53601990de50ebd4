"""A siege: a crowd practises on several processes while they are killed and the platform fails."""

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
from time import monotonic

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
from tests.torture.toll import Toll, stored

CONTENT = ROOT / "docs" / "rehearsal" / "content"
"""A small bank: the siege is about what is kept, not about what is asked."""

LIFE_S = (0.3, 2.5)
"""The shortest and the longest time between two kills."""

LEASES = timedelta(seconds=150)
"""Longer than any lease; the last thing that happens is that those of the dead end."""

_PATIENCE_S = 60.0


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
class _Room:
    """A group's channel, and who practises there."""

    guild: Guild
    channel: GuildChannel
    people: list[Person]


@dataclass
class _Field:
    """What stands during a siege."""

    plan: Plan
    fake: FakeDiscord
    hail: Hail
    clock: SharedClock
    rooms: list[_Room]
    nursery: asyncio.subprocess.Process
    chance: Random
    alive: list[int] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0


async def siege(plan: Plan, folder: Path) -> Toll:
    """Lay it, lift it, wait until everything has come to rest, and count."""
    began = monotonic()
    async with _field(plan, folder) as stage:
        for number in range(plan.processes):
            await _bear(stage, number)
        practising = [asyncio.create_task(_practise(stage, room)) for room in stage.rooms]
        await _kill(stage)
        stage.hail.falling = False
        await asyncio.gather(*practising)
        return await _toll(stage, began)


@asynccontextmanager
async def _field(plan: Plan, folder: Path) -> AsyncIterator[_Field]:
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
        nursery = await _nursery(plan, fake, folder)
        stage = _Field(plan, fake, hail, clock, rooms, nursery, chance)
        try:
            yield stage
        finally:
            for pid in stage.alive:
                _end(pid)
            nursery.kill()
            await nursery.wait()
            clock.close()


def _rooms(fake: FakeDiscord, plan: Plan) -> list[_Room]:
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
        rooms.append(_Room(guild, fake.text(guild, f"room-{number}"), people))
    return rooms


async def _groups(plan: Plan, rooms: list[_Room], clock: SharedClock) -> None:
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


async def _nursery(plan: Plan, fake: FakeDiscord, folder: Path) -> asyncio.subprocess.Process:
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


async def _bear(stage: _Field, number: int) -> None:
    """Start a process, in the place of the one that had that number."""
    assert stage.nursery.stdin is not None
    assert stage.nursery.stdout is not None
    stage.nursery.stdin.write(b"any 1\n")
    await stage.nursery.stdin.drain()
    born = int(await stage.nursery.stdout.readline())
    if number == len(stage.alive):
        stage.alive.append(born)
    else:
        stage.alive[number] = born


async def _kill(stage: _Field) -> None:
    """Kill one after the other, whatever they are doing; each is followed by another."""
    while stage.kills < stage.plan.kills:
        await asyncio.sleep(stage.chance.uniform(*LIFE_S))
        number = stage.chance.randrange(stage.plan.processes)
        _end(stage.alive[number])
        stage.kills += 1
        await _bear(stage, number)


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        # It ended by itself, which a lost lease makes it do.
        return


async def _practise(stage: _Field, room: _Room) -> None:
    """Wait for the prompt, then everybody answers it until they are told that it is safe."""
    await stage.fake.until(lambda: _prompts(stage.fake, room), within=_longest(stage))
    await asyncio.gather(
        *(_answer(stage, room, person, number) for number, person in enumerate(room.people))
    )


async def _answer(stage: _Field, room: _Room, person: Person, number: int) -> None:
    """A person whom nobody answered tries again, with other words."""
    ends = monotonic() + _longest(stage)
    tries = 0
    while monotonic() < ends:
        tries += 1
        words = (
            f"Answer {room.channel.id}.{number}.{tries}: we count serious errors per 100 uses, "
            "and above 2 in 100 we stop the rollout."
        )
        asked = await person.slash(room.guild, room.channel, "answer", text=words)
        if asked.acknowledged and "safe" in asked.text:
            stage.acknowledged.add(words)
            return
        await asyncio.sleep(0.2)


def _longest(stage: _Field) -> float:
    return stage.plan.kills * sum(LIFE_S) / 2 + _PATIENCE_S


def _prompts(fake: FakeDiscord, room: _Room) -> int:
    return sum(
        1
        for one in room.channel.messages.values()
        if one.author is fake.bot and one.only_for is None and "Answer" in one.labels
    )


async def _toll(stage: _Field, began: float) -> Toll:
    """Let the leases of the dead end, wait until nothing waits, and count."""
    ends = monotonic() + _PATIENCE_S
    found = await stored(stage.plan.url)
    while found.stuck and monotonic() < ends:
        # Time passes for everybody: also what the platform remembers of a repeated key ends.
        stage.clock.shift(LEASES)
        stage.fake.clock.shift(LEASES.total_seconds())
        await asyncio.sleep(1.5)
        found = await stored(stage.plan.url)
    prompts = [_prompts(stage.fake, room) for room in stage.rooms]
    return Toll(
        name=stage.plan.name,
        kills=stage.kills,
        troubles=stage.hail.fell,
        due=len(prompts),
        lost=prompts.count(0),
        doubled=sum(count - 1 for count in prompts if count > 1),
        acknowledged=len(stage.acknowledged),
        replies_lost=sum(not found.attempts[words] for words in stage.acknowledged),
        replies_doubled=sum(count > 1 for count in found.attempts.values()),
        graded_twice=sum(count > 1 for count in found.grades.values()),
        ungraded=sum(count == 0 for count in found.grades.values()),
        stuck=found.stuck,
        seconds=monotonic() - began,
    )
