"""What a tick does to the database, as plain sqlite3 statements."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from benchmarks import plain, world
from benchmarks.timing import Times

_DUE = "SELECT * FROM groups WHERE next_due_at <= ? ORDER BY next_due_at, id LIMIT ?"
_OVERDUE = (
    "SELECT id, group_id, local_date FROM postings WHERE state <> 'closed' AND deadline_at <= ?"
    " ORDER BY deadline_at, id LIMIT ?"
)
_USED = (
    "SELECT group_id, prompt_id FROM postings WHERE group_id IN ({}) ORDER BY group_id, local_date"
)
_SKIPS = "SELECT group_id, day FROM day_marks WHERE mark = 'skip' AND group_id IN ({})"
_PLACES = (
    "SELECT p.group_id, w.platform, w.external_id, p.channel FROM places p"
    " JOIN workspaces w ON w.id = p.workspace_id WHERE p.group_id IN ({}) ORDER BY p.id"
)
_OPEN = (
    "INSERT INTO postings (workspace_id, group_id, local_date, prompt_id, due_at, posted_at,"
    " deadline_at, late, state) VALUES (1, ?, ?, ?, ?, ?, ?, 0, 'claimed')"
    " ON CONFLICT DO NOTHING RETURNING id"
)
_NEXT = "UPDATE groups SET next_date = date(next_date, '+1 day'), next_due_at = ? WHERE id = ?"
_CLOSE = "UPDATE postings SET state = 'closed' WHERE id = ?"
_MESSAGE = (
    "INSERT INTO outbox (key, kind, platform, workspace, channel, subject, created_at, state,"
    " not_before, tries) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, 0) ON CONFLICT DO NOTHING"
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are."""

    postings: int
    closed: int
    waiting: int


def look(connection: sqlite3.Connection, now: str) -> tuple[bool, bool]:
    """Whether anything is to be closed, and opened."""
    with plain.transaction(connection, "BEGIN DEFERRED"):
        overdue = connection.execute(_OVERDUE, (now, 1)).fetchall()
    with plain.transaction(connection, "BEGIN DEFERRED"):
        due = connection.execute(_DUE, (now, 1)).fetchall()
    return bool(overdue), bool(due)


def close_all(connection: sqlite3.Connection, now: datetime, most: int, times: Times) -> None:
    """Close what is overdue, batch by batch."""
    at = world.sql_time(now)
    while look(connection, at)[0]:
        with times.once(), plain.transaction(connection):
            rows = connection.execute(_OVERDUE, (at, most)).fetchall()
            connection.executemany(_CLOSE, [(posting,) for posting, _, _ in rows])
            ids = [group for _, group, _ in rows]
            _listed(connection, "SELECT * FROM groups WHERE id IN ({})", ids)
            about = {group: (posting, day) for posting, group, day in rows}
            _announce(connection, "closing", about, at)


def open_all(connection: sqlite3.Connection, now: datetime, most: int, times: Times) -> None:
    """Open what is due, batch by batch."""
    at = world.sql_time(now)
    while look(connection, at)[1]:
        with times.once(), plain.transaction(connection):
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_DUE, (at, most)).fetchall()
            connection.row_factory = None
            ids = [row["id"] for row in rows]
            prompts = dict(_listed(connection, _USED, ids))
            _listed(connection, _SKIPS, ids)
            about = {}
            nexts = []
            for row in rows:
                group, day, due = row["id"], row["next_date"], row["next_due_at"]
                after = world.sql_time(datetime.fromisoformat(f"{due}+00:00") + _DAY)
                values = (group, day, prompts[group], due, at, after)
                about[group] = (connection.execute(_OPEN, values).fetchone()[0], day)
                nexts.append((after, group))
            connection.executemany(_NEXT, nexts)
            _announce(connection, "posting", about, at)


def counts(connection: sqlite3.Connection) -> Counts:
    """How much there is after all."""

    def count(table: str, condition: str) -> int:
        query = f"SELECT count(*) FROM {table} WHERE {condition}"
        return int(connection.execute(query).fetchone()[0])

    return Counts(
        postings=count("postings", "1"),
        closed=count("postings", "state = 'closed'"),
        waiting=count("outbox", "state = 'waiting'"),
    )


def _announce(
    connection: sqlite3.Connection, kind: str, about: dict[int, tuple[int, str]], at: str
) -> None:
    messages = []
    for group, platform, workspace, channel in _listed(connection, _PLACES, sorted(about)):
        posting, day = about[group]
        key, subject = f"{kind}/{group}/{day}/0", json.dumps({"posting": posting})
        messages.append((key, kind, platform, workspace, channel, subject, at, at))
    connection.executemany(_MESSAGE, messages)


def _listed(connection: sqlite3.Connection, query: str, ids: list[int]) -> list[Any]:
    marks = ", ".join("?" * len(ids))
    return connection.execute(query.format(marks), ids).fetchall()
