"""The chat at a window: a real process behind a pseudo-terminal, typed at and read."""

from __future__ import annotations

import os
import re
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.process import COMMAND, environment

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

PATIENCE_SECONDS = 30
CODES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>])")


class Window:
    """A process with a terminal of 80 columns."""

    def __init__(self, process: subprocess.Popen[bytes], terminal: int) -> None:
        self.process = process
        self._terminal = terminal
        self._seen = ""
        self._read = 0

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def wait_for(self, text: str) -> str:
        """Read until the text is on the screen; what has come since the last one waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            shown = CODES.sub("", self._seen)
            if text in shown[self._read :]:
                new = shown[self._read :]
                self._read = self._read + new.index(text) + len(text)
                return new
            assert time.monotonic() < deadline, f"{text!r} never came, only {shown[-2000:]!r}"
            self._take(0.2)

    def end(self) -> int:
        """The exit status, once the process has ended by itself."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            self._take(0.1)
        return self.process.wait(timeout=1)

    def leave(self) -> int:
        """Press Ctrl-D until it ends: between two lines the terminal may swallow one."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(OSError):
                self.type("\x04")
            self._take(1)
            self._take(1)
        return self.end()

    def _take(self, seconds: float) -> None:
        if select.select([self._terminal], [], [], seconds)[0]:
            try:
                self._seen += os.read(self._terminal, 65536).decode("utf-8", errors="replace")
            except OSError:
                # The other end is closed: the process is about to be gone.
                time.sleep(0.05)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "chat", "--as", "Ana"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=environment(tmp_path)
        | {
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "LINES": "40",
            # A real terminal answers where its cursor is; this one does not.
            "PROMPT_TOOLKIT_NO_CPR": "1",
        },
        start_new_session=True,
    )
    os.close(theirs)
    yield Window(process, ours)
    if process.poll() is None:
        process.kill()
        process.wait()
    os.close(ours)


def test_a_sitting_at_the_window(window: Window) -> None:
    assert "Today's prompt" in window.wait_for("›")
    window.type("/streak\r")
    window.wait_for("Your streak")
    window.wait_for("›")
    window.type("/leader")
    window.wait_for("leaderboard")  # the menu under the line
    window.type("\t\r")
    window.wait_for("Nobody has points yet")
    window.type('"""\rWe count serious errors.\r')
    window.wait_for("…")
    window.type('"""\r')
    window.wait_for("Your answer is in")
    window.wait_for("of 100")
    window.wait_for("›")
    window.type("half a line")
    window.wait_for("half a line")
    window.type("\x03")  # an interrupt clears the line
    window.wait_for("›")
    assert window.leave() == 0


def test_quit_ends_it(window: Window) -> None:
    window.wait_for("›")
    window.type("/quit\r")
    assert window.end() == 0
