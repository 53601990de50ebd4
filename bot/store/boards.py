"""Boards: one query each, whose leading rows come in order from an index.

The statements are built once. What a board ranks is an `entries` query of (member_id, value,
answers); the rest is the same for all: hidden members are left out before anybody is ranked, ties
share a rank, and the viewer's own row is added when it is not among the leading ones.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.board import Board, BoardKind, BoardName, BoardRow, Window, period
from bot.store.tables import groups, members, standings, streaks

_BASELINE = 2
"""First answers that a mean needs, in the window and before it."""

_FURTHEST = 200
"""Scores lie between 0 and 100, so that this added to any difference is positive."""

_ALIAS, _HIDDEN = BoardName.ALIAS.value, BoardName.HIDDEN.value
_OTHERS = members.alias("others")

_READERS = ("top", "own", "better")
"""Who reads the entries of a board: its leading rows, the viewer's own, those ahead of it."""

_GROUP = bindparam("of_group", type_=BigInteger)
_PERIOD = bindparam("of_period", type_=String)
_DAY = bindparam("on_day", type_=Date)
_VIEWER = bindparam("viewer", type_=BigInteger)
_MOST = bindparam("most", type_=Integer)


async def board(
    connection: AsyncConnection,
    kind: BoardKind,
    window: Window,
    *,
    group_id: int,
    day: date,
    viewer_id: int | None,
    limit: int,
) -> Board:
    """The board as of the local date `day`.

    The streak board ranks what holds on `day` and lists no empty streaks. The improvement board
    lists members with two first answers in the window and two before it; all time has no before,
    and its board is empty. On the board of groups the row of `group_id` counts as the viewer's.
    """
    key = period(window, day)
    if kind is BoardKind.IMPROVEMENT and window is Window.ALL:
        return Board(kind, window, key, (), None)
    viewer = group_id if kind is BoardKind.GROUPS else viewer_id
    found = await connection.execute(
        statement(kind),
        {
            "of_group": group_id,
            "of_period": key,
            "on_day": day,
            "viewer": -1 if viewer is None else viewer,
            "most": limit,
        },
    )
    rows: list[BoardRow] = []
    own: BoardRow | None = None
    for row in found:
        line = BoardRow(row.rank, row.name, int(row.value), int(row.answers), row.id == viewer)
        if row.beyond:
            own = line
        else:
            rows.append(line)
    return Board(kind, window, key, tuple(rows), own)


@cache
def statement(kind: BoardKind) -> Select[Any]:
    """The query of a board, whose values are bound later; built once."""
    if kind is BoardKind.GROUPS:
        return _of_groups()
    if kind is BoardKind.IMPROVEMENT:
        # No index has its order, so that every value is worked out: once for all three readers.
        worked_out = _improvement().cte("entries")
        return _of_members(*(worked_out.alias(name) for name in _READERS))
    entries = _points if kind is BoardKind.POINTS else _streaks
    return _of_members(*(entries().subquery(name) for name in _READERS))


def _points() -> Select[Any]:
    return select(
        standings.c.member_id, standings.c.points.label("value"), standings.c.answers
    ).where(standings.c.group_id == _GROUP, standings.c.period == _PERIOD)


def _streaks() -> Select[Any]:
    answers = (
        select(standings.c.answers)
        .where(
            standings.c.group_id == streaks.c.group_id,
            standings.c.period == _PERIOD,
            standings.c.member_id == streaks.c.member_id,
        )
        .scalar_subquery()
    )
    return select(
        streaks.c.member_id,
        streaks.c.length.label("value"),
        func.coalesce(answers, 0).label("answers"),
    ).where(streaks.c.group_id == _GROUP, streaks.c.length > 0, streaks.c.expires_on > _DAY)


def _improvement() -> Select[Any]:
    """The mean of first scores in the window less the mean before it, rounded half up."""
    inside, ever = standings.alias("inside"), standings.alias("ever")
    answers, scores = inside.c.answers, inside.c.score_sum
    answers_before, scores_before = ever.c.answers - answers, ever.c.score_sum - scores
    numerator = scores * answers_before - scores_before * answers
    denominator = answers * answers_before
    # In whole numbers, and never below zero where it is divided: both databases cut off there.
    doubled = 2 * numerator + denominator + 2 * _FURTHEST * denominator
    same_member = and_(
        ever.c.group_id == inside.c.group_id,
        ever.c.period == period(Window.ALL, date.min),
        ever.c.member_id == inside.c.member_id,
    )
    return (
        select(
            inside.c.member_id,
            (doubled // (2 * denominator) - _FURTHEST).label("value"),
            answers.label("answers"),
        )
        .join_from(inside, ever, same_member)
        .where(
            inside.c.group_id == _GROUP,
            inside.c.period == _PERIOD,
            answers >= _BASELINE,
            answers_before >= _BASELINE,
        )
    )


def _of_members(top: FromClause, own: FromClause, better: FromClause) -> Select[Any]:
    name = case((members.c.board_name == _ALIAS, members.c.alias), else_=members.c.name)
    visible = members.c.board_name != _HIDDEN
    leading = (
        select(top.c.member_id, name.label("name"), top.c.value, top.c.answers)
        .join_from(top, members, members.c.id == top.c.member_id)
        .where(visible)
        # In the index's own order, read backwards, so that reading stops after the last row.
        .order_by(top.c.value.desc(), top.c.member_id.desc())
        .limit(_MOST)
        .subquery("leading")
    )
    # Nobody below a leading row can change its rank.
    rank = func.rank().over(order_by=leading.c.value.desc())
    ranked = select(leading, rank.label("rank")).cte("ranked")
    ahead = (
        select(func.count())
        .select_from(better)
        .join(_OTHERS, _OTHERS.c.id == better.c.member_id)
        .where(_OTHERS.c.board_name != _HIDDEN, better.c.value > own.c.value)
        .correlate(own)
        .scalar_subquery()
    )
    beyond = (
        select(
            own.c.member_id.label("id"),
            name.label("name"),
            own.c.value,
            own.c.answers,
            case((visible, 1 + ahead), else_=null()).label("rank"),
            true().label("beyond"),
        )
        .join_from(own, members, members.c.id == own.c.member_id)
        .where(own.c.member_id == _VIEWER, _VIEWER.not_in(select(ranked.c.member_id)))
    )
    within = select(
        ranked.c.member_id, ranked.c.name, ranked.c.value, ranked.c.answers, ranked.c.rank, false()
    )
    lines = union_all(beyond, within).subquery("lines")
    return select(lines).order_by(lines.c.beyond, lines.c.value.desc(), lines.c.id)


def _of_groups() -> Select[Any]:
    practising = func.count()
    # PostgreSQL sums whole numbers into decimals, whose division would leave fractions.
    points = cast(func.sum(standings.c.points), BigInteger)
    answers = cast(func.sum(standings.c.answers), BigInteger)
    mean = ((2 * points + practising) // (2 * practising)).label("value")
    here = groups.alias("here")
    entries = (
        select(groups.c.id, groups.c.name, mean, answers.label("answers"))
        .join_from(here, groups, groups.c.workspace_id == here.c.workspace_id)
        .join(standings, standings.c.group_id == groups.c.id)
        # Added to, so that the rows are read as they lie and not one by one from the index.
        .where(here.c.id == _GROUP, standings.c.period == _PERIOD, standings.c.points + 0 > 0)
        .group_by(groups.c.id, groups.c.name)
        .subquery("entries")
    )
    best_first = (entries.c.value.desc(), entries.c.id)
    ranked = select(
        entries,
        func.rank().over(order_by=entries.c.value.desc()).label("rank"),
        func.row_number().over(order_by=best_first).label("line"),
    ).subquery("ranked")
    return (
        select(ranked, (ranked.c.line > _MOST).label("beyond"))
        .where(or_(ranked.c.line <= _MOST, ranked.c.id == _VIEWER))
        .order_by(ranked.c.line)
    )
