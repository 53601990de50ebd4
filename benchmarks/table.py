"""What a benchmark found: one table, as it is printed and as a test can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.timing import Times


@dataclass(slots=True)
class Table:
    """Rows of text under a title; the first column names, the others hold figures."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """Add a row, which has a cell for every column."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{cells} for {self.columns}")
        self.rows.append(cells)

    def drawn(self) -> str:
        """The table as plain text, figures to the right."""
        lines = [self.columns, *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        rule = tuple("-" * width for width in widths)
        body = [_line(line, widths) for line in (self.columns, rule, *self.rows)]
        return "\n".join([self.title, *body, *(f"  {note}" for note in self.notes)])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "  ".join([first, *others]).rstrip()


SPREAD = ("best ms", "p50 ms", "p99 ms", "worst ms")


def spread(times: Times) -> tuple[str, str, str, str]:
    """The cells under SPREAD."""
    return figure(times.best), figure(times.median), figure(times.p99), figure(times.worst)


def figure(value: float) -> str:
    """A number with three digits that mean something."""
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def times_as_long(ours: float, theirs: float) -> str:
    """How many times as long (or as much) ours takes."""
    return f"{ours / theirs:.1f}x" if theirs else "-"
