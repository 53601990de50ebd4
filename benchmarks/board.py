"""Boards over a million attempts: every kind and window, and one's own rank."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks import history, plain, world
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, figure, spread, times_as_long
from benchmarks.timing import Times
from bot.core import Core
from bot.domain.board import BoardKind, Window, period
from bot.inbound import Chosen, Inbound
from bot.services.arrival import Standing, Visitor, arrive
from bot.services.boards import ROWS, board
from bot.store.boards import statement

_SAMPLE = 8
"""Members whose standings are recomputed to see that they were filled in truthfully."""

_NAIVE = """
SELECT member_id, SUM(best) AS points FROM (
  SELECT a.member_id, a.prompt_id, MAX(g.score) AS best
  FROM attempts a JOIN grades g ON g.attempt_id = a.id AND g.is_current
  WHERE a.group_id = 1 AND a.state = 'active' AND a.practice_date >= ?
  GROUP BY a.member_id, a.prompt_id
) GROUP BY member_id ORDER BY points DESC LIMIT 10
"""
_FIRST_DATES = {
    Window.TODAY: "2026-11-20",
    Window.WEEK: "2026-11-16",
    Window.MONTH: "2026-11-01",
    Window.SEASON: "2026-10-01",
    Window.ALL: "2000-01-01",
}


@dataclass(slots=True)
class _Pair:
    """The same board asked of both, in turn."""

    ours: Times = field(default_factory=Times)
    plain: Times = field(default_factory=Times)


async def run(sizes: Sizes) -> list[Table]:
    """The boards one by one, what a member waits for them, and the way without standings."""
    with world.folder() as folder:
        path = folder / "rounds.db"
        await world.a_database(path)
        begin = perf_counter()
        groups = history.fill(path, sizes)
        filled = perf_counter() - begin
        sample = Random(2).sample(range(1, 2 * sizes.crowd + 1), _SAMPLE)
        compared = await history.checked(path, folder, sample)
        core = await world.a_core(path)
        connection = plain.reader(path)
        try:
            boards = await _boards(core, connection, sizes)
            boards.notes += [
                f"{sizes.attempts:,} attempts in {groups} groups, {_size(path)}",
                f"half of them by {sizes.crowd:,} members of the group that is asked for",
                f"filled by SQL in {filled:.0f} s",
                f"{_SAMPLE} members recomputed by the core: {compared:,} rows, none differs",
            ]
            return [boards, await _waiting(core, sizes), _naive(connection, sizes)]
        finally:
            connection.close()
            await core.close()


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:,.0f} MiB"


async def _boards(core: Core, connection: sqlite3.Connection, sizes: Sizes) -> Table:
    table = Table(
        f"board: the leading {ROWS} rows and one's own, service and query",
        ("board", *SPREAD, "plain best", "plain p50", "plain p99", "p50 ratio"),
    )
    one = await _visitor(core, 1)
    everything = _Pair()
    chance = Random(3)
    for kind in BoardKind:
        for window in Window:
            pair = _Pair()
            viewers = [chance.randrange(1, sizes.crowd + 1) for _ in range(sizes.board_calls)]
            await _ask_both(pair, core, connection, one, kind, window, viewers)
            everything.ours.values += pair.ours.values
            everything.plain.values += pair.plain.values
            _add(table, f"{kind}, {window}", pair)
    last = connection.execute(
        "SELECT member_id FROM standings WHERE group_id = 1 AND period = 'all'"
        " ORDER BY points, member_id LIMIT 1"
    ).fetchone()[0]
    pair = _Pair()
    viewers = [last] * sizes.board_calls
    await _ask_both(pair, core, connection, one, BoardKind.POINTS, Window.ALL, viewers)
    _add(table, "points, all, asked by the last", pair)
    _add(table, "all boards above but the last", everything)
    table.notes.append(f"{sizes.board_calls} times each by members drawn at random, ways in turn")
    return table


async def _visitor(core: Core, member_id: int) -> Visitor:
    who = world.account(member_id)
    return await arrive(core.deps, world.place(1), who, world.NOW, Standing())


async def _ask_both(
    pair: _Pair,
    core: Core,
    connection: sqlite3.Connection,
    one: Visitor,
    kind: BoardKind,
    window: Window,
    viewers: Sequence[int],
) -> None:
    query, fixed = plain.sql(statement(kind))
    for member_id in (viewers[0], *viewers):
        visitor = _as(one, member_id)
        with pair.ours.once():
            found = await board(core.deps, visitor, kind=kind, window=window, at=world.NOW)
        values = fixed | {
            "of_group": 1,
            "of_period": period(window, world.TODAY),
            "on_day": world.TODAY.isoformat(),
            "viewer": 1 if kind is BoardKind.GROUPS else member_id,
            "most": ROWS,
        }
        with pair.plain.once(), plain.transaction(connection, "BEGIN DEFERRED"):
            rows = connection.execute(query, values).fetchall()
        # All time has no before, so that the core does not even ask for its improvement.
        if (kind, window) != (BoardKind.IMPROVEMENT, Window.ALL):
            assert len(rows) == len(found.rows) + (found.viewer is not None)
    # The first time of a statement compiles it, once in the life of a process.
    del pair.ours.values[0], pair.plain.values[0]


def _as(one: Visitor, member_id: int) -> Visitor:
    return replace(one, member=replace(one.member, id=member_id))


def _add(table: Table, name: str, pair: _Pair) -> None:
    theirs = pair.plain
    table.add(
        name,
        *spread(pair.ours),
        figure(theirs.best),
        figure(theirs.median),
        figure(theirs.p99),
        times_as_long(pair.ours.median, theirs.median),
    )


async def _waiting(core: Core, sizes: Sizes) -> Table:
    """From the command to the view: what `/board` costs in all."""
    table = Table("board: from the command to the drawn view (core.handle)", ("window", *SPREAD))
    chance = Random(4)
    for window in Window:
        times = Times()
        for number in range(sizes.board_calls + 1):
            inbound = Inbound(
                place=world.place(1),
                account=world.account(chance.randrange(1, sizes.crowd + 1)),
                said=Chosen("leaderboard", {"window": window.value}),
                event_key=f"board/{window}/{number}",
                at=world.NOW,
            )
            with times.once():
                reply = await core.handle(inbound)
            assert "Member" in str(reply), reply
        del times.values[0]
        table.add(window.value, *spread(times))
    return table


def _naive(connection: sqlite3.Connection, sizes: Sizes) -> Table:
    """The points board added up from attempts and grades, with nothing kept beside them."""
    table = Table(
        "board: the same points by GROUP BY over the attempts, plain sqlite3", ("window", *SPREAD)
    )
    for window, first in _FIRST_DATES.items():
        times = Times()
        for _ in range(sizes.naive_calls):
            with times.once():
                connection.execute(_NAIVE, (first,)).fetchall()
        table.add(window.value, *spread(times))
    table.notes.append(f"{sizes.naive_calls} times each; what hints and revisions cost is left out")
    return table
