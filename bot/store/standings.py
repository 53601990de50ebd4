"""Credits and what they add up to, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Table, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.board import Board, BoardKind, Window, period
from bot.domain.points import Credit
from bot.domain.streak import Streak
from bot.store.boards import board
from bot.store.tables import credits_earned, standings, streaks
from bot.store.upsert import insert_into

_Sums = tuple[int, int, int]
"""Points, answers and the sum of first scores."""


class SqlStandings:
    """Implements `bot.ports.standings.Standings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def replace_credits(
        self, group_id: int, member_id: int, prompt_id: str, earned: Sequence[Credit]
    ) -> None:
        """Put these credits in place of the earlier ones of the member at the prompt.

        The aggregates of every window change by the difference. Credits of one date add up.
        """
        owner = {"group_id": group_id, "member_id": member_id}
        here = and_(
            credits_earned.c.group_id == group_id,
            credits_earned.c.member_id == member_id,
            credits_earned.c.prompt_id == prompt_id,
        )
        before = await self._credits(here)
        after = _by_date(earned)
        if before == after:
            return
        await self._connection.execute(delete(credits_earned).where(here))
        if after:
            rows = [
                {
                    **owner,
                    "prompt_id": prompt_id,
                    "practice_date": day,
                    "points": points,
                    "answers": answers,
                    "score": score,
                }
                for day, (points, answers, score) in after.items()
            ]
            await self._connection.execute(credits_earned.insert(), rows)
        await self._shift(owner, _differences(before, after))

    async def _credits(self, here: ColumnElement[bool]) -> dict[date, _Sums]:
        rows = await self._connection.execute(
            select(
                credits_earned.c.practice_date,
                credits_earned.c.points,
                credits_earned.c.answers,
                credits_earned.c.score,
            ).where(here)
        )
        return {day: (points, answers, score) for day, points, answers, score in rows}

    async def _shift(self, owner: dict[str, int], changes: dict[str, _Sums]) -> None:
        if not changes:
            return
        statement = insert_into(self._connection, standings)
        added = statement.excluded
        statement = statement.on_conflict_do_update(
            index_elements=["group_id", "period", "member_id"],
            set_={
                name: standings.c[name] + added[name] for name in ("points", "answers", "score_sum")
            },
        )
        rows = [
            {**owner, "period": key, "points": points, "answers": answers, "score_sum": scores}
            for key, (points, answers, scores) in changes.items()
        ]
        await self._connection.execute(statement, rows)
        await self._connection.execute(
            delete(standings).where(
                standings.c.group_id == owner["group_id"],
                standings.c.member_id == owner["member_id"],
                standings.c.period.in_(list(changes)),
                # What is left without any credit was never there.
                standings.c.points == 0,
                standings.c.answers == 0,
            )
        )

    async def put_streak(self, group_id: int, member_id: int, streak: Streak) -> None:
        """Keep the streak for the boards; without a practice day there is nothing to keep."""
        if not streak.days:
            mine = (streaks.c.group_id == group_id) & (streaks.c.member_id == member_id)
            await self._connection.execute(delete(streaks).where(mine))
            return
        kept = {
            "length": streak.length,
            "best": streak.best,
            "freezes": streak.freezes,
            "expires_on": streak.expires_on,
        }
        statement = insert_into(self._connection, streaks).values(
            group_id=group_id, member_id=member_id, **kept
        )
        await self._connection.execute(
            statement.on_conflict_do_update(index_elements=["group_id", "member_id"], set_=kept)
        )

    async def streaking(self, days: Sequence[tuple[int, date]]) -> list[tuple[int, int]]:
        """Of these groups the (group id, member id) whose streak was to outlast the date given."""
        found: set[tuple[int, int]] = set()
        for day in sorted({day for _, day in days}):
            groups = [group_id for group_id, marked in days if marked == day]
            query = select(streaks.c.group_id, streaks.c.member_id).where(
                streaks.c.group_id.in_(groups), streaks.c.expires_on > day
            )
            found |= {(row[0], row[1]) for row in await self._connection.execute(query)}
        return sorted(found)

    async def board(
        self,
        kind: BoardKind,
        window: Window,
        *,
        group_id: int,
        day: date,
        viewer_id: int | None,
        limit: int,
    ) -> Board:
        """The board as of the local date `day`, at most `limit` rows; see `bot.store.boards`."""
        return await board(
            self._connection,
            kind,
            window,
            group_id=group_id,
            day=day,
            viewer_id=viewer_id,
            limit=limit,
        )

    async def points(self, group_id: int, member_id: int, window: Window, day: date) -> int:
        """A member's own points in a window, hidden or not."""
        found: int | None = await self._connection.scalar(
            select(standings.c.points).where(
                standings.c.group_id == group_id,
                standings.c.period == period(window, day),
                standings.c.member_id == member_id,
            )
        )
        return found or 0

    async def heard(self, group_id: int, periods: Sequence[str]) -> int:
        """How many members have an entry in any of these periods."""
        found = await self._connection.scalar(
            select(func.count(standings.c.member_id.distinct())).where(
                standings.c.group_id == group_id, standings.c.period.in_(periods)
            )
        )
        return int(found or 0)

    async def silent(
        self, group_id: int, before: Sequence[str], since: Sequence[str], limit: int
    ) -> list[int]:
        """Members with an entry in the periods before and none in those since, by their ids."""
        here = standings.c.group_id == group_id
        lately = select(standings.c.member_id).where(here, standings.c.period.in_(since))
        query = (
            select(standings.c.member_id)
            .distinct()
            .where(here, standings.c.period.in_(before), standings.c.member_id.not_in(lately))
            .order_by(standings.c.member_id)
            .limit(limit)
        )
        return list(await self._connection.scalars(query))

    async def clear(self) -> None:
        """Forget all credits, aggregates and streaks, to be rebuilt."""
        for table in (credits_earned, standings, streaks):
            await self._connection.execute(delete(table))

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """All credits, aggregates and streaks by table name, ordered, to be compared."""
        tables = (credits_earned, standings, streaks)
        return {table.name: await self._rows(table) for table in tables}

    async def _rows(self, table: Table) -> list[tuple[object, ...]]:
        query = select(table).order_by(*table.primary_key.columns)
        return [tuple(row) for row in await self._connection.execute(query)]


def _by_date(earned: Sequence[Credit]) -> dict[date, _Sums]:
    found: dict[date, _Sums] = {}
    for credit in earned:
        known = found.get(credit.practice_date, (0, 0, 0))
        found[credit.practice_date] = _plus(known, (credit.points, credit.answers, credit.score))
    return found


def _differences(before: dict[date, _Sums], after: dict[date, _Sums]) -> dict[str, _Sums]:
    """How the sums of every period change, periods that stay as they are left out."""
    changes: dict[str, _Sums] = defaultdict(lambda: (0, 0, 0))
    for day in before.keys() | after.keys():
        points, answers, scores = before.get(day, (0, 0, 0))
        change = _plus(after.get(day, (0, 0, 0)), (-points, -answers, -scores))
        for key in _periods(day):
            changes[key] = _plus(changes[key], change)
    return {key: change for key, change in changes.items() if any(change)}


def _periods(day: date) -> Iterator[str]:
    return (period(window, day) for window in Window)


def _plus(one: _Sums, other: _Sums) -> _Sums:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
