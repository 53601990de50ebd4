"""`python -m tests.torture [--kills N]`: besiege Rounds on every database, and print the toll."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.table import Table
from tests.support import postgres
from tests.torture.siege import Plan, siege
from tests.torture.storm import Passed, gateway_storm, socket_storm
from tests.torture.toll import Toll

KILLS = 500
GATEWAY_BREAKS = 200
SOCKET_BREAKS = 50


def main() -> int:
    """One siege on each database; 1 when anything was lost, doubled or stuck."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"in all (default {KILLS})")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Rounds under fault on {machine()}\n", flush=True)
    table = Table("torture: SIGKILL, 10 % 5xx, 5 % 429, 2 % lost lines", Toll.COLUMNS)
    bad = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres.server() as server,
        postgres.database(server, "rounds_torture") as url,
    ):
        for plan in _plans(Path(folder), url, given.kills, given.seed):
            home = Path(folder) / plan.name
            home.mkdir()
            toll = asyncio.run(siege(plan, home))
            table.add(*toll.cells())
            bad += toll.bad
    print(f"{table.drawn()}\n", flush=True)
    storms = Table("storms: connections that break while a crowd writes", Passed.COLUMNS)
    for storm, breaks in ((gateway_storm, GATEWAY_BREAKS), (socket_storm, SOCKET_BREAKS)):
        with tempfile.TemporaryDirectory() as folder:
            passed = asyncio.run(storm(Path(folder), breaks))
        storms.add(*passed.cells())
        bad += passed.bad
    print(storms.drawn())
    return 1 if bad else 0


def _plans(folder: Path, server: str, kills: int, seed: int) -> list[Plan]:
    """A quarter of the kills for each SQLite, half for PostgreSQL."""
    parts = (
        ("sqlite-1", f"sqlite:///{folder / 'one.db'}", 1, kills // 4),
        ("sqlite-3", f"sqlite:///{folder / 'three.db'}", 3, kills // 4),
        ("postgresql-4", server, 4, kills - 2 * (kills // 4)),
    )
    return [
        Plan(name, url, processes, share, groups=max(4, share), replies=3, seed=seed)
        for name, url, processes, share in parts
    ]


if __name__ == "__main__":
    raise SystemExit(main())
