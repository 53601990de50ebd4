"""The field of a siege: a platform, a crowd, one clock, and processes that may be killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

from bot.bootstrap import open_core
from bot.domain.schedule import local_date
from bot.groups import Wanted, set_group
from bot.services.hosting import edit_group
from bot.settings import Settings
from tests.rules.source import ROOT
from tests.torture.clock import SharedClock
from tests.torture.ground import Ground
from tests.torture.life import Life
from tests.torture.plan import Plan, Road
from tests.torture.servers import servers
from tests.torture.workspace import workspace

CONTENT = ROOT / "docs" / "rehearsal" / "content"
"""A small bank: the siege is about what is kept, not about what is asked."""


STOP_S = 30.0
"""So long a system waits for what it asked to end, before it kills."""

Standing = Callable[[Plan, Random], AbstractAsyncContextManager[Ground]]


@dataclass(frozen=True, slots=True)
class Storm:
    """What was done while processes were still killed."""

    prompts: int = 0
    acknowledged: int = 0


@dataclass
class Field:
    """What stands during a siege."""

    plan: Plan
    ground: Ground
    clock: SharedClock
    nursery: asyncio.subprocess.Process
    ends: Path
    """Where the nursery writes down how each process ended."""
    chance: Random
    alive: list[int] = field(default_factory=list)
    born: list[float] = field(default_factory=list)
    """When each of these began, by the monotonic clock."""
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    stops: int = 0
    unclean: int = 0
    storm: Storm = field(default_factory=Storm)
    life: Life = field(default_factory=Life)


@asynccontextmanager
async def battlefield(
    plan: Plan, folder: Path, standing: Standing | None = None
) -> AsyncIterator[Field]:
    """Everything but the processes; whatever still runs is ended with it."""
    chance = Random(plan.seed)
    usual: Standing = servers if plan.road is Road.DISCORD else workspace
    async with (standing or usual)(plan, chance) as ground:
        clock = SharedClock(folder / "clock")
        await _groups(plan, ground, clock)
        nursery = await _opened(plan, ground, folder)
        stage = Field(plan, ground, clock, nursery, folder / "ends", chance)
        try:
            yield stage
        finally:
            for pid in stage.alive:
                end(pid)
            nursery.kill()
            await nursery.wait()
            clock.close()


async def _groups(plan: Plan, ground: Ground, clock: SharedClock) -> None:
    """Each group's posting is due at its own moment of the siege."""
    core = await open_core(Settings(database_url=plan.url, content=CONTENT), clock=clock)
    now = clock.now()
    try:
        for number, place in enumerate(ground.places):
            group = await set_group(core.deps, place, Wanted(), usual_zone="UTC")
            # Both steps of a posting, whatever a group has as a rule.
            async with core.deps.store.write() as work:
                await edit_group(work, group.id, now, lambda one: replace(one, pins=True))
            due = now + timedelta(seconds=plan.seconds * 0.8 * number / plan.groups)
            async with core.deps.store.write() as work:
                await work.groups.reschedule([(group.id, local_date(due, "UTC"), due)])
    finally:
        await core.close()


async def _opened(plan: Plan, ground: Ground, folder: Path) -> asyncio.subprocess.Process:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ROUNDS_DATABASE_URL": plan.url,
        "ROUNDS_CONTENT": str(CONTENT),
        "ROUNDS_LOG_LEVEL": "ERROR",
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.torture.nursery",
        str(folder / "clock"),
        str(folder / "log"),
        str(folder / "ends"),
        cwd=ROOT,
        env=environment | dict(ground.settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def bear(stage: Field, number: int) -> None:
    """Start a process, in the place of the one that had that number."""
    assert stage.nursery.stdin is not None
    assert stage.nursery.stdout is not None
    life = replace(stage.life, settings=dict(stage.ground.own_settings(number)))
    if stage.plan.skews:
        life = replace(life, skew=stage.plan.skews[number])
    stage.nursery.stdin.write(life.line.encode())
    await stage.nursery.stdin.drain()
    born = int(await stage.nursery.stdout.readline())
    if number == len(stage.alive):
        stage.alive.append(born)
        stage.born.append(monotonic())
    else:
        stage.alive[number] = born
        stage.born[number] = monotonic()


def end(pid: int) -> None:
    """Kill it, whatever it does."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        # It ended by itself, which a lost lease makes it do.
        return


async def ended(stage: Field, number: int) -> int | None:
    """Ask a process to end, as a system does that shuts down; its status, None if it had to die."""
    pid = stage.alive[number]
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    with suppress(TimeoutError):
        await asyncio.wait_for(gone(pid), STOP_S)
    end(pid)
    await gone(pid)
    lines = [line.split() for line in stage.ends.read_text(encoding="ascii").splitlines()]
    return next((int(status) for one, status in reversed(lines) if int(one) == pid), None)


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
