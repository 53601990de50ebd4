"""Who holds a lease: this process, told apart from every other, also from its own earlier life."""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_PROCESSES = Path("/proc/self/ns/pid")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process: the machine (or container) it runs on, its number there, and which life of it."""

    machine: str
    pid: int
    life: str

    def __str__(self) -> str:
        """As it stands in the database, and in what is said of it."""
        return f"{self.machine} {self.pid} {self.life}"

    def outlived(self, other: str) -> bool:
        """Whether that holder was a process of the same machine which is certain to have ended.

        What runs elsewhere cannot be known from here: its leases end by themselves.
        """
        machine, _, rest = other.rpartition(" ")[0].rpartition(" ")
        if machine != self.machine or not rest.isdigit() or other == str(self):
            return False
        return int(rest) == self.pid or not _runs(int(rest))


@cache
def this_process() -> Holder:
    """The holder that this process is, whoever in it asks."""
    boot = _BOOT.read_text(encoding="ascii").strip()[:8] if _BOOT.exists() else ""
    # Containers may share a name and all have a process 1: their numbers mean nothing outside.
    numbers = _PROCESSES.readlink().name.strip("pid:[]") if _PROCESSES.is_symlink() else ""
    machine = "/".join(part for part in (socket.gethostname(), boot, numbers) if part)
    return Holder(machine.replace(" ", "-"), os.getpid(), secrets.token_hex(4))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # Somebody else's, which we may not signal.
        return True
    return True
