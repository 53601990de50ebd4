"""The short form of `make torture`: a few kills on each database, and nothing bad."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.rules.source import ROOT
from tests.support.environment import outside_settings
from tests.torture.disk import Cut, Disk
from tests.torture.halfway import EARLIER, halfway, on_sqlite
from tests.torture.short import SHORTS, Found
from tests.torture.storm import gateway_storm, socket_storm

pytestmark = [pytest.mark.timeout(240), pytest.mark.waits]

AT_ONCE = 6
"""Sieges mostly wait."""

Laid = Mapping[str, Future[Found]]


@pytest.fixture(scope="module")
def laid(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Laid]:
    """The sieges whose tests were asked for, each in a process of its own, begun with the first."""
    tests = {item.name for item in request.session.items}
    asked = [name for name in SHORTS if f"{test_a_short_siege.__name__}[{name}]" in tests]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(AT_ONCE, spawn, _forget_settings) as crew:
        yield {
            name: crew.submit(SHORTS[name].lay, tmp_path_factory.mktemp("siege")) for name in asked
        }


def _forget_settings() -> None:
    for name in outside_settings():
        del os.environ[name]


@pytest.mark.parametrize("name", SHORTS)
def test_a_short_siege(laid: Laid, name: str) -> None:
    """Nothing is lost and nothing doubled, and everybody had an answer."""
    short, found = SHORTS[name], laid[name].result()
    assert (found.toll.kills, found.toll.due) == (short.kills, short.due)
    assert found.toll.acknowledged == short.acknowledged
    assert found.bad == 0, found


async def test_a_few_breaks_of_each_connection_lose_and_double_nothing(tmp_path: Path) -> None:
    for storm in (gateway_storm, socket_storm):
        folder = tmp_path / storm.__name__
        folder.mkdir()
        passed = await storm(folder, 8)
        assert (passed.breaks, passed.written) == (8, 8)
        assert passed.bad == 0, passed


def test_a_few_upgrades_killed_halfway_are_old_or_new(tmp_path: Path) -> None:
    each = len(EARLIER)
    found = halfway("sqlite", lambda: on_sqlite(tmp_path, 100), kills=each, seed=1)
    assert found.kills >= each
    assert found.old + found.new == each
    assert found.bad == 0, found


@pytest.mark.parametrize(("synchronous", "kept"), [("FULL", 20), ("NORMAL", 0)])
def test_what_a_power_cut_leaves_is_what_was_synced(
    tmp_path: Path, synchronous: str, kept: int
) -> None:
    """So the model can fail: with less than FULL what was committed is lost."""
    path = tmp_path / "rounds.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE replies (number INTEGER)")
    disk = Disk(path, Random(1))
    disk.begin()
    writing = (
        "import os, sqlite3, sys\n"
        "from pathlib import Path\n"
        "from tests.torture.disk import trace_to\n"
        "trace_to(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "connection = sqlite3.connect(sys.argv[2], isolation_level=None)\n"
        "connection.execute(f'PRAGMA synchronous = {sys.argv[3]}')\n"
        "for number in range(20):\n"
        "    connection.execute('INSERT INTO replies VALUES (?)', (number,))\n"
        "os._exit(0)\n"
    )
    command = [sys.executable, "-c", writing, str(disk.trace), str(path), synchronous]
    subprocess.run(command, check=True, cwd=ROOT)
    disk.cut(Cut.NONE)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM replies").fetchone() == (kept,)
    assert (disk.unsynced > 0) is (kept == 0)
