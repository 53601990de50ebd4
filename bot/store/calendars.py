"""Calendars of groups in the database: weekday rules, skip dates, outages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar import Calendar, DayMark, WeekdayRule
from bot.store.tables import day_marks, weekday_rules
from bot.store.upsert import insert_into


class SqlCalendars:
    """The part of `bot.ports.people.Groups` about calendars."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def skips(self, group_ids: Sequence[int]) -> dict[int, set[date]]:
        """The skip dates of many groups (not their outages), in one query."""
        query = select(day_marks.c.group_id, day_marks.c.day).where(
            day_marks.c.group_id.in_(group_ids), day_marks.c.mark == DayMark.SKIP.value
        )
        found: dict[int, set[date]] = defaultdict(set)
        for group_id, day in await self._connection.execute(query):
            found[group_id].add(day)
        return dict(found)

    async def calendar(self, group_id: int) -> Calendar:
        """The group's weekday rules, skip dates and outages; no member's absences."""
        rules = await self._connection.execute(
            select(weekday_rules.c.first_date, weekday_rules.c.weekdays)
            .where(weekday_rules.c.group_id == group_id)
            .order_by(weekday_rules.c.first_date)
        )
        marks = await self._connection.execute(
            select(day_marks.c.day, day_marks.c.mark).where(day_marks.c.group_id == group_id)
        )
        days: dict[str, set[date]] = defaultdict(set)
        for day, mark in marks:
            days[mark].add(day)
        return Calendar(
            rules=tuple(WeekdayRule(first, weekdays) for first, weekdays in rules),
            skipped=frozenset(days[DayMark.SKIP]),
            outages=frozenset(days[DayMark.OUTAGE]),
        )

    async def add_rule(self, group_id: int, first: date, weekdays: frozenset[int]) -> None:
        """From `first` on these weekdays hold; replaces a rule of the same date and later ones."""
        await self._connection.execute(
            delete(weekday_rules).where(
                weekday_rules.c.group_id == group_id, weekday_rules.c.first_date >= first
            )
        )
        await self._connection.execute(
            insert(weekday_rules).values(group_id=group_id, first_date=first, weekdays=weekdays)
        )

    async def mark_day(self, group_id: int, day: date, mark: DayMark | None) -> None:
        """Mark a date as left out or as an outage; None takes the mark away."""
        if mark is None:
            await self._connection.execute(
                delete(day_marks).where(day_marks.c.group_id == group_id, day_marks.c.day == day)
            )
            return
        statement = insert_into(self._connection, day_marks).values(
            group_id=group_id, day=day, mark=mark.value
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["group_id", "day"], set_={"mark": mark.value}
            )
        )
