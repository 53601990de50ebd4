"""The short form of `make torture`: a few kills on each database, and nothing bad."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.rules.source import ROOT
from tests.support import postgres
from tests.torture.disk import Cut, Disk
from tests.torture.halfway import halfway, on_sqlite
from tests.torture.outage import OUTAGES
from tests.torture.plan import Plan, Road
from tests.torture.power import power_siege
from tests.torture.siege import siege
from tests.torture.storm import gateway_storm, socket_storm

pytestmark = [pytest.mark.timeout(240), pytest.mark.waits]


async def test_one_process_on_sqlite_loses_and_doubles_nothing(tmp_path: Path) -> None:
    plan = Plan("sqlite-1", f"sqlite:///{tmp_path / 'rounds.db'}", 1, kills=4, groups=5, replies=3)
    toll = await siege(plan, tmp_path)
    assert (toll.kills, toll.due, toll.acknowledged) == (4, 5, 15)
    assert toll.bad == 0, toll


def test_two_processes_on_postgresql_lose_and_double_nothing(tmp_path: Path) -> None:
    with postgres.server() as server, postgres.database(server, "rounds_siege") as url:
        plan = Plan("postgresql-2", url, 2, kills=4, groups=6, replies=3)
        toll = asyncio.run(siege(plan, tmp_path))
    assert (toll.kills, toll.due, toll.acknowledged) == (4, 6, 18)
    assert toll.bad == 0, toll


async def test_a_few_breaks_of_each_connection_lose_and_double_nothing(tmp_path: Path) -> None:
    for storm in (gateway_storm, socket_storm):
        folder = tmp_path / storm.__name__
        folder.mkdir()
        passed = await storm(folder, 8)
        assert (passed.breaks, passed.written) == (8, 8)
        assert passed.bad == 0, passed


async def test_a_few_power_cuts_lose_and_double_nothing(tmp_path: Path) -> None:
    plan = Plan("sqlite-1", f"sqlite:///{tmp_path / 'rounds.db'}", 1, kills=5, groups=5, replies=3)
    left = await power_siege(plan, tmp_path)
    assert (sum(left.cuts.values()), left.toll.due, left.toll.acknowledged) == (5, 5, 15)
    assert left.bad == 0, left


@pytest.mark.parametrize("name", ["sqlite locked", "postgresql shut down"])
def test_a_few_seconds_without_a_database_are_told_kindly(tmp_path: Path, name: str) -> None:
    found = OUTAGES[name](name, tmp_path, 6.0, 3)
    assert (found.toll.due, found.toll.acknowledged) == (3, 9)
    assert found.bad == 0, found


def test_a_few_upgrades_killed_halfway_are_old_or_new(tmp_path: Path) -> None:
    found = halfway("sqlite", lambda: on_sqlite(tmp_path, 100), kills=5, seed=1)
    assert found.kills >= 5
    assert found.old + found.new == 5
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


async def test_slack_by_sockets_on_sqlite_loses_and_doubles_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rounds.db'}"
    plan = Plan("sockets", url, 2, kills=3, groups=4, replies=3, road=Road.SOCKETS)
    toll = await siege(plan, tmp_path)
    assert (toll.kills, toll.due, toll.acknowledged) == (3, 4, 12)
    assert toll.bad == 0, toll


def test_slack_behind_a_balancer_on_postgresql_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with postgres.server() as server, postgres.database(server, "rounds_balanced") as url:
        plan = Plan("balanced", url, 3, kills=2, groups=3, replies=3, road=Road.HTTP)
        toll = asyncio.run(siege(plan, tmp_path))
    assert (toll.kills, toll.due, toll.acknowledged) == (2, 3, 9)
    assert toll.bad == 0, toll
