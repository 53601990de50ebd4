"""The core on a database of its own, with groups and members put there by SQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.core import Core
from bot.domain.group import Place
from bot.domain.member import Account
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


async def a_core(path: Path) -> Core:
    """The core as it runs, on a database file that is made when it is missing."""
    return await open_core(
        Settings(database_url=f"sqlite:///{path}"), clock=RehearsalClock(NOW), chance=Random(1)
    )


async def an_empty_database(path: Path) -> None:
    """A database file with our tables and nothing in them."""
    core = await a_core(path)
    await core.close()


def place(group_id: int) -> Place:
    """Where the group of that id has its channel."""
    return Place(PLATFORM, "workspace", f"channel-{group_id}")


def account(member_id: int) -> Account:
    """The account of the member of that id."""
    return Account(f"{PLATFORM}:{member_id}", f"Member {member_id}")


def add_groups(
    connection: sqlite3.Connection, count: int, *, delivery: str, due: list[datetime]
) -> None:
    """Groups 1 to `count` of one workspace, each with a place; `due` gives their next instants."""
    connection.execute(
        "INSERT INTO workspaces (id, platform, external_id, created_at) VALUES (1, ?, ?, ?)",
        (PLATFORM, "workspace", SQL_NOW),
    )
    connection.executemany(
        "INSERT INTO groups (id, workspace_id, name, zone, local_time, weekdays, delivery, topics,"
        " levels, catch_up_minutes, feedback, embargo, paused, next_date, next_due_at, created_at)"
        " VALUES (?, 1, ?, 'UTC', ?, '0123456', ?, '[]', '[]', 120, 'private', 0, 0, ?, ?, ?)",
        [
            (
                number,
                f"Group {number}",
                f"{at:%H:%M:%S.%f}",
                delivery,
                at.date().isoformat(),
                sql_time(at),
                SQL_NOW,
            )
            for number, at in zip(range(1, count + 1), due, strict=True)
        ],
    )
    connection.executemany(
        "INSERT INTO places (workspace_id, group_id, channel) VALUES (1, ?, ?)",
        [(number, f"channel-{number}") for number in range(1, count + 1)],
    )
    connection.executemany(
        "INSERT INTO weekday_rules (group_id, first_date, weekdays) VALUES (?, ?, '0123456')",
        [(number, date(2026, 1, 1).isoformat()) for number in range(1, count + 1)],
    )


def add_members(connection: sqlite3.Connection, group_of: list[int]) -> None:
    """Members 1, 2, 3 ... with an account each, in the groups listed."""
    ids = range(1, len(group_of) + 1)
    connection.executemany(
        "INSERT INTO members (id, name, board_name, alias, created_at)"
        " VALUES (?, ?, ?, 'A quiet heron', ?)",
        # One in fifty is hidden from the boards and one in twenty under an alias.
        [
            (
                n,
                f"Member {n}",
                "hidden" if n % 50 == 7 else "alias" if n % 20 == 3 else "shown",
                SQL_NOW,
            )
            for n in ids
        ],
    )
    connection.executemany(
        "INSERT INTO accounts (member_id, key, name, created_at) VALUES (?, ?, ?, ?)",
        [(n, account(n).key, account(n).name, SQL_NOW) for n in ids],
    )
    connection.executemany(
        "INSERT INTO memberships (group_id, member_id, role, joined_at) VALUES (?, ?, 'member', ?)",
        [(group, n, SQL_NOW) for n, group in zip(ids, group_of, strict=True)],
    )


def sql_time(at: datetime) -> str:
    """An instant as the store keeps it in SQLite."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
