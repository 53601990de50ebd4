"""The command `rounds` run as its users run it: a process of its own, and what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.rules.source import ROOT

CONTENT = ROOT / "docs" / "rehearsal" / "content"
"""A small bank of sixteen prompts, `day-01` to `day-16`."""

COMMAND = [sys.executable, "-c", "from adapters.cli.main import main; main()"]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


def environment(folder: Path, **given: str) -> dict[str, str]:
    """A clean environment: a database in the folder, the small bank, nothing else of Rounds."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "ROUNDS_DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}",
        "ROUNDS_CONTENT": str(CONTENT),
        "ROUNDS_ZONE": "Europe/Berlin",
    } | given


def start(
    folder: Path, *words: str, user: int | None = None, **given: str
) -> subprocess.Popen[str]:
    """Start the command in that folder; `given` are settings, `user` another user's number."""
    return subprocess.Popen(
        [*COMMAND, *words],
        cwd=folder,
        env=environment(folder, **given),
        user=user,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def rounds(
    folder: Path, *words: str, typed: str = "", user: int | None = None, **given: str
) -> Done:
    """Run the command to its end, with that on its standard input."""
    process = start(folder, *words, user=user, **given)
    out, err = process.communicate(typed, timeout=60)
    return Done(process.returncode, out, err)
