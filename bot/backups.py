"""Backups of each day: made, looked over, and kept for a while."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StoreError
from bot.settings import Settings
from bot.store.address import SqliteAddress, address_of
from bot.store.backup import backup
from bot.store.copying import PART

OFF = Path("off")

DAY_SECONDS = 86_400

KEPT_ASIDE = 3
"""How many files are kept of what an upgrade or a restoring put aside."""


_NAMED = "rounds-%Y%m%d-%H%M%S.db"


def folder_of(settings: Settings) -> Path | None:
    """Where they are kept; None when there are none, as on a server, which has its own tools."""
    address = address_of(settings.database_url)
    if not isinstance(address, SqliteAddress) or settings.backups == OFF:
        return None
    return settings.backups or address.path.parent / "backups"


class BackupFolder:
    """Implements `bot.ports.backups.Backups` on the folder where `back_up` puts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def last(self) -> datetime | None:
        """By their names: only what is whole and sound bears one."""
        return max(_made(self._folder), default=None)


def backups_of(settings: Settings) -> BackupFolder | None:
    """Where they are kept; None when there are none."""
    folder = folder_of(settings)
    return None if folder is None else BackupFolder(folder)


async def back_up(settings: Settings, now: datetime) -> Path | None:
    """Make today's, checked, and let the oldest go; None where none are kept.

    It bears its name only when it is whole and sound. Raises StoreError; an older backup is let go
    only after that.
    """
    folder = folder_of(settings)
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    target = folder / now.strftime(_NAMED)
    await backup(settings.database_url, target)
    made = _made(folder)
    _let_go([made[at] for at in sorted(made)], settings.backups_kept)
    address = address_of(settings.database_url)
    if isinstance(address, SqliteAddress):
        for place in {folder, address.path.parent}:
            _sweep_parts(place, now)
        for aside in ("before-*", "replaced*"):
            found = address.path.parent.glob(f"{address.path.name}.{aside}")
            _let_go(sorted(found, key=lambda one: one.stat().st_mtime), KEPT_ASIDE)
    return target


def _made(folder: Path) -> dict[datetime, Path]:
    """The backups of the folder by when they were made; other files there are somebody else's."""
    found = {}
    for file in folder.glob("rounds-*.db"):
        with suppress(ValueError):
            found[datetime.strptime(file.name, _NAMED).replace(tzinfo=UTC)] = file
    return found


def _sweep_parts(folder: Path, now: datetime) -> None:
    """Copies that a killed process left half made; a younger one may be under way."""
    for part in folder.glob(f"*{PART}*"):
        if now.timestamp() - part.stat().st_mtime > DAY_SECONDS:
            part.unlink(missing_ok=True)


def _let_go(oldest_first: list[Path], kept: int) -> None:
    for file in oldest_first[:-kept]:
        file.unlink(missing_ok=True)
