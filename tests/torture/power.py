"""Power cuts: the machine loses its power again and again, and its disk what was not synced."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from bot.store.address import SqliteAddress, address_of
from tests.torture.disk import FILES, Cut, Disk
from tests.torture.field import Field, battlefield, bear, end, gone
from tests.torture.life import Life
from tests.torture.plan import LONGER_S, Plan
from tests.torture.siege import begun, rest, storm_of, toll_of
from tests.torture.toll import Toll

LIFE = 3.0
LONGEST_S = 4.0
MOST_WRITES = 120
"""Of a life that ends in a write; nothing is written while it starts, for the first second."""


@dataclass(slots=True)
class _Found:
    cuts: dict[Cut, int] = field(default_factory=lambda: dict.fromkeys(Cut, 0))
    unsound: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Outages:
    """What the cuts left, looked at right after each and when all had come to rest."""

    toll: Toll
    cuts: dict[Cut, int]
    unsynced: int
    """Writes that no cut had to spare."""
    unsound: int
    """Copies whose integrity check did not say ok."""
    missing: int
    """Replies that were acknowledged before a cut and not there right after it."""

    COLUMNS = (
        "power",
        "cuts",
        "writes not synced",
        "unsound",
        "replies missing",
        *Toll.LEFT,
    )

    @property
    def bad(self) -> int:
        """All that should not be; lives that end in a write are short, and some do little."""
        return self.toll.bad - self.toll.calm + self.unsound + self.missing

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (sum(self.cuts.values()), self.unsynced, self.unsound, self.missing)
        return self.toll.name, *(f"{count:,}" for count in counts), *self.toll.left()


async def power_siege(plan: Plan, folder: Path) -> Outages:
    """One process on SQLite; at each cut it dies and its files are what the disk has of them.

    The platform goes on: what was posted before a cut stands there, whether the file knows or not.
    """
    began = monotonic()
    address = address_of(plan.url)
    assert isinstance(address, SqliteAddress)
    async with battlefield(plan, folder) as stage:
        disk = Disk(address.path, stage.chance)
        found = _Found()
        disk.begin()
        await _begin(stage, disk)
        practising = begun(stage)
        while stage.kills < plan.kills:
            with suppress(TimeoutError):
                longest = LONGEST_S if stage.life.last else stage.chance.uniform(*LONGER_S)
                await asyncio.wait_for(gone(stage.alive[0]), longest)
            await _cut(stage, disk, address.path, found)
            await _begin(stage, disk, is_last=stage.kills == plan.kills)
        stage.storm = storm_of(stage)
        stage.ground.weather.falling = False
        await rest(stage, practising)
        toll = await toll_of(stage, began)
        return Outages(toll, found.cuts, disk.unsynced, found.unsound, found.missing)


async def _begin(stage: Field, disk: Disk, *, is_last: bool = False) -> None:
    """A life that ends at some write of its own, or at some moment: two in three in a write.

    The last one goes on.
    """
    ends_itself = not is_last and stage.chance.random() < 2 / 3
    last = stage.chance.randint(1, MOST_WRITES) if ends_itself else 0
    stage.life = Life(trace=str(disk.trace), last=last)
    await bear(stage, 0)


async def _cut(stage: Field, disk: Disk, path: Path, found: _Found) -> None:
    how = stage.chance.choice(list(Cut))
    end(stage.alive[0])
    await gone(stage.alive[0])
    acknowledged = set(stage.acknowledged)
    disk.cut(how)
    stage.kills += 1
    found.cuts[how] += 1
    sound, texts = _looked_over(path)
    found.unsound += not sound
    found.missing += len(acknowledged - texts)
    disk.begin()


def _looked_over(path: Path) -> tuple[bool, set[str]]:
    """Whether a copy of the files is sound, and every reply in it, handled or only kept."""
    copy = path.with_name("copy.db")
    for end_ in FILES:
        beside = copy.with_name(copy.name + end_)
        beside.unlink(missing_ok=True)
        if (left := path.with_name(path.name + end_)).exists():
            shutil.copy(left, beside)
    with closing(sqlite3.connect(copy)) as connection:
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            sound = sound and not connection.execute("PRAGMA foreign_key_check").fetchall()
            texts = {text for (text,) in connection.execute("SELECT text FROM attempts")}
            for (event,) in connection.execute("SELECT event FROM inbox WHERE event IS NOT NULL"):
                texts.add(json.loads(event)["said"].get("values", {}).get("text", ""))
        except sqlite3.DatabaseError:
            return False, set()
    return sound, texts
