"""One clock for many processes: the machine's, moved on by whoever tells the siege's time."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

_AHEAD = struct.Struct("<d")


class SharedClock:
    """Implements `bot.ports.clock.Clock`; every process that opens the file sees the same time."""

    def __init__(self, path: Path, skew: float = 0.0) -> None:
        """`skew`: seconds by which this process is ahead of the others."""
        self._skew = skew
        if not path.exists():
            path.write_bytes(_AHEAD.pack(0.0))
        self._file = path.open("r+b")
        self._shared = mmap.mmap(self._file.fileno(), _AHEAD.size)

    def now(self) -> datetime:
        """The present moment in UTC."""
        (ahead,) = _AHEAD.unpack(self._shared[: _AHEAD.size])
        return datetime.now(UTC) + timedelta(seconds=ahead + self._skew)

    def shift(self, by: timedelta) -> None:
        """Move everybody's time on, or back."""
        (ahead,) = _AHEAD.unpack(self._shared[: _AHEAD.size])
        self._shared[: _AHEAD.size] = _AHEAD.pack(ahead + by.total_seconds())

    def close(self) -> None:
        """Let go of the file."""
        self._shared.close()
        self._file.close()
