"""`rounds serve` as a process whose memory and lines are watched."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from tests.rules.source import ROOT

STARTS_WITHIN_S = 60.0
STOPS_WITHIN_S = 20.0
CONTENT = ROOT / "docs" / "rehearsal" / "content"
"""A small bank: this is about what is heard, not about what is asked."""


@dataclass
class Served:
    """A running process; `log` is its standard error."""

    process: asyncio.subprocess.Process
    log: Path
    database: Path

    @property
    def alive(self) -> bool:
        """Whether it still is the process that was started."""
        return self.process.returncode is None

    @property
    def memory(self) -> int:
        """Its resident memory in bytes (VmRSS of Linux); 0 once it has ended."""
        try:
            told = Path(f"/proc/{self.process.pid}/status").read_text()
        except FileNotFoundError:
            return 0
        found = [line for line in told.splitlines() if line.startswith("VmRSS:")]
        return int(found[0].split()[1]) * 1024 if found else 0

    def lines(self) -> list[str]:
        """What it wrote so far."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    def events(self) -> list[dict[str, Any]]:
        """The same read as JSON; a line that is none is an event of its own."""
        return [_event(line) for line in self.lines()]

    async def said(self, word: str) -> dict[str, Any]:
        """The first line with that event."""
        ends = monotonic() + STARTS_WITHIN_S
        while monotonic() < ends:
            for one in self.events():
                if one.get("event") == word:
                    return one
            assert self.alive, self.log.read_text()
            await asyncio.sleep(0.05)
        raise AssertionError(f"it never said {word}: {self.log.read_text()}")

    async def stop(self) -> int:
        """Its status after SIGTERM."""
        if self.alive:
            self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), STOPS_WITHIN_S)


@asynccontextmanager
async def served(folder: Path, given: Mapping[str, str]) -> AsyncIterator[Served]:
    """Started with nothing of this environment but the path; killed at the end if it still runs."""
    database, log = folder / "rounds.db", folder / "log"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ROUNDS_DATABASE_URL": f"sqlite:///{database}",
        "ROUNDS_CONTENT": str(CONTENT),
        "ROUNDS_HTTP_PORT": "0",
        # A proxy that nobody listens at: whatever is not loopback would fail.
        "HTTPS_PROXY": "http://127.0.0.1:9",
        **given,
    }
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            str(Path(sys.executable).with_name("rounds")),
            "serve",
            cwd=folder,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    made = Served(process, log, database)
    try:
        yield made
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _event(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {"event": "", "raw": line}
    return found if isinstance(found, dict) else {"event": "", "raw": line}
