"""Start-up: from the command to the prompt on the screen, and the memory it takes."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import imports, launcher, words, world
from benchmarks.sizes import Sizes
from benchmarks.table import Table, figure
from benchmarks.timing import Times

_SHOWN = "Next:"
"""Stands in the last line of the prompt as the terminal shows it."""

_CHAT = ("-c", "from adapters.cli.main import main; main()", "chat", "--as", "Ana")
"""What the installed command `rounds` does."""


@dataclass(frozen=True, slots=True)
class _Program:
    """Something to start: how it is known, its arguments, what it shows and what is typed then."""

    name: str
    arguments: tuple[str, ...]
    shown: str = ""
    typed: str = ""
    database: str = "rounds.db"
    """The database's file name; `{}` in it becomes the number of the turn: a new one each time."""


@dataclass(slots=True)
class _Found:
    """What was measured of one program, start by start."""

    first: Times = field(default_factory=Times)
    ready: Times = field(default_factory=Times)
    peaks: list[float] = field(default_factory=list)


_PROGRAMS = (
    _Program("python -c pass", ("-c", "pass")),
    _Program("import asyncio, sqlite3", ("-c", "import asyncio, sqlite3")),
    _Program("import sqlalchemy.ext.asyncio", ("-c", "import sqlalchemy.ext.asyncio")),
    _Program("rounds chat, database in place", _CHAT, _SHOWN),
    _Program(
        "rounds chat, first start of a day",
        (*_CHAT, "--now", "2030-01-{}T09:00"),
        _SHOWN,
        database="days.db",
    ),
    _Program("rounds chat, no database yet", _CHAT, _SHOWN, database="{}.db"),
    _Program(
        "rounds chat, one answer graded",
        _CHAT,
        _SHOWN,
        typed=words.reply(250, Random(1)) + "\t",
    ),
)


async def run(sizes: Sizes) -> list[Table]:
    """A table of programs started, and one of what they import."""
    return await asyncio.to_thread(_run, sizes)


def _run(sizes: Sizes) -> list[Table]:
    with world.folder() as folder:
        found = {program: _Found() for program in _PROGRAMS}
        for turn in range(sizes.starts + 1):
            for program in _PROGRAMS:
                number = f"{turn + 1:02d}"
                env = _environment(folder, program.database.format(number))
                seen = _launch(program, number, env)
                # The first turn makes the database and warms the machine's file cache.
                if turn:
                    _keep(found[program], seen)
        spent = imports.imported(_CHAT, _environment(folder, "rounds.db"))
        return [_table(found, sizes), imports.table(spent)]


def _environment(folder: Path, database: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("ROUNDS_")},
        "ROUNDS_DATABASE_URL": f"sqlite:///{folder / database}",
        "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }


def _launch(program: _Program, number: str, env: Mapping[str, str]) -> dict[str, float]:
    command = [sys.executable, *(argument.format(number) for argument in program.arguments)]
    done = subprocess.run(
        [sys.executable, "-I", "-S", launcher.__file__, program.shown, program.typed, *command],
        capture_output=True,
        text=True,
        check=True,
        env=dict(env),
    )
    seen: dict[str, float] = json.loads(done.stdout)
    assert seen["status"] == 0, done.stderr
    assert seen["shown_ms"] or not program.shown, f"{program.name} never shows {program.shown}"
    return seen


def _keep(found: _Found, seen: Mapping[str, float]) -> None:
    found.first.values.append(seen["first_ms"] or seen["ended_ms"])
    found.ready.values.append(seen["shown_ms"] or seen["ended_ms"])
    found.peaks.append(seen["peak_mib"])


def _table(found: Mapping[_Program, _Found], sizes: Sizes) -> Table:
    table = Table(
        "start: rounds chat in a pipe",
        ("program", "first line ms", "ready p50 ms", "fastest", "worst", "peak MiB"),
    )
    for program, one in found.items():
        table.add(
            program.name,
            figure(one.first.median),
            figure(one.ready.median),
            figure(min(one.ready.values)),
            figure(one.ready.worst),
            figure(median(one.peaks)),
        )
    table.notes += [
        f"{sizes.starts} starts each, programs in turn; ready: the whole prompt is shown, or",
        "the program has ended where it shows none; peak: the largest resident memory to its end",
    ]
    return table
