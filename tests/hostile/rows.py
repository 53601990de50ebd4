"""Rows: what a database holds after it, and which of that has no business there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from re import Pattern

IDS: Mapping[str, str] = {
    "account": "SELECT key FROM accounts UNION SELECT account FROM inbox"
    " UNION SELECT recipient FROM outbox",
    "channel": "SELECT channel FROM places UNION SELECT channel FROM cursors"
    " UNION SELECT channel FROM outbox",
    "workspace": "SELECT external_id FROM workspaces",
}
"""Where the platform's ids are."""


def counted(database: Path) -> int:
    """All rows of all tables."""
    with closing(_opened(database)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        counts = [connection.execute(f'SELECT count(*) FROM "{name}"') for name in names]
        return sum(one.fetchone()[0] for one in counts)


def unhandled(database: Path) -> int:
    """Events that were kept and wait to be handled."""
    with closing(_opened(database)) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM inbox WHERE handled_at IS NULL"
        ).fetchone()
    return int(count)


def misplaced(database: Path, ids: Mapping[str, Pattern[str]]) -> list[str]:
    """Ids that are none of the platform's, and what was said that is no text."""
    with closing(_opened(database)) as connection:
        found = [
            f"{what} {value!r}"
            for what, query in IDS.items()
            for (value,) in connection.execute(query)
            if value and not ids[what].fullmatch(value)
        ]
        for (event,) in connection.execute("SELECT event FROM inbox WHERE event IS NOT NULL"):
            found += _odd(json.loads(event))
        states = connection.execute("PRAGMA quick_check").fetchone()[0]
    return found + ([] if states == "ok" else [f"quick_check: {states}"])


def _odd(event: dict[str, object]) -> list[str]:
    said = event.get("said")
    assert isinstance(said, dict)
    values = {**said, **said.get("values", {})}
    return [
        f"an event's {name} is {type(value).__name__}"
        for name, value in values.items()
        if name not in {"values", "addressed"} and not isinstance(value, str)
    ]


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)
