"""The benchmarks run and say what they should; how long things took is nobody's promise here."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks import __main__ as command
from benchmarks import attempts, board, discord, fleet, grading, practice, progress, start, tick
from benchmarks.sizes import SMALL
from benchmarks.table import Table, figure
from benchmarks.timing import Times
from bot.domain.board import BoardKind, Window
from tests.rules.source import ROOT

NUMBER = re.compile(r"-|[\d,]+(?:\.\d+)?x?")


def _read(table: Table) -> dict[str, tuple[str, ...]]:
    """The rows by their first cell, after seeing that the others hold figures."""
    assert table.title in table.drawn()
    for row in table.rows:
        assert len(row) == len(table.columns)
        assert all(NUMBER.fullmatch(cell) for cell in row[1:]), row
    return {row[0]: row[1:] for row in table.rows}


async def test_attempts_are_stored_in_every_way_one_at_a_time_and_many_at_once() -> None:
    alone, together = await attempts.run(SMALL)
    assert list(_read(alone)) == list(_read(together))
    assert "plain sqlite3" in _read(alone)
    assert f"{SMALL.tasks} at once" in together.title


async def test_every_board_is_asked_for_and_the_standings_are_true() -> None:
    boards, waiting, naive = await board.run(SMALL)
    asked = _read(boards)
    assert {f"{kind}, {window}" for kind in BoardKind for window in Window} <= set(asked)
    assert any("none differs" in note for note in boards.notes)
    assert list(_read(waiting)) == list(_read(naive)) == [window.value for window in Window]


async def test_a_picture_is_drawn_part_by_part_and_a_host_sees_the_group() -> None:
    parts, waiting, insight = await progress.run(replace(SMALL, board_calls=3))
    assert {"query and counting", "PNG", "all of it"} <= set(_read(parts))
    assert list(_read(waiting)) == ["/progress"]
    assert list(_read(insight)) == ["first in a process", "later ones"]


async def test_a_tick_does_the_same_as_plain_sqlite() -> None:
    idle, busy = await tick.run(SMALL)
    assert list(_read(idle)) == ["plain sqlite3", "core.tick"]
    assert len(_read(busy)) == 4


async def test_the_terminal_starts_and_grades_in_every_start() -> None:
    programs, imports = await start.run(SMALL)
    assert sum("rounds chat" in name for name in _read(programs)) == 4
    assert {"sqlalchemy", "bot (ours)"} <= set(_read(imports))


async def test_replies_of_every_length_are_graded() -> None:
    lengths, first = await grading.run(SMALL)
    assert len(_read(lengths)) == 3
    assert len(_read(first)) == 2


async def test_practice_is_chosen_and_a_deck_made_anew() -> None:
    choosing, deck = await practice.run(SMALL)
    assert "1,000 recalls" in choosing.title
    assert len(_read(choosing)) == 4
    assert list(_read(deck)) == ["replay"]


async def test_everybody_on_discord_is_acknowledged_and_graded() -> None:
    acknowledged, memory = await discord.run(SMALL)
    assert set(_read(memory)) == {"1", str(SMALL.servers)}
    assert sum("wave" in name for name in _read(acknowledged)) == SMALL.waves
    assert any("each with its feedback" in note for note in acknowledged.notes)
    assert any("status 0" in note for note in acknowledged.notes)


async def test_a_fleet_does_all_of_its_work_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails by itself when a reply is stored or graded twice, or a prompt is not sent once."""
    monkeypatch.setattr(fleet, "WAYS", (("SQLite", 1), ("PostgreSQL", 1), ("PostgreSQL", 2)))
    rates, costs = await fleet.run(SMALL)
    assert list(_read(rates)) == ["SQLite, 1", "PostgreSQL, 1", "PostgreSQL, 2"]
    assert [row[0] for row in costs.rows] == list(_read(rates))


def test_an_unknown_benchmark_is_refused_with_those_there_are() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "speed"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert all(name in done.stderr for name in command.NAMES)


def test_percentiles_are_times_that_were_measured() -> None:
    times = Times(float(n) for n in range(1, 101))
    assert (times.median, times.p99, times.worst, times.total) == (50, 99, 100, 5050)
    assert Times([7.0]).p99 == 7


@pytest.mark.parametrize(
    ("value", "shown"), [(12345.6, "12,346"), (45.67, "45.7"), (1.234, "1.23"), (0.0123, "0.012")]
)
def test_figures_keep_three_digits_at_most(value: float, shown: str) -> None:
    assert figure(value) == shown
