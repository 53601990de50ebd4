"""Acknowledgement times on Discord: so many members answer at once while their grades are made.

The bot is a process of its own (`rounds serve`, the real bank and grader, SQLite on disk), talking
over sockets to the fake Discord of the tests, which takes the time from an interaction to its
answer. Waves follow each other without a pause, so that every wave but the first meets the grading
of the one before.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.machine import resident_mib
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, figure, spread
from benchmarks.timing import Times
from benchmarks.words import reply
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.guild import Guild

WORDS = 150

CHANNELS = 10

_AT_REST = 3
"""Seconds until what a start leaves behind is collected."""


async def run(sizes: Sizes) -> list[Table]:
    """Waves of answers by everybody, and commands asked meanwhile."""
    table = Table(
        f"Discord: {sizes.members} members answer at once ({WORDS} words), waves without a pause",
        ("what", *SPREAD),
    )
    with tempfile.TemporaryDirectory() as folder:
        async with FakeDiscord() as fake:
            fake.server.validating = False
            await _waves(fake, Path(folder), sizes, table)
    return [table, await _memory(sizes)]


async def _waves(fake: FakeDiscord, folder: Path, sizes: Sizes, table: Table) -> None:
    people = [fake.user(f"Member {n}") for n in range(sizes.members)]
    host = fake.user("Host")
    guild = fake.guild("Study", owner=host, members=people)
    room = fake.text(guild, "practice")
    bot = await _started(fake, folder)
    try:
        await fake.connected(30)
        await fake.synced(30)
        await host.slash(guild, room, "setup", channel=room, time="09:00")
        await host.slash(guild, room, "setup", do="check")
        await host.slash(guild, room, "post now")
        chance = Random(1)
        begin = perf_counter()
        for number in range(sizes.waves):
            wave = await _wave(people, guild, room, chance)
            table.add(f"answers, wave {number + 1}", *spread(_acknowledged(wave)))
        asked = [one.slash(guild, room, "streak") for one in people[: sizes.members // 4]]
        times = _acknowledged(await asyncio.gather(*asked))
        table.add(f"{len(asked)} times /streak meanwhile", *spread(times))
        wanted = sizes.members * sizes.waves
        await fake.until(lambda: _graded(fake) >= wanted, 300)
        took = perf_counter() - begin
        table.notes.append(f"{wanted} answers, each with its feedback, in {took:.1f} s")
    finally:
        bot.terminate()
        begin = perf_counter()
        status = await bot.wait()
        table.notes.append(f"stopped in {perf_counter() - begin:.1f} s with status {status}")


async def _memory(sizes: Sizes) -> Table:
    """What a process holds that is on few servers, and on many."""
    table = Table(
        f"Discord: memory of `rounds serve` at rest, {CHANNELS} channels a server",
        ("servers", "MiB"),
    )
    for servers in sorted({1, max(1, sizes.servers // 5), sizes.servers}):
        with tempfile.TemporaryDirectory() as folder:
            async with FakeDiscord() as fake:
                fake.server.validating = False
                held = await _held(fake, Path(folder), servers)
                table.add(str(servers), figure(held))
    return table


async def _held(fake: FakeDiscord, folder: Path, servers: int) -> float:
    """Resident memory in MiB, once the process knows of all its servers."""
    host = fake.user("Host")
    for number in range(servers):
        guild = fake.guild(f"Study {number}", owner=host)
        for channel in range(CHANNELS):
            fake.text(guild, f"channel-{channel}")
    bot = await _started(fake, folder)
    try:
        await fake.connected(60)
        await fake.synced(60)
        await asyncio.sleep(_AT_REST)
        return await asyncio.to_thread(resident_mib, bot.pid)
    finally:
        bot.terminate()
        await bot.wait()


async def _started(fake: FakeDiscord, folder: Path) -> asyncio.subprocess.Process:
    given = {
        "ROUNDS_DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}",
        "ROUNDS_DISCORD_TOKEN": fake.token,
        "ROUNDS_DISCORD_API_URL": fake.api_url,
        "ROUNDS_LOG_LEVEL": "ERROR",
    }
    own = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDS_")}
    rounds = Path(sys.executable).with_name("rounds")
    return await asyncio.create_subprocess_exec(str(rounds), "serve", env=own | given)


async def _wave(
    people: list[Person], guild: Guild, room: Channel, chance: Random
) -> list[Exchange]:
    texts = [reply(WORDS, chance) for _ in people]
    answers = [
        one.slash(guild, room, "answer", text=text) for one, text in zip(people, texts, strict=True)
    ]
    return list(await asyncio.gather(*answers))


def _acknowledged(wave: list[Exchange]) -> Times:
    missing = sum(one.seconds is None for one in wave)
    if missing:
        raise RuntimeError(f"{missing} of {len(wave)} were not acknowledged")
    return Times((one.seconds or 0) * 1000 for one in wave)


def _graded(fake: FakeDiscord) -> int:
    """How many cards of feedback went out, each the answer to one interaction or a message."""
    return sum("Graded by" in str(one.body) for one in fake.requests)
