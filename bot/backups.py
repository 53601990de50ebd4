"""Backups of each day: made, looked over, and kept for a while."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.settings import Settings
from bot.store.address import SqliteAddress, address_of
from bot.store.backup import backup

OFF = Path("off")

KEPT_ASIDE = 3
"""How many files are kept of what an upgrade or a restoring put aside."""


def folder_of(settings: Settings) -> Path | None:
    """Where they are kept; None when there are none, as on a server, which has its own tools."""
    address = address_of(settings.database_url)
    if not isinstance(address, SqliteAddress) or settings.backups == OFF:
        return None
    return settings.backups or address.path.parent / "backups"


async def back_up(settings: Settings, now: datetime) -> Path | None:
    """Make today's, checked, and let the oldest go; None where none are kept.

    Raises StoreError; an older backup is let go only when the new one is sound.
    """
    folder = folder_of(settings)
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    target = folder / f"rounds-{now:%Y%m%d-%H%M%S}.db"
    await backup(settings.database_url, target)
    _let_go(sorted(folder.glob("rounds-*.db")), settings.backups_kept)
    address = address_of(settings.database_url)
    if isinstance(address, SqliteAddress):
        for aside in ("before-*", "replaced*"):
            found = address.path.parent.glob(f"{address.path.name}.{aside}")
            _let_go(sorted(found, key=lambda one: one.stat().st_mtime), KEPT_ASIDE)
    return target


def _let_go(oldest_first: list[Path], kept: int) -> None:
    for file in oldest_first[:-kept]:
        file.unlink(missing_ok=True)
