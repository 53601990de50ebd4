"""A year's worth of practice in a database: attempts, grades, and the standings they make.

Put there by SQL, because a million replies through the core would take hours. What the boards read
is worked out by the same functions of the domain that the core uses, and `checked` has the core
recompute a part of it to see that nothing differs.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import plain, world
from benchmarks.sizes import Sizes
from bot.content.library import FileBank, default_folder
from bot.domain.board import Window, period
from bot.domain.calendar import Calendar, WeekdayRule
from bot.domain.points import ScoredAttempt, credits_of
from bot.domain.prompt import PromptHead
from bot.domain.schedule import EVERY_DAY
from bot.domain.streak import practice_days, streak

DAYS = 120
"""Dates with a posting, the last of them today."""

_REVISED = 0.2
_CALENDAR = Calendar((WeekdayRule(date(2026, 1, 1), EVERY_DAY),))
_TEXT = "A stored reply stands here, shorter than most so that filling takes a minute. " * 3
_BATCH = 20_000

_INTO = {
    "attempts": "INSERT INTO attempts (id, workspace_id, group_id, member_id, posting_id,"
    " prompt_id, text, sent_at, zone, practice_date, hints, counts, state)"
    " VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'UTC', ?, ?, 1, 'active')",
    "grades": "INSERT INTO grades (attempt_id, is_current, score, low, high, level, criteria,"
    " flags, grader, grader_version, rubric_version, provisional, graded_at)"
    " VALUES (?, 1, ?, ?, ?, ?, '[]', '[]', 'bench', '1', '1', 0, ?)",
    "credits": "INSERT INTO credits (group_id, member_id, prompt_id, practice_date, points,"
    " answers, score) VALUES (?, ?, ?, ?, ?, ?, ?)",
    "standings": "INSERT INTO standings (group_id, member_id, period, points, answers, score_sum)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "streaks": "INSERT INTO streaks (group_id, member_id, length, best, freezes, expires_on)"
    " VALUES (?, ?, ?, ?, ?, ?)",
    "postings": "INSERT INTO postings (id, workspace_id, group_id, local_date, prompt_id, due_at,"
    " posted_at, deadline_at, late, state) VALUES (?, 1, ?, ?, ?, ?, ?, ?, 0, 'closed')",
}


@dataclass(slots=True)
class _Rows:
    """What is to be inserted next, by table."""

    connection: sqlite3.Connection
    waiting: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, *values: object) -> None:
        rows = self.waiting[table]
        rows.append(values)
        if len(rows) >= _BATCH:
            self._insert(table)

    def finish(self) -> None:
        for table in list(self.waiting):
            self._insert(table)

    def _insert(self, table: str) -> None:
        self.connection.executemany(_INTO[table], self.waiting.pop(table))


@dataclass(frozen=True, slots=True)
class _Given:
    """One attempt, before it is a row."""

    prompt: int
    day: int
    sent_at: datetime
    score: int
    hints: int


def fill(path: Path, sizes: Sizes) -> int:
    """Fill a new database; returns how many groups there are.

    Group 1 holds `crowd` members and half of all attempts, the others share the rest. Everybody
    has made equally many.
    """
    others = max(2, sizes.crowd // 100)
    group_of = [1] * sizes.crowd + [2 + n % others for n in range(sizes.crowd)]
    heads = FileBank(default_folder()).heads()
    connection = plain.filler(path)
    with plain.transaction(connection), plain.without_indexes(connection):
        tomorrow = [world.NOW + timedelta(days=1)] * (others + 1)
        world.add_groups(connection, tomorrow)
        world.add_members(connection, group_of)
        rows = _Rows(connection)
        for group_id in range(1, others + 2):
            _add_postings(rows, group_id, heads)
        number = 0
        for member_id, group_id in enumerate(group_of, start=1):
            given = _attempts(Random(member_id), group_id, sizes.attempts // len(group_of), heads)
            _add_member(rows, number, group_id, member_id, given, heads)
            number += len(given)
        rows.finish()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return others + 1


def _date(day: int) -> date:
    return world.TODAY - timedelta(days=DAYS - 1 - day)


def _prompt_of(group_id: int, day: int, heads: Sequence[PromptHead]) -> int:
    return (group_id * 7 + day) % len(heads)


def _posting_id(group_id: int, day: int) -> int:
    return (group_id - 1) * DAYS + day + 1


def _add_postings(rows: _Rows, group_id: int, heads: Sequence[PromptHead]) -> None:
    for day in range(DAYS):
        due = datetime.combine(_date(day), time(6), UTC)
        times = (world.sql_time(due), world.sql_time(due), world.sql_time(due + timedelta(days=1)))
        prompt = heads[_prompt_of(group_id, day, heads)].id
        rows.add(
            "postings", _posting_id(group_id, day), group_id, _date(day).isoformat(), prompt, *times
        )


def _attempts(
    chance: Random, group_id: int, many: int, heads: Sequence[PromptHead]
) -> list[_Given]:
    """A member's attempts in the order they were sent: the day's prompt, now and then twice."""
    revised = int(many * _REVISED)
    days = sorted(chance.sample(range(DAYS), min(many - revised, DAYS)))
    revised = many - len(days)
    again = set(chance.sample(days, min(revised, len(days))))
    able = chance.gauss(55, 12)
    found = []
    for day in days:
        for turn in range(2 if day in again else 1):
            sent_at = datetime.combine(_date(day), time(7 + turn, chance.randrange(60)), UTC)
            score = round(min(max(chance.gauss(able + 8 * turn + day / 10, 12), 5), 100))
            hints = chance.choices((0, 1, 2), (8, 1, 1))[0]
            found.append(_Given(_prompt_of(group_id, day, heads), day, sent_at, score, hints))
    return found


def _add_member(
    rows: _Rows,
    before: int,
    group_id: int,
    member_id: int,
    given: Sequence[_Given],
    heads: Sequence[PromptHead],
) -> None:
    by_prompt: dict[int, list[ScoredAttempt]] = defaultdict(list)
    for number, one in enumerate(given, start=before + 1):
        sent, day, head = world.sql_time(one.sent_at), _date(one.day), heads[one.prompt]
        posting, shown = _posting_id(group_id, one.day), day.isoformat()
        rows.add(
            "attempts", number, group_id, member_id, posting, head.id, _TEXT, sent, shown, one.hints
        )
        level = min(1 + one.score // 25, 4)
        rows.add("grades", number, one.score, one.score, one.score, level, sent)
        by_prompt[one.prompt].append(ScoredAttempt(day, one.score, one.hints))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for prompt, scored in by_prompt.items():
        head = heads[prompt]
        for credit in credits_of(scored, weight=head.weight):
            parts = credit.points, credit.answers, credit.score
            rows.add(
                "credits", group_id, member_id, head.id, credit.practice_date.isoformat(), *parts
            )
            for key in _periods(credit.practice_date):
                sums[key] = [so_far + part for so_far, part in zip(sums[key], parts, strict=True)]
    for key, added in sums.items():
        rows.add("standings", group_id, member_id, key, *added)
    days = practice_days((_date(one.day), one.sent_at, "UTC") for one in given)
    now = streak(days, _CALENDAR, max(days))
    rows.add(
        "streaks",
        group_id,
        member_id,
        now.length,
        now.best,
        now.freezes,
        now.expires_on.isoformat(),
    )


@cache
def _periods(day: date) -> tuple[str, ...]:
    return tuple(period(window, day) for window in Window)


_KEYS = {
    # Tables to copy, and what of each goes with some members.
    "workspaces": "1",
    "groups": "1",
    "places": "1",
    "weekday_rules": "1",
    "postings": "1",
    "members": "id IN ({})",
    "memberships": "member_id IN ({})",
    "attempts": "member_id IN ({})",
    "grades": "attempt_id IN (SELECT id FROM filled.attempts WHERE member_id IN ({}))",
    "credits": "member_id IN ({})",
    "standings": "member_id IN ({})",
    "streaks": "member_id IN ({})",
}


async def checked(filled: Path, folder: Path, member_ids: Sequence[int]) -> int:
    """Copy these members into a database of their own and recompute it; returns rows compared.

    AssertionError when `rounds db recompute` would have changed anything.
    """
    path = folder / "sample.db"
    await world.a_database(path)
    connection = plain.filler(path)
    connection.execute("ATTACH ? AS filled", (str(filled),))
    listed = ", ".join(map(str, member_ids))
    with plain.transaction(connection):
        for table, condition in _KEYS.items():
            where = condition.format(listed)
            connection.execute(
                f"INSERT OR REPLACE INTO {table} SELECT * FROM filled.{table} WHERE {where}"
            )
    connection.close()
    core = await world.a_core(path)
    try:
        result = await core.recompute()
    finally:
        await core.close()
    assert result.rows
    assert not result.differing, f"{result.differing} of {result.rows} rows differ"
    return result.rows
