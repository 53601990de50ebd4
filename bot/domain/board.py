"""Boards: the windows they look through, what they rank, and the rows they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Window(StrEnum):
    """The dates a board adds up; a season is a quarter of the calendar year."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    ALL = "all"


class BoardKind(StrEnum):
    """What a board ranks."""

    POINTS = "points"
    STREAK = "streak"
    IMPROVEMENT = "improvement"
    """First answers of the window against the member's own mean before it."""
    GROUPS = "groups"
    """The groups of one workspace, by points per practising member."""


class BoardName(StrEnum):
    """How a member appears on boards."""

    SHOWN = "shown"
    ALIAS = "alias"
    HIDDEN = "hidden"


def period(window: Window, day: date) -> str:
    """The key of the window that holds `day`: 2026-11-21, 2026-W47, 2026-11, 2026-Q4, all."""
    if window is Window.TODAY:
        return day.isoformat()
    if window is Window.WEEK:
        iso = day.isocalendar()
        return f"{iso.year}-W{iso.week:02d}"
    if window is Window.MONTH:
        return f"{day.year}-{day.month:02d}"
    if window is Window.SEASON:
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return "all"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line of a board; equal values share a rank and the next rank is passed over.

    `value` is points, days or score points, by the board's kind. `is_viewer` marks the line of the
    member who asked; a hidden member sees their own line with rank None and holds no place.
    """

    rank: int | None
    name: str
    value: int
    answers: int
    is_viewer: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """A board as it stands: the leading rows, and the viewer's own when it is not among them."""

    kind: BoardKind
    window: Window
    period: str
    rows: tuple[BoardRow, ...]
    viewer: BoardRow | None
