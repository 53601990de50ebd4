"""What a start spends on imports, package by package."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence

from benchmarks.table import Table, figure

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_OURS = ("bot", "adapters")


def imported(command: Sequence[str], env: Mapping[str, str]) -> dict[str, tuple[int, float]]:
    """By package: how many modules, and the milliseconds spent in their own code."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        env=dict(env),
    )
    found: dict[str, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for microseconds, name in _LINE.findall(done.stderr):
        package = _package(name)
        modules, spent = found[package]
        found[package] = modules + 1, spent + int(microseconds) / 1000
    return dict(found)


def table(found: Mapping[str, tuple[int, float]], most: int = 10) -> Table:
    """The packages that take longest."""
    shown = Table(
        "start: time in imports by package, with the database in place (-X importtime)",
        ("package", "modules", "ms"),
    )
    slowest = sorted(found.items(), key=lambda one: -one[1][1])
    for package, (modules, spent) in slowest[:most]:
        shown.add(package, str(modules), figure(spent))
    rest = [one for _, one in slowest[most:]]
    shown.add("the others", str(sum(one for one, _ in rest)), figure(sum(ms for _, ms in rest)))
    total = sum(ms for _, ms in found.values())
    shown.notes.append(f"{figure(total)} ms in all; the clock of each import makes it slower")
    return shown


def _package(name: str) -> str:
    first = name.split(".", maxsplit=1)[0]
    if first in sys.stdlib_module_names:
        return "(standard library)"
    return f"{first} (ours)" if first in _OURS else first
