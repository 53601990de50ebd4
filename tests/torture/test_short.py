"""The short form of `make torture`: a few kills on each database, and nothing bad."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.support import postgres
from tests.torture.siege import Plan, siege
from tests.torture.storm import gateway_storm, socket_storm

pytestmark = pytest.mark.timeout(240)


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
