"""Where the log goes while a person chats: a file beside the database, never the screen."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from bot.store.address import SqliteAddress, address_of


def log_file(settings: Settings) -> Path:
    """`rounds.log` in the folder of the database file, or here when that is on a server."""
    address = address_of(settings.database_url)
    folder = address.path.parent if isinstance(address, SqliteAddress) else Path()
    return folder / "rounds.log"
