"""The core on a database of its own, with as many groups and members as are wanted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.core import Core
from bot.domain.group import Founding, Place
from bot.domain.member import Account
from bot.ports.prompts import PromptBank
from bot.services.arrival import Standing, arrive
from bot.settings import Settings

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""A Friday; what is measured does not depend on the day it is measured on."""

TODAY = NOW.date()
PLATFORM = "bench"
SQL_NOW = "2026-11-20 12:00:00.000000"


@contextmanager
def folder() -> Iterator[Path]:
    """A folder for databases, gone after the block."""
    with TemporaryDirectory(prefix="rounds-bench-") as name:
        yield Path(name)


async def a_core(path: Path, bank: PromptBank | None = None) -> Core:
    """The core as it runs, on a database file that is made when it is missing."""
    return await open_core(
        Settings(database_url=f"sqlite:///{path}"),
        clock=RehearsalClock(NOW),
        chance=Random(1),
        bank=bank,
    )


async def a_database(path: Path) -> None:
    """A new database with group 1 and member 1 in it, as the core itself makes them."""
    core = await a_core(path)
    try:
        await core.found(place(1), Founding("Group 1", "UTC"))
        await arrive(core.deps, place(1), account(1), NOW, Standing())
    finally:
        await core.close()


def place(group_id: int) -> Place:
    """Where the group of that id has its channel."""
    return Place(PLATFORM, "workspace", f"channel-{group_id}")


def account(member_id: int) -> Account:
    """The account of the member of that id."""
    return Account(f"{PLATFORM}:{member_id}", f"Member {member_id}")


def add_groups(
    connection: sqlite3.Connection, due: Sequence[datetime], zones: Sequence[str] = ("UTC",)
) -> None:
    """Make it so many groups, all like the first, each with a place; `due` are their next instants.

    The group numbered `n` lives in the zone `n` modulo their count.
    """
    numbers = range(1, len(due) + 1)
    _multiply(
        connection,
        "groups",
        [_group(n, at, zones[n % len(zones)]) for n, at in zip(numbers, due, strict=True)],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO places (workspace_id, group_id, channel) VALUES (1, ?, ?)",
        [(n, place(n).channel) for n in numbers],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO weekday_rules (group_id, first_date, weekdays)"
        " VALUES (?, '2026-01-01', '0123456')",
        [(n,) for n in numbers],
    )


def _group(number: int, due: datetime, zone: str) -> dict[str, object]:
    wall = due.astimezone(ZoneInfo(zone))
    return {
        "id": number,
        "name": f"Group {number}",
        "zone": zone,
        "local_time": f"{wall:%H:%M:%S.%f}",
        "next_date": wall.date().isoformat(),
        "next_due_at": sql_time(due),
    }


def add_members(connection: sqlite3.Connection, group_of: Sequence[int]) -> None:
    """Make it so many members, with an account each, in the groups listed."""
    ids = range(1, len(group_of) + 1)
    _multiply(connection, "members", [_member(n) for n in ids])
    connection.executemany(
        "INSERT OR IGNORE INTO accounts (member_id, key, name, created_at) VALUES (?, ?, ?, ?)",
        [(n, account(n).key, account(n).name, SQL_NOW) for n in ids],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO memberships (group_id, member_id, role, joined_at)"
        " VALUES (?, ?, 'member', ?)",
        [(group, n, SQL_NOW) for n, group in zip(ids, group_of, strict=True)],
    )


def _member(number: int) -> dict[str, object]:
    # One in fifty is hidden from the boards and one in twenty under an alias.
    shown = "hidden" if number % 50 == 7 else "alias" if number % 20 == 3 else "shown"
    return {"id": number, "name": account(number).name, "board_name": shown}


def _multiply(
    connection: sqlite3.Connection, table: str, changes: Sequence[dict[str, object]]
) -> None:
    """Rows like the first of a table, but for what is given."""
    found = connection.execute(f"SELECT * FROM {table} WHERE id = 1")
    columns = [about[0] for about in found.description]
    first = dict(zip(columns, found.fetchone(), strict=True))
    marks = ", ".join(f":{column}" for column in columns)
    connection.executemany(
        f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})",
        [first | change for change in changes],
    )


def sql_time(at: datetime) -> str:
    """An instant as the store keeps it in SQLite."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def local_day(number: int, at: datetime, zones: Sequence[str]) -> date:
    """The date of an instant where the group of that number lives."""
    return at.astimezone(ZoneInfo(zones[number % len(zones)])).date()
