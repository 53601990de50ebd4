"""`python -m benchmarks [--small] [name ...]`: run benchmarks and print what they found."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import logging
from collections.abc import Awaitable
from time import perf_counter

from benchmarks.machine import machine
from benchmarks.sizes import FULL, SMALL, Sizes
from benchmarks.table import Table

NAMES = (
    *("attempts", "board", "tick", "start", "grading", "progress", "practice"),
    *("discord", "slack", "fleet"),
)


def found_by(name: str, sizes: Sizes) -> Awaitable[list[Table]]:
    """The tables of one benchmark, which lives in the module of its name."""
    module = importlib.import_module(f"benchmarks.{name}")
    tables: Awaitable[list[Table]] = module.run(sizes)
    return tables


async def _run(name: str, sizes: Sizes) -> list[Table]:
    return await found_by(name, sizes)


def main() -> None:
    """Run the benchmarks that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    parser.add_argument("--small", action="store_true", help="little of everything, < 1 minute")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    logging.disable(logging.INFO)
    sizes = SMALL if given.small else FULL
    print(f"Rounds benchmarks on {machine()}\n", flush=True)
    for name in given.names or NAMES:
        begin = perf_counter()
        for table in asyncio.run(_run(name, sizes)):
            print(f"{table.drawn()}\n", flush=True)
        print(f"({name}: {perf_counter() - begin:.0f} s)\n", flush=True)


if __name__ == "__main__":
    main()
