"""Several processes on one PostgreSQL: replies stored and graded, prompts sent, beside SQLite.

Each process (`benchmarks.worker`) does with the store what `rounds serve` does: it keeps what is
said and handles it, grades from the queue, ticks, and sends from the outbox, all of them side by
side. What a platform would make them wait for is left out. Every database
is a copy of one that is filled once; the ways take turns.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import sys
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import asyncpg

from adapters.pump import pump
from benchmarks import world
from benchmarks.machine import processor_seconds
from benchmarks.nowhere import Nowhere
from benchmarks.sizes import Sizes
from benchmarks.table import Table, figure
from benchmarks.timing import Times
from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.domain.schedule import local_date
from bot.groups import Wanted, set_group
from bot.services.arrival import Standing, arrive
from bot.settings import Settings
from tests.support import postgres

WAYS = (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 2), ("PostgreSQL", 3), ("PostgreSQL", 4))
PHASES = ("store", "grade", "send", "post")


@dataclass
class _Found:
    """What one way took, turn by turn."""

    rates: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    ours: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Milliseconds of a processor that our processes spend on one."""
    theirs: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The same of the server's."""
    acknowledged: Times = field(default_factory=Times)

    def rate(self, phase: str) -> float:
        """So many a second, in the middle one of the turns."""
        return statistics.median(self.rates[phase])


async def run(sizes: Sizes) -> list[Table]:
    """One table: each way beside the others."""
    found = {way: _Found() for way in WAYS}
    with world.folder() as folder, postgres.server() as server:
        filled = folder / "filled.db"
        await _fill(f"sqlite:///{filled}", sizes)
        async with _database(server, "fleet_filled") as url:
            await _fill(url, sizes)
            for _ in range(sizes.turns):
                for way in WAYS:
                    async with _copy(way[0], filled, server) as copy:
                        await _turn(found[way], copy, way[1], sizes)
    return [_table(found, sizes), _costs(found)]


async def _fill(url: str, sizes: Sizes) -> None:
    """Groups whose prompt of the day is out, and members who have been there."""
    clock = RehearsalClock(world.NOW)
    core = await open_core(Settings(database_url=url), clock=clock, chance=Random(1))
    try:
        for number in range(1, sizes.fleet_groups + 1):
            group = await set_group(core.deps, world.place(number), Wanted(), usual_zone="UTC")
            async with core.deps.store.write() as work:
                day = local_date(world.NOW, "UTC")
                await work.groups.reschedule([(group.id, day, world.NOW)])
        for number in range(sizes.fleet_replies):
            where = world.place(number % sizes.fleet_groups + 1)
            who = world.account(number + 1)
            await arrive(core.deps, where, who, world.NOW, Standing())
        await core.tick(world.NOW)
        await pump(core, Nowhere(), clock)
    finally:
        await core.close()


@asynccontextmanager
async def _database(server: str, name: str, template: str = "template1") -> AsyncIterator[str]:
    """In a thread, as it runs an event loop of its own."""
    made = postgres.database(server, name, template)
    url = await asyncio.to_thread(made.__enter__)
    try:
        yield url
    finally:
        await asyncio.to_thread(made.__exit__, None, None, None)


@asynccontextmanager
async def _copy(database: str, filled: Path, server: str) -> AsyncIterator[str]:
    """The address of a copy of what was filled."""
    if database == "SQLite":
        copy = filled.with_name("copy.db")
        shutil.copyfile(filled, copy)
        yield f"sqlite:///{copy}"
        for one in filled.parent.glob("copy.db*"):
            one.unlink()
        return
    async with _database(server, "fleet_copy", "fleet_filled") as url:
        yield url


async def _turn(found: _Found, url: str, processes: int, sizes: Sizes) -> None:
    """Every phase, by all processes at once; the next begins when all have done with the one."""
    async with _workers(url, processes, sizes) as workers:
        for phase in PHASES:
            before = await _server_seconds(url)
            begin = perf_counter()
            told = await asyncio.gather(*(_told(one, phase) for one in workers))
            seconds = perf_counter() - begin
            done = sum(one["done"] for one in told)
            expected = {"store": sizes.fleet_replies, "grade": sizes.fleet_replies}
            expected["post"] = sizes.fleet_groups
            if done != expected.get(phase, done):
                raise RuntimeError(f"{phase}: {done} instead of {expected[phase]}")
            spent = await _server_seconds(url) - before
            found.rates[phase].append(done / seconds)
            found.ours[phase].append(sum(one["processor"] for one in told) / done * 1000)
            found.theirs[phase].append(spent / done * 1000)
            for one in told:
                found.acknowledged.values += one.get("times", [])


async def _server_seconds(url: str) -> float:
    """What the processes of a PostgreSQL server behind our connections have used; 0 for SQLite."""
    if not url.startswith("postgresql"):
        return 0.0
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        )
    finally:
        await connection.close()
    return processor_seconds(row["pid"] for row in rows)


@asynccontextmanager
async def _workers(
    url: str, processes: int, sizes: Sizes
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    workers = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.worker",
            url,
            json.dumps(
                {
                    "number": number,
                    "processes": processes,
                    "groups": sizes.fleet_groups,
                    "replies": sizes.fleet_replies,
                }
            ),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # A line holds the times of a thousand acknowledgements.
            limit=2**24,
        )
        for number in range(processes)
    ]
    try:
        await asyncio.gather(*(_line(one) for one in workers))
        yield workers
    finally:
        for one in workers:
            if one.returncode is None:
                one.terminate()
            await one.wait()


async def _told(worker: asyncio.subprocess.Process, phase: str) -> dict[str, Any]:
    assert worker.stdin is not None
    worker.stdin.write(f"{phase}\n".encode())
    await worker.stdin.drain()
    told: dict[str, Any] = json.loads(await _line(worker))
    return told


async def _line(worker: asyncio.subprocess.Process) -> str:
    assert worker.stdout is not None
    line = await worker.stdout.readline()
    if not line:
        raise RuntimeError("a process of the fleet ended")
    return line.decode()


def _table(found: dict[tuple[str, int], _Found], sizes: Sizes) -> Table:
    table = Table(
        f"fleet: {sizes.fleet_replies} replies in {sizes.fleet_groups} groups, "
        "then the next day's prompts",
        (
            "database, processes",
            *("stored/s", "ratio", "ack p50 ms", "ack p99 ms"),
            *("graded/s", "ratio", "feedback sent/s", "ratio", "prompts sent/min", "ratio"),
        ),
    )
    least = found["PostgreSQL", 1]
    for (database, processes), one in found.items():
        rates = {phase: (one.rate(phase), one.rate(phase) / least.rate(phase)) for phase in PHASES}
        cells = {
            phase: (figure(rate * (60 if phase == "post" else 1)), f"{ratio:.1f}x")
            for phase, (rate, ratio) in rates.items()
        }
        acknowledged = figure(one.acknowledged.median), figure(one.acknowledged.p99)
        others = [cell for phase in PHASES[1:] for cell in cells[phase]]
        table.add(f"{database}, {processes}", *cells["store"], *acknowledged, *others)
    table.notes += [
        f"{sizes.turns} turns, ways in turn, medians; ratios to PostgreSQL with one process",
        "prompts sent: those of the day before close and are told of, too",
        "no platform: nothing here waits for a network or for its rate limits",
    ]
    return table


def _costs(found: dict[tuple[str, int], _Found]) -> Table:
    """What does not depend on how busy the machine is."""
    each = ("a reply stored", "a reply graded", "feedback sent", "a prompt sent")
    table = Table(
        "fleet: processor time for each, in ms: our processes + the server's",
        ("database, processes", *each),
    )
    for (database, processes), one in found.items():
        cells = [
            f"{figure(statistics.median(one.ours[phase]))}"
            f" + {figure(statistics.median(one.theirs[phase]))}"
            for phase in PHASES
        ]
        table.add(f"{database}, {processes}", *cells)
    return table
