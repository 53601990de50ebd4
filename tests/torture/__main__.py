"""`python -m tests.torture [PART ...]`: besiege Rounds in every way, and print what it cost."""

from __future__ import annotations

import argparse
import multiprocessing
import subprocess
import sys
import tempfile
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from time import monotonic

from benchmarks.machine import machine
from benchmarks.table import Table
from tests.rules.source import ROOT
from tests.torture.parts import PARTS, Found, Given
from tests.torture.power import Outages

AT_ONCE = 3
"""Sieges mostly wait: so many find room on two cores."""


def main() -> int:
    """Rows of all parts side by side, a table as soon as it is full; 1 when anything is bad."""
    parts, given, at_once = _asked()
    print(f"Rounds {_commit()} under fault on {machine()}, {at_once} at once\n", flush=True)
    began, bad = monotonic(), 0
    spawn = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="rounds-torture-") as folder,
        ProcessPoolExecutor(at_once, spawn) as crew,
    ):
        laid: dict[str, list[Future[Found]]] = {}
        for name in parts:
            laid[name] = []
            for number, lay in enumerate(PARTS[name].lays(given)):
                home = Path(folder) / f"{name}-{number}"
                home.mkdir()
                laid[name].append(crew.submit(lay, home))
        for name, rows in laid.items():
            bad += _told(name, rows)
    print(f"{monotonic() - began:.0f} s, {'bad' if bad else 'nothing bad'}", flush=True)
    return 1 if bad else 0


def _asked() -> tuple[list[str], Given, int]:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    usual = Given()
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--kills", type=int, default=usual.kills, help="on each platform (500)")
    parser.add_argument("--cuts", type=int, default=usual.cuts, help="of the power (300)")
    parser.add_argument("--outage", type=float, default=usual.outage, help="seconds (60)")
    parser.add_argument("--upgrades", type=int, default=usual.upgrades, help="killed, on each (50)")
    parser.add_argument("--skewed", type=int, default=usual.skewed, help="kills, each (60)")
    parser.add_argument(
        "--skews",
        type=lambda typed: tuple(float(one) for one in typed.split(",")),
        default=usual.skews,
        help="seconds by which each clock is ahead (0,15,-15)",
    )
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help=f"rows ({AT_ONCE})")
    asked = vars(parser.parse_args())
    named, at_once = asked.pop("parts"), asked.pop("at_once")
    if unknown := set(named) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    return [name for name in PARTS if not named or name in named], Given(**asked), at_once


def _told(name: str, rows: list[Future[Found]]) -> int:
    """Print a part's table; a row that came to no end is bad, and the others count all the same."""
    table, bad = Table(PARTS[name].title, PARTS[name].columns), 0
    for number, row in enumerate(rows, 1):
        try:
            found = row.result()
        except Exception as error:  # noqa: BLE001 - whatever it was, the other rows are told
            bad += 1
            table.notes.append(f"row {number} came to no end: {error!r}")
        else:
            bad += found.bad
            table.add(*found.cells())
            if isinstance(found, Outages):
                table.notes += [f"{count} x {cut}" for cut, count in found.cuts.items()]
            table.notes += [] if not found.bad else [f"row {number}: {found.bad} bad"]
    print(f"{table.drawn()}\n", flush=True)
    return bad


def _commit() -> str:
    """What is besieged, so that figures can be told apart."""
    asked = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "of an unknown commit"


if __name__ == "__main__":
    sys.exit(main())
