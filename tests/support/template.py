"""An empty database, made once for all tests: each begins with a copy of it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from bot.store.store import SqlStore

_MADE: list[Path] = []


async def begin_with(path: Path) -> None:
    """Put an empty database there, unless there is one already."""
    if _is_there(path):
        return
    if not _MADE:
        made = Path(tempfile.mkdtemp(prefix="rounds-")) / "rounds.db"
        await (await SqlStore.open(f"sqlite:///{made}")).close()
        _MADE.append(made)
    shutil.copy(_MADE[0], path)


def _is_there(path: Path) -> bool:
    return path.exists()
