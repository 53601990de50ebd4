"""`python -m tests.torture [PART ...]`: besiege Rounds in every way, and print what it cost."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.table import Table
from tests.support import postgres
from tests.torture.halfway import Halves, halfway, on_postgresql, on_sqlite
from tests.torture.outage import OUTAGES, Endured
from tests.torture.plan import Plan, Road
from tests.torture.power import LIFE, Outages, power_siege
from tests.torture.siege import siege
from tests.torture.storm import Passed, gateway_storm, socket_storm
from tests.torture.toll import Toll

KILLS = 500
"""On each platform."""

SHARES: dict[str, tuple[tuple[Road, str, int, int], ...]] = {
    "discord": (
        (Road.DISCORD, "sqlite", 1, 1),
        (Road.DISCORD, "sqlite", 3, 1),
        (Road.DISCORD, "postgresql", 4, 2),
    ),
    "slack": (
        (Road.SOCKETS, "sqlite", 1, 1),
        (Road.SOCKETS, "postgresql", 4, 2),
        (Road.HTTP, "sqlite", 3, 1),
        (Road.HTTP, "postgresql", 3, 2),
    ),
}
"""Of each platform: how it is reached, the database, processes, and parts of the kills."""

CUTS = 300
OUTAGE_S = 60.0
GROUPS_OUT = 12
"""Each with a posting and three members who answer it."""

UPGRADES = 50
ROWS = 5000
"""In each table that a year fills, of each revision."""

GATEWAY_BREAKS = 200
SOCKET_BREAKS = 50


def main() -> int:
    """One part after the other, all of them unless some are named; 1 when anything is bad."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument(
        "--kills", type=int, default=KILLS, help=f"on each platform (default {KILLS})"
    )
    parser.add_argument("--cuts", type=int, default=CUTS, help=f"of the power (default {CUTS})")
    parser.add_argument("--outage", type=float, default=OUTAGE_S, help="seconds (default 60)")
    parser.add_argument("--upgrades", type=int, default=UPGRADES, help="killed, on each database")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    print(f"Rounds under fault on {machine()}\n", flush=True)
    bad = 0
    for name, part in PARTS.items():
        if not given.parts or name in given.parts:
            with tempfile.TemporaryDirectory(prefix="rounds-torture-") as folder:
                table, found = part(Path(folder), given)
            bad += found
            print(f"{table.drawn()}\n", flush=True)
    return 1 if bad else 0


def _kills(platform: str, folder: Path, given: argparse.Namespace) -> tuple[Table, int]:
    """The kills are divided over the sieges of a platform."""
    table = Table(f"kills, {platform}: SIGKILL, 10 % 5xx, 5 % 429, 2 % lost lines", Toll.COLUMNS)
    shares = SHARES[platform]
    whole = sum(part for *_, part in shares)
    bad = 0
    for road, database, processes, part in shares:
        kills = max(1, round(given.kills * part / whole))
        name = f"{road}, {database}-{processes}"
        plan = Plan(name, "", processes, kills, max(4, kills), 3, road, given.seed)
        toll = _besieged(plan, database, folder / name.replace(" ", ""))
        table.add(*toll.cells())
        bad += toll.bad
    return table, bad


def _besieged(plan: Plan, database: str, folder: Path) -> Toll:
    folder.mkdir()
    if database == "sqlite":
        plan = replace(plan, url=f"sqlite:///{folder / 'rounds.db'}")
        return asyncio.run(siege(plan, folder))
    with postgres.server() as server, postgres.database(server, "rounds_torture") as url:
        return asyncio.run(siege(replace(plan, url=url), folder))


def _power(folder: Path, given: argparse.Namespace) -> tuple[Table, int]:
    table = Table("power: cut, and with it what was not synced", Outages.COLUMNS)
    url = f"sqlite:///{folder / 'rounds.db'}"
    groups = max(4, given.cuts)
    plan = Plan("sqlite-1", url, 1, given.cuts, groups, 3, seed=given.seed, life=LIFE)
    found = asyncio.run(power_siege(plan, folder))
    table.add(*found.cells())
    table.notes += [f"{count} x {cut}" for cut, count in found.cuts.items()]
    return table, found.bad


def _outages(folder: Path, given: argparse.Namespace) -> tuple[Table, int]:
    table = Table("outages: the database is away while a crowd answers", Endured.COLUMNS)
    bad = 0
    for name, outage in OUTAGES.items():
        home = folder / name
        home.mkdir()
        found = outage(name, home, given.outage, GROUPS_OUT)
        table.add(*found.cells())
        bad += found.bad
    return table, bad


def _upgrades(folder: Path, given: argparse.Namespace) -> tuple[Table, int]:
    table = Table("upgrades: killed at any moment, from every revision", Halves.COLUMNS)
    bad = 0
    with postgres.server() as server:
        for found in (
            halfway("sqlite", lambda: on_sqlite(folder, ROWS), given.upgrades, given.seed),
            halfway("postgresql", lambda: on_postgresql(server, ROWS), given.upgrades, given.seed),
        ):
            table.add(*found.cells())
            bad += found.bad
    return table, bad


def _storms(folder: Path, _: argparse.Namespace) -> tuple[Table, int]:
    table = Table("storms: connections that break while a crowd writes", Passed.COLUMNS)
    bad = 0
    for storm, breaks in ((gateway_storm, GATEWAY_BREAKS), (socket_storm, SOCKET_BREAKS)):
        home = folder / storm.__name__
        home.mkdir()
        passed = asyncio.run(storm(home, breaks))
        table.add(*passed.cells())
        bad += passed.bad
    return table, bad


PARTS: dict[str, Callable[[Path, argparse.Namespace], tuple[Table, int]]] = {
    "discord": partial(_kills, "discord"),
    "slack": partial(_kills, "slack"),
    "power": _power,
    "outages": _outages,
    "upgrades": _upgrades,
    "storms": _storms,
}

if __name__ == "__main__":
    raise SystemExit(main())
