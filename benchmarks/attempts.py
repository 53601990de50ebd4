"""Replies stored per second: inbox, attempt and grading job in one durable transaction."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from threading import Lock
from time import perf_counter

from benchmarks import plain, words, world
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, figure, spread, times_as_long
from benchmarks.timing import Times
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.domain.attempt import NewAttempt
from bot.inbound import Inbound, Replied
from bot.services.arrival import Standing, Visitor, arrive
from bot.services.replies import submit

_WORDS = 250

_INBOX = "INSERT INTO inbox (key, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING"
_ATTEMPT = (
    "INSERT INTO attempts (workspace_id, group_id, member_id, posting_id, prompt_id, text, sent_at,"
    " zone, practice_date, hints, counts, state)"
    " VALUES (1, 1, ?, 1, ?, ?, ?, 'UTC', ?, 0, 1, 'active') RETURNING id"
)
_JOB = (
    "INSERT INTO grading_jobs (attempt_id, queued_at, not_before, tries) VALUES (?, ?, ?, 0)"
    " ON CONFLICT DO NOTHING"
)
_POSTING = (
    "INSERT INTO postings (id, workspace_id, group_id, local_date, prompt_id, due_at, posted_at,"
    " deadline_at, late, state) VALUES (1, 1, 1, '2026-11-20', ?, ?, ?, ?, 0, 'sent')"
)

Store = Callable[[int, str], Awaitable[None]]
"""Stores the reply of a member."""


@dataclass(slots=True)
class _Run:
    """How long each reply of one way took, and each turn of many."""

    replies: Times = field(default_factory=Times)
    stored: int = 0
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        return self.stored / self.seconds


async def run(sizes: Sizes) -> list[Table]:
    """A table for one who stores at a time, and one for many at once."""
    prompt_id = FileBank(default_folder()).heads()[0].id
    with world.folder() as folder:
        ours, theirs = folder / "ours.db", folder / "plain.db"
        # Everybody replies once, so that no reply is a revision of another.
        people = (sizes.rounds * sizes.replies * len(_WAYS) + 1) * 2
        for path in (ours, theirs):
            await world.a_database(path)
            _fill(path, prompt_id, members=people)
        core = await world.a_core(ours)
        connection = plain.writer(theirs)
        try:
            members = iter(range(1, people + 1))
            return [
                await _measure(core, connection, sizes, prompt_id, members, tasks=tasks)
                for tasks in (1, sizes.tasks)
            ]
        finally:
            connection.close()
            await core.close()


def _fill(path: Path, prompt_id: str, *, members: int) -> None:
    connection = plain.filler(path)
    with plain.transaction(connection):
        world.add_groups(connection, [world.NOW])
        world.add_members(connection, [1] * members)
        times = ("2026-11-20 09:00:00.000000",) * 2 + ("2026-11-21 09:00:00.000000",)
        connection.execute(_POSTING, (prompt_id, *times))
    connection.close()


_WAYS = (
    "plain sqlite3",
    "the same inserts through the store",
    "the service (submit)",
    "the front door (core.handle)",
)


async def _measure(
    core: Core,
    connection: sqlite3.Connection,
    sizes: Sizes,
    prompt_id: str,
    members: Iterator[int],
    *,
    tasks: int,
) -> Table:
    runs = {way: _Run() for way in _WAYS}
    texts = [words.reply(_WORDS, Random(seed)) for seed in range(20)]
    one = await arrive(
        core.deps, world.place(1), world.account(next(members)), world.NOW, Standing()
    )
    stores = (None, _inserting(core, prompt_id), _submitting(core, one), _handling(core))
    for _ in range(sizes.rounds):
        for way, store in zip(_WAYS, stores, strict=True):
            who = [next(members) for _ in range(sizes.replies)]
            if store is None:
                _take_turn_plain(runs[way], connection, prompt_id, who, texts, tasks)
            else:
                await _take_turn(runs[way], store, who, texts, tasks)
    return _table(runs, sizes, tasks)


async def _take_turn(
    run: _Run, store: Store, who: Sequence[int], texts: Sequence[str], tasks: int
) -> None:
    waiting = iter(who)

    async def one_after_the_other() -> None:
        for member_id in waiting:
            with run.replies.once():
                await store(member_id, texts[member_id % len(texts)])

    begin = perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(tasks)))
    run.seconds += perf_counter() - begin
    run.stored += len(who)


def _take_turn_plain(
    run: _Run,
    connection: sqlite3.Connection,
    prompt_id: str,
    who: Sequence[int],
    texts: Sequence[str],
    tasks: int,
) -> None:
    lock = Lock()

    def store(member_id: int) -> None:
        text = texts[member_id % len(texts)]
        with run.replies.once(), lock, plain.transaction(connection):
            connection.execute(_INBOX, (f"plain/{member_id}", world.SQL_NOW))
            (attempt_id,) = connection.execute(
                _ATTEMPT, (member_id, prompt_id, text, world.SQL_NOW, world.TODAY.isoformat())
            ).fetchone()
            connection.execute(_JOB, (attempt_id, world.SQL_NOW, world.SQL_NOW))

    begin = perf_counter()
    if tasks == 1:
        for member_id in who:
            store(member_id)
    else:
        with ThreadPoolExecutor(tasks) as pool:
            list(pool.map(store, who))
    run.seconds += perf_counter() - begin
    run.stored += len(who)


def _inserting(core: Core, prompt_id: str) -> Store:
    async def store(member_id: int, text: str) -> None:
        async with core.deps.store.write() as work:
            await work.inbox.take(f"insert/{member_id}", world.NOW)
            attempt = await work.attempts.add(
                NewAttempt(
                    member_id=member_id,
                    group_id=1,
                    prompt_id=prompt_id,
                    posting_id=1,
                    revises_id=None,
                    text=text,
                    sent_at=world.NOW,
                    zone="UTC",
                    practice_date=world.TODAY,
                    hints=0,
                    counts=True,
                )
            )
            await work.jobs.add(attempt.id, world.NOW)

    return store


def _submitting(core: Core, visitor: Visitor) -> Store:
    async def store(member_id: int, text: str) -> None:
        who = replace(visitor, member=replace(visitor.member, id=member_id))
        key = f"submit/{member_id}"
        await submit(core.deps, who, text, prompt_id=None, event_key=key, at=world.NOW)

    return store


def _handling(core: Core) -> Store:
    async def store(member_id: int, text: str) -> None:
        reply = await core.handle(
            Inbound(
                place=world.place(1),
                account=world.account(member_id),
                said=Replied(text),
                event_key=f"handle/{member_id}",
                at=world.NOW,
            )
        )
        assert "Your answer is in" in str(reply), reply

    return store


def _table(runs: dict[str, _Run], sizes: Sizes, tasks: int) -> Table:
    who = "one at a time" if tasks == 1 else f"{tasks} at once"
    table = Table(
        f"attempts: replies of {_WORDS} words stored, {who}",
        ("way", "replies/s", *SPREAD, "p50 ratio"),
    )
    least = runs[_WAYS[0]]
    for way, found in runs.items():
        table.add(
            way,
            figure(found.per_second),
            *spread(found.replies),
            times_as_long(found.replies.median, least.replies.median),
        )
    table.notes.append(
        f"{sizes.rounds} turns each of {sizes.replies} replies, ways in turn; WAL, synchronous=FULL"
    )
    if tasks > 1:
        table.notes.append("times include waiting for one's turn at the one writing connection")
    return table
