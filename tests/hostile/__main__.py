"""`python -m tests.hostile [--payloads N] [--door NAME]`: throw junk at every door, and count."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.table import Table
from tests.hostile.doors import DOORS
from tests.hostile.outcome import Outcome

PAYLOADS = 100_000


def main() -> int:
    """Each door in turn; 1 when anything came of it that should not have."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--payloads", type=int, default=PAYLOADS, help="at each door")
    parser.add_argument("--door", choices=sorted(DOORS), action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Rounds under malformed input on {machine()}\n", flush=True)
    table = Table("hostile: malformed payloads at every door", Outcome.COLUMNS)
    bad: list[str] = []
    for name in given.door or DOORS:
        with tempfile.TemporaryDirectory() as folder:
            outcome = asyncio.run(DOORS[name](Path(folder), given.payloads, given.seed))
        table.add(*outcome.cells())
        bad += [f"{outcome.door}: {one}" for one in outcome.bad]
        told = ", ".join(f"{count:,} {word}" for word, count in outcome.told.most_common(12))
        print(f"{outcome.door}: the log says {told}", flush=True)
        for line, count in outcome.errors.most_common(12):
            print(f"  {count:,} times: {line}", flush=True)
    print(f"\n{table.drawn()}")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
