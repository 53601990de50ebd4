"""Who asked to be forgotten, in a file of their own beside the backups, hashed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store import erasures
from bot.store.address import address_of
from bot.store.backup import erase_again, new_text
from bot.store.revision import HEAD, SchemaState
from bot.store.store import SqlStore

_HASH_LENGTH = 64


async def write(url: str, target: Path) -> int:
    """Write the hashes of all who asked for it, and when, to a new file; returns how many."""
    store = SqlStore.on(address_of(url))
    try:
        if await store.state() is not SchemaState.CURRENT:
            raise StoreError(f"Run `rounds db upgrade` first: this needs revision {HEAD}.")
        async with store.reading() as connection:
            known = await erasures.kept(connection)
    finally:
        await store.close()
    with new_text(target) as file:
        for account_hash, at in sorted(known.items()):
            file.write(json.dumps({"account": account_hash, "erased_at": at.isoformat()}) + "\n")
    return len(known)


async def forget(url: str, source: Path) -> int:
    """Erase whoever is in that file and was here before they asked; returns how many.

    They are kept as forgotten in this database, too. An older one is brought up to date first.
    Raises StoreError for what is no such file; then nothing was changed.
    """
    return await erase_again(url, _read(source))


def _read(source: Path) -> dict[str, datetime]:
    try:
        lines = source.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The file {source} cannot be read; nothing was changed.") from error
    known: dict[str, datetime] = {}
    for number, line in enumerate(lines, 1):
        try:
            entry = json.loads(line)
            account_hash, at = str(entry["account"]), datetime.fromisoformat(entry["erased_at"])
        except (ValueError, KeyError, TypeError) as error:
            raise _wrong(source, number) from error
        if len(account_hash) != _HASH_LENGTH or at.tzinfo is None:
            raise _wrong(source, number)
        known[account_hash] = at
    return known


def _wrong(source: Path, number: int) -> StoreError:
    return StoreError(
        f"Line {number} of {source} is none that `rounds db forgotten` wrote; nothing was changed."
    )
