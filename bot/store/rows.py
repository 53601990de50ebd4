"""A row as JSON can carry it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row


def jsonable(row: Row[Any]) -> dict[str, Any]:
    """The row's columns by name: dates and instants in ISO 8601, sets as sorted lists."""
    return {name: _plain(value) for name, value in row._mapping.items()}  # noqa: SLF001


def _plain(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value
