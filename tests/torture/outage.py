"""Outages: the database is locked, gone or down for a while, and people go on answering."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

from bot.refusals.trouble import AWAY
from tests.discord.fake.person import Person
from tests.support import postgres
from tests.torture.database import own_server
from tests.torture.disk import CANNOT_WRITE, FULL
from tests.torture.field import battlefield, bear, runs
from tests.torture.life import Life
from tests.torture.plan import Plan
from tests.torture.servers import Room, Servers, standing, words_of
from tests.torture.siege import begun, rest, toll_of
from tests.torture.toll import Toll

BEFORE_S = 6.0
"""Time to start and to post, before the outage."""

AFTER_S = 240.0
"""So long after an outage everybody has an answer, or the run fails."""

REFUSED = "refused"
"""The file that makes every write fail while it is there."""

_MACHINE = re.compile(
    r"Traceback|Exception|[a-z]Error\b|sqlite|postgres|asyncpg|sqlalchemy|database|disk|locked|/tmp",
    re.IGNORECASE,
)
"""Words of the machine, which nobody who practises should read."""

Trouble = Callable[[], AbstractAsyncContextManager[None]]


class Crowd(Servers):
    """Everybody answers some time after the prompt: two with the command, one under it."""

    async def practise(self, number: int, acknowledged: set[str]) -> None:
        """Until they read that it is safe, or see the mark of it."""
        await self.fake.until(lambda: self.prompts(number), within=self.plan.longest)
        room = self.rooms[number]
        await asyncio.gather(
            *(self._later(room, one, at, acknowledged) for at, one in enumerate(room.people))
        )

    async def _later(self, room: Room, person: Person, number: int, acknowledged: set[str]) -> None:
        await asyncio.sleep(Random(room.channel.id + number).uniform(0, self.plan.seconds))
        if number % 3 == 2:
            await self._write(room, person, number, acknowledged)
        else:
            await self.answer(room, person, number, acknowledged)

    async def _write(self, room: Room, person: Person, number: int, acknowledged: set[str]) -> None:
        """Under the prompt, and once more when told so by direct message."""
        posted = next(one for one in room.channel.messages.values() if "Answer" in one.labels)
        for tries in range(1, 100):
            told = len(person.dm.messages)
            words = words_of(room, number, tries)
            said = await person.write(room.channel, words, reply_to=posted)
            await self.fake.until(
                lambda: said.reactions or len(person.dm.messages) > told,  # noqa: B023
                within=self.plan.longest,
            )
            self.shown += [one.text for one in list(person.dm.messages.values())[told:]]
            if said.reactions:
                acknowledged.add(words)
                return
            await asyncio.sleep(1.0)


@dataclass(frozen=True, slots=True)
class Endured:
    """What an outage did to people, and what it left."""

    toll: Toll
    lasted: float
    ended: int
    """Processes that were not there any more afterwards."""
    again: int
    """Times somebody was told that their words were not taken in, to be sent again."""
    silent: int
    """Times somebody got no answer at all."""
    machine: int
    """Answers with words of the machine."""

    COLUMNS = (
        *("outage", "s long", "processes ended", "words of the machine", "no answer"),
        *("told: send again", *Toll.LEFT),
    )

    @property
    def bad(self) -> int:
        """All that should not be."""
        return self.toll.bad + self.ended + self.machine + self.silent

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (self.ended, self.machine, self.silent, self.again)
        return (
            self.toll.name,
            f"{self.lasted:.0f}",
            *(f"{count:,}" for count in counts),
            *self.toll.left(),
        )


async def endure(plan: Plan, folder: Path, trouble: Trouble, lasts: float) -> Endured:
    """Practise before, in and after an outage; every process has to live through it."""
    began = monotonic()
    async with battlefield(plan, folder, partial(standing, kind=Crowd)) as stage:
        stage.ground.weather.falling = False
        stage.life = Life(trace=str(folder / "trace"), refused=str(folder / REFUSED))
        for number in range(plan.processes):
            await bear(stage, number)
        practising = begun(stage)
        await asyncio.sleep(BEFORE_S)
        async with trouble():
            await asyncio.sleep(lasts)
        async with asyncio.timeout(AFTER_S):
            await rest(stage, practising)
        ended = sum(not runs(pid) for pid in stage.alive)
        toll = await toll_of(stage, began)
        assert isinstance(stage.ground, Crowd)
        shown = stage.ground.shown
    read = [text for text in shown if text is not None]
    return Endured(
        toll=toll,
        lasted=lasts,
        ended=ended,
        again=sum(AWAY in text for text in read),
        silent=shown.count(None),
        machine=sum(_MACHINE.search(text) is not None for text in read),
    )


@asynccontextmanager
async def locked(path: Path) -> AsyncIterator[None]:
    """Another process has the file to itself for writing."""
    other = sqlite3.connect(path, isolation_level=None, timeout=5)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@asynccontextmanager
async def moved(data: Path) -> AsyncIterator[None]:
    """The folder is not there, as a volume that was taken away; what is open stays open."""
    away = data.with_name("away")
    data.rename(away)  # noqa: ASYNC240 - at once, on purpose
    try:
        yield
    finally:
        away.rename(data)


@asynccontextmanager
async def refused(folder: Path, status: int) -> AsyncIterator[None]:
    """The system refuses every write, as on a disk that failed or is full."""
    flag = folder / REFUSED
    whole = flag.with_suffix(".part")
    whole.write_text(str(status), encoding="ascii")
    whole.rename(flag)
    try:
        yield
    finally:
        flag.unlink()


def _on_sqlite(name: str, folder: Path, lasts: float, groups: int) -> Endured:
    """One process."""
    data = folder / "data"
    data.mkdir(mode=0o700)
    path = data / "rounds.db"
    troubles: dict[str, Trouble] = {
        "sqlite locked": lambda: locked(path),
        "sqlite's folder gone": lambda: moved(data),
        "sqlite not to be written": lambda: refused(folder, CANNOT_WRITE),
        "sqlite's disk full": lambda: refused(folder, FULL),
    }
    plan = Plan(name, f"sqlite:///{path}", 1, 1, groups, 3, life=lasts + BEFORE_S)
    return asyncio.run(endure(plan, folder, troubles[name], lasts))


def _on_postgresql(name: str, folder: Path, lasts: float, groups: int) -> Endured:
    """Two processes."""
    with own_server() as server, postgres.database(server.url, "rounds_outage") as url:
        trouble = server.frozen if "frozen" in name else server.shut
        plan = Plan(name, url, 2, 1, groups, 3, life=lasts + BEFORE_S)
        return asyncio.run(endure(plan, folder, trouble, lasts))


OUTAGES: dict[str, Callable[[str, Path, float, int], Endured]] = {
    "sqlite locked": _on_sqlite,
    "sqlite's folder gone": _on_sqlite,
    "sqlite not to be written": _on_sqlite,
    "sqlite's disk full": _on_sqlite,
    "postgresql frozen": _on_postgresql,
    "postgresql shut down": _on_postgresql,
}
"""By name: what is done to whom, for how long, to how many groups."""
