"""A report: the figures and tables of one evaluation, as lines for people and fields for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from bot.evaluation.figure import Figure

WIDTH = 100
"""Letters of a line of running text."""

Row = tuple[str | int | float | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading; the first column names the row."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run found.

    `counted` says what was evaluated (`104 replies to 8 prompts`), `dropped` how many empty
    answers were left out, `notes` what a reader must know to take the figures for what they are.
    """

    task: str
    grader: str
    counted: str
    dropped: int
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def figure(self, key: str) -> Figure:
        """The figure of that key; KeyError when there is none."""
        for figure in self.figures:
            if figure.key == key:
                return figure
        raise KeyError(key)


def shown(value: float | str | None) -> str:
    """A number as people read it: two decimals, whole numbers as they are, a dash for none."""
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def lines(report: Report) -> list[str]:
    """The report as text lines."""
    head = f"{report.task}: {report.counted}, graded by {report.grader}"
    found = [head]
    if report.dropped:
        were = "answer was" if report.dropped == 1 else "answers were"
        found.append(f"{report.dropped} empty {were} left out.")
    if report.figures:
        found.extend(["", *_figure_lines(report.figures)])
    for table in report.tables:
        found.extend(["", *_table_lines(table)])
    found.extend([""] if report.notes else [])
    for note in report.notes:
        found.extend(wrap(note, WIDTH))
    return found


def _figure_lines(figures: tuple[Figure, ...]) -> list[str]:
    width = max((len(figure.title) for figure in figures), default=0)
    found = []
    for one in figures:
        bounds = "" if one.low is None else f"[{shown(one.low)}, {shown(one.high)}]"
        counted = f"n = {one.n} {one.of}"
        found.append(f"  {one.title:<{width}}  {shown(one.value):>5}  {bounds:<14}  {counted}")
    return found


def _table_lines(table: Table) -> list[str]:
    cells = [table.columns, *(tuple(map(shown, row)) for row in table.rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(table.columns))]
    found = [table.title]
    for row in cells:
        first = f"{row[0]:<{widths[0]}}"
        rest = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        found.append(f"  {'  '.join((first, *rest))}".rstrip())
    return found


def fields(report: Report) -> dict[str, Any]:
    """The report as JSON: numbers to six decimals, so that they are equal on every machine."""
    return {
        "task": report.task,
        "grader": report.grader,
        "counted": report.counted,
        "dropped_empty": report.dropped,
        "figures": {
            one.key: {
                "value": _rounded(one.value),
                "low": _rounded(one.low),
                "high": _rounded(one.high),
                "n": one.n,
                "of": one.of,
            }
            for one in report.figures
        },
        "tables": {
            table.key: [
                dict(zip(table.columns, map(_rounded, row), strict=True)) for row in table.rows
            ]
            for table in report.tables
        },
        "notes": list(report.notes),
    }


def _rounded(value: float | str | None) -> float | str | None:
    return round(value, 6) if isinstance(value, float) else value
