"""Ticks over many groups: with nothing due, and with all of them due within one minute."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks import batches, plain, world
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, figure, spread, times_as_long
from benchmarks.timing import Times
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.ports.store import Store, Work
from bot.services.deps import Deps
from bot.services.postings import BATCH, close_due, open_due

_STEP = timedelta(seconds=5)
"""How far apart ticks are, as adapters/ticker.py has them."""

_HISTORY = 20
"""Earlier postings of each group; yesterday's is still open and closes when today's opens."""

_ZONES = ("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe")

_POSTING = (
    "INSERT INTO postings (workspace_id, group_id, local_date, prompt_id, due_at, posted_at,"
    " deadline_at, late, state) VALUES (1, ?, ?, ?, ?, ?, ?, 0, ?)"
)

Batch = Callable[[Deps, datetime], Awaitable[int]]


class _Held:
    """A store that takes the time for which each transaction holds the writer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.times = Times()

    @asynccontextmanager
    async def write(self, group_id: int | None = None) -> AsyncIterator[Work]:
        with self.times.once():
            async with self._store.write(group_id) as work:
                yield work

    @asynccontextmanager
    async def mark(self) -> AsyncIterator[Work]:
        with self.times.once():
            async with self._store.mark() as work:
                yield work

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        async with self._store.read() as work:
            yield work

    async def close(self) -> None:
        await self._store.close()


async def run(sizes: Sizes) -> list[Table]:
    """A table of idle ticks and one of the busy minute."""
    with world.folder() as folder:
        ours, theirs = folder / "ours.db", folder / "plain.db"
        await world.a_database(ours)
        _fill(ours, sizes.groups)
        shutil.copyfile(ours, theirs)
        core = await world.a_core(ours)
        connection = plain.writer(theirs)
        try:
            return [
                await _idle(core, connection, sizes),
                await _busy(core, connection, sizes),
            ]
        finally:
            connection.close()
            await core.close()


def _fill(path: Path, groups: int) -> None:
    heads = [head.id for head in FileBank(default_folder()).heads()]
    due = [world.NOW + timedelta(minutes=1) * number / groups for number in range(groups)]
    connection = plain.filler(path)
    with plain.transaction(connection), plain.without_indexes(connection):
        world.add_groups(connection, due, _ZONES)
        for back in range(_HISTORY, 0, -1):
            rows = []
            for number, today in enumerate(due, start=1):
                at = today - timedelta(days=back)
                opened, closes = world.sql_time(at), world.sql_time(at + timedelta(days=1))
                day = world.local_day(number, at, _ZONES).isoformat()
                prompt = heads[(number + back) % len(heads)]
                state = "sent" if back == 1 else "closed"
                rows.append((number, day, prompt, opened, opened, closes, state))
            connection.executemany(_POSTING, rows)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def _idle(core: Core, connection: sqlite3.Connection, sizes: Sizes) -> Table:
    before = world.NOW - timedelta(minutes=2)
    ours, theirs = Times(), Times()
    for _ in range(sizes.idle_ticks + 1):
        with ours.once():
            await core.tick(before)
        with theirs.once():
            batches.look(connection, world.sql_time(before))
    del ours.values[0], theirs.values[0]
    table = Table(f"tick: nothing due, {sizes.groups:,} groups", ("way", *SPREAD, "p50 ratio"))
    table.add("plain sqlite3", *spread(theirs), "1.0x")
    table.add("core.tick", *spread(ours), times_as_long(ours.median, theirs.median))
    table.notes.append(f"{sizes.idle_ticks} times, ways in turn; two queries each")
    return table


async def _busy(core: Core, connection: sqlite3.Connection, sizes: Sizes) -> Table:
    closing, opening = _Held(core.deps.store), _Held(core.deps.store)
    plain_closing, plain_opening = Times(), Times()
    ticks, plain_ticks, lags = Times(), Times(), Times()
    now = world.NOW
    last = now + timedelta(minutes=1)
    while now < last:
        now += _STEP
        heart = asyncio.create_task(_beat(lags))
        with ticks.once():
            await _all(close_due, replace(core.deps, store=closing), now)
            await _all(open_due, replace(core.deps, store=opening), now)
        heart.cancel()
        with plain_ticks.once():
            batches.close_all(connection, now, BATCH, plain_closing)
            batches.open_all(connection, now, BATCH, plain_opening)
    await _see_that_all_is_done(core, connection, sizes, last)
    table = Table(
        f"tick: {sizes.groups:,} groups due within one minute, a tick every {_STEP.seconds} s",
        ("what", "times", *SPREAD, "plain best", "plain p50", "plain worst", "p50 ratio"),
    )
    _add(table, f"writer held while {BATCH} postings open", opening.times, plain_opening)
    _add(table, f"writer held while {BATCH} postings close", closing.times, plain_closing)
    _add(table, "one tick: all that closes and opens", ticks, plain_ticks)
    lag = ("-", "-", "-", "-")
    table.add("pause of everybody else's event loop", str(len(lags)), *spread(lags), *lag)
    table.notes += [
        f"in all {ticks.total / 1000:.1f} s, plain sqlite3 {plain_ticks.total / 1000:.1f} s",
        "plain sqlite3 runs the same statements and chooses no prompt; ways in turn, tick by tick",
    ]
    return table


async def _all(batch: Batch, deps: Deps, now: datetime) -> None:
    while await batch(deps, now):
        pass


async def _beat(lags: Times) -> None:
    """Note how much later than asked for the event loop comes back."""
    while True:
        begin = perf_counter()
        await asyncio.sleep(0.001)
        lags.values.append(max((perf_counter() - begin) * 1000 - 1, 0))


def _add(table: Table, what: str, ours: Times, theirs: Times) -> None:
    table.add(
        what,
        str(len(ours)),
        *spread(ours),
        figure(theirs.best),
        figure(theirs.median),
        figure(theirs.worst),
        times_as_long(ours.median, theirs.median),
    )


async def _see_that_all_is_done(
    core: Core, connection: sqlite3.Connection, sizes: Sizes, now: datetime
) -> None:
    """Both did the same: every group's posting opened, yesterday's closed, a message for each."""
    counts = batches.counts(connection)
    async with core.deps.store.read() as work:
        assert not await work.groups.due(now, 1)
        assert not await work.postings.overdue(now, 1)
        assert await work.outbox.pending() == 2 * sizes.groups == counts.waiting
    assert counts.postings == sizes.groups * (_HISTORY + 1)
    assert counts.closed == sizes.groups * _HISTORY
