"""The machine that the figures come from, and what a process holds of its memory."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable
from pathlib import Path


def machine() -> str:
    """Python, SQLite, processors and how busy they were, as far as the system tells."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    )


def processor_seconds(pids: Iterable[int]) -> float:
    """What running processes have used of the processors so far, in seconds; Linux only.

    Source: proc(5), the fields utime and stime of /proc/PID/stat, in ticks. One that ended counts
    for nothing.
    """
    ticks = 0
    for pid in pids:
        about = Path(f"/proc/{pid}/stat")
        if about.exists():
            fields = about.read_text(encoding="ascii").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_mib(pid: int) -> float:
    """The memory that a running process holds now, in MiB; Linux only.

    Source: proc(5), the field VmRSS of /proc/PID/status, in KiB.
    """
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
