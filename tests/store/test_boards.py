"""Boards against a plain reckoning of the same rows, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from bot.domain.board import Board, BoardKind, BoardName, BoardRow, Window
from bot.domain.group import Place
from bot.domain.member import Member
from bot.domain.points import Credit
from bot.ports.store import Work
from bot.store.boards import statement
from bot.store.store import SqlStore
from tests.store.samples import TODAY, World, a_streak, found_world

LAST_WEEK = TODAY - timedelta(days=7)
NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva")


async def _board(
    work: Work,
    world: World,
    kind: BoardKind = BoardKind.POINTS,
    window: Window = Window.WEEK,
    *,
    viewer: Member | None = None,
    limit: int = 10,
) -> Board:
    return await work.standings.board(
        kind,
        window,
        group_id=world.group.id,
        day=TODAY,
        viewer_id=viewer.id if viewer else None,
        limit=limit,
    )


async def _score(work: Work, world: World, member: Member, points: int, **more: int) -> None:
    earned = [Credit(TODAY, points, **more)]
    await work.standings.replace_credits(world.group.id, member.id, "p", earned)


async def test_ties_share_a_rank_and_hidden_members_hold_none(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, *NAMES)
        for member, points in zip(world.members, (50, 70, 50, 90, 10), strict=True):
            await _score(work, world, member, points, answers=1)
        ana, ben, _, dan, eva = world.members
        await work.members.save(replace(dan, board_name=BoardName.HIDDEN))
        await work.members.save(replace(ben, board_name=BoardName.ALIAS, alias="Heron"))
        board = await _board(work, world, viewer=ana)
        assert board == Board(
            BoardKind.POINTS,
            Window.WEEK,
            "2026-W47",
            (
                BoardRow(1, "Heron", 70, 1),
                BoardRow(2, "Ana", 50, 1, is_viewer=True),
                BoardRow(2, "Cleo", 50, 1),
                BoardRow(4, "Eva", 10, 1),
            ),
            None,
        )
        cut = await _board(work, world, viewer=eva, limit=2)
        assert [row.rank for row in cut.rows] == [1, 2]
        assert cut.viewer == BoardRow(4, "Eva", 10, 1, is_viewer=True)
        own = await _board(work, world, viewer=dan)
        assert [row.name for row in own.rows] == ["Heron", "Ana", "Cleo", "Eva"]
        assert own.viewer == BoardRow(None, "Dan", 90, 1, is_viewer=True)


async def test_a_board_looks_through_one_window(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        earned = [Credit(TODAY, 5, 1, 50), Credit(LAST_WEEK, 30, 1, 50)]
        await work.standings.replace_credits(world.group.id, world.ana.id, "p", earned)
        week = await _board(work, world, viewer=world.ben)
        assert [(row.name, row.value) for row in week.rows] == [("Ana", 5)]
        assert week.viewer is None
        month = await _board(work, world, window=Window.MONTH)
        assert [(row.name, row.value, row.answers) for row in month.rows] == [("Ana", 35, 2)]


async def test_the_streak_board_leaves_out_what_has_expired(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, *NAMES)
        days = (3, 9, 3, 0, 4)
        expiries = (date.max, TODAY, TODAY + timedelta(days=1), date.max, date.max)
        for member, length, expires_on in zip(world.members, days, expiries, strict=True):
            streak = a_streak(length, expires_on)
            await work.standings.put_streak(world.group.id, member.id, streak)
        await _score(work, world, world.ana, 5, answers=1)
        board = await _board(work, world, BoardKind.STREAK, viewer=world.members[3])
        assert [(row.rank, row.name, row.value, row.answers) for row in board.rows] == [
            (1, "Eva", 4, 0),
            (2, "Ana", 3, 1),
            (2, "Cleo", 3, 0),
        ]
        assert board.viewer is None


@pytest.mark.parametrize(
    ("before", "inside", "expected"),
    [
        ((50, 60), (70, 71), 16),
        ((70, 71), (50, 60), -15),
        ((50, 50), (50, 50, 51), 0),
        ((50, 50), (50, 51), 1),
        ((50, 51), (50, 50), 0),
        ((50,), (90, 90), None),
        ((50, 50), (90,), None),
    ],
)
async def test_improvement_is_against_the_own_mean_rounded_half_up(
    store: SqlStore, before: Sequence[int], inside: Sequence[int], expected: int | None
) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for number, score in enumerate(before):
            earned = [Credit(LAST_WEEK, 1, 1, score)]
            await work.standings.replace_credits(world.group.id, world.ana.id, f"b{number}", earned)
        for number, score in enumerate(inside):
            earned = [Credit(TODAY, 1, 1, score)]
            await work.standings.replace_credits(world.group.id, world.ana.id, f"i{number}", earned)
        board = await _board(work, world, BoardKind.IMPROVEMENT)
        assert [row.value for row in board.rows] == ([] if expected is None else [expected])
        if expected is not None:
            mean = Fraction(sum(inside), len(inside)) - Fraction(sum(before), len(before))
            assert floor(mean + Fraction(1, 2)) == expected
        assert (await _board(work, world, BoardKind.IMPROVEMENT, Window.ALL)).rows == ()


async def test_groups_of_one_workspace_are_ranked_by_points_per_member(store: SqlStore) -> None:
    async with store.write() as work:
        worlds = [
            await found_world(work, *NAMES, group=name, place=Place("local", where, name))
            for name, where in (("a", "here"), ("b", "here"), ("c", "there"), ("d", "here"))
        ]
        for world, points in zip(worlds, ((10, 21), (40,), (99,), ()), strict=True):
            for member, earned in zip(world.members, points, strict=False):
                await _score(work, world, member, earned, answers=1)
        board = await _board(work, worlds[0], BoardKind.GROUPS)
        assert board.rows == (
            BoardRow(1, "b", 40, 1),
            BoardRow(2, "a", 16, 2, is_viewer=True),
        )
        cut = await _board(work, worlds[0], BoardKind.GROUPS, limit=1)
        assert cut.viewer == BoardRow(2, "a", 16, 2, is_viewer=True)


@given(
    people=st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(BoardName)), min_size=5, max_size=5
    ),
    viewer=st.integers(0, 4),
    limit=st.integers(1, 6),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_ranks_are_those_of_a_plain_count(
    store: SqlStore, people: list[tuple[int, BoardName]], viewer: int, limit: int
) -> None:
    async with store.write() as work:
        world = await _people(work, people)
        board = await _board(work, world, viewer=world.members[viewer], limit=limit)
    shown = [points for points, name in people if points and name is not BoardName.HIDDEN]
    listed = sorted(shown, reverse=True)[:limit]
    assert [row.value for row in board.rows] == listed
    for row in board.rows:
        assert row.rank == 1 + sum(points > row.value for points in shown)
    own = [row for row in (*board.rows, board.viewer) if row is not None and row.is_viewer]
    points, name = people[viewer]
    assert len(own) == (1 if points else 0)
    if points:
        rank = 1 + sum(other > points for other in shown)
        assert own[0].rank == (None if name is BoardName.HIDDEN else rank)


@pytest.mark.parametrize("kind", [BoardKind.POINTS, BoardKind.STREAK])
async def test_a_board_reads_an_index_and_sorts_only_its_leading_rows(
    sqlite_url: str, kind: BoardKind
) -> None:
    store = await SqlStore.open(sqlite_url)
    try:
        values = {"of_group": 1, "of_period": "all", "on_day": TODAY, "viewer": 1, "most": 9}
        written = statement(kind).params(values)
        query = written.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        async with store.reading() as connection:
            rows = await connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))
            plan = [row.detail for row in rows]
    finally:
        await store.close()
    table, index = {
        BoardKind.POINTS: ("standings", "ix_standings_group_id_period_points_member_id"),
        BoardKind.STREAK: ("streaks", "ix_streaks_group_id_length_member_id"),
    }[kind]
    assert f"SEARCH {table} USING" in plan[0] or any(index in line for line in plan), plan
    assert not [line for line in plan if line.startswith(f"SCAN {table}")], plan
    assert any(f"SEARCH {table} USING" in line and index in line for line in plan), plan


async def _people(work: Work, people: list[tuple[int, BoardName]]) -> World:
    known = await work.groups.named("night")
    if known is None:
        world = await found_world(work, *NAMES)
    else:
        world = World(known, [member for member, _ in await work.members.of_group(known.id)])
    for member, (points, name) in zip(world.members, people, strict=True):
        await work.members.save(replace(member, board_name=name, alias="A"))
        earned = [Credit(TODAY, points, 0)] if points else []
        await work.standings.replace_credits(world.group.id, member.id, "p", earned)
    return world
