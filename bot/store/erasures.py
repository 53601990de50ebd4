"""Who asked to be forgotten: kept as hashes, so that an old backup brings nobody back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.personal import erase
from bot.store.tables import accounts, erasures, members
from bot.store.upsert import insert_into


def hashed(account_key: str) -> str:
    """What is kept of an account: whoever holds its key can tell, nobody else can read it."""
    return sha256(account_key.encode()).hexdigest()


async def remember(connection: AsyncConnection, member_id: int, at: datetime) -> None:
    """Keep that the member asked to be forgotten, before they are."""
    keys = await connection.scalars(select(accounts.c.key).where(accounts.c.member_id == member_id))
    await keep(connection, {hashed(key): at for key in keys})


async def kept(connection: AsyncConnection) -> dict[str, datetime]:
    """All that are kept, by hash."""
    rows = await connection.execute(select(erasures.c.account_hash, erasures.c.erased_at))
    return {row.account_hash: row.erased_at for row in rows}


async def keep(connection: AsyncConnection, known: dict[str, datetime]) -> None:
    """Keep these; of an account that was erased twice the later moment."""
    for account_hash, at in known.items():
        statement = insert_into(connection, erasures).values(
            account_hash=account_hash, erased_at=at
        )
        await connection.execute(
            statement.on_conflict_do_update(
                index_elements=["account_hash"],
                set_={"erased_at": at},
                where=erasures.c.erased_at < at,
            )
        )


async def apply(connection: AsyncConnection, known: dict[str, datetime]) -> int:
    """Erase whoever was here before they asked to be forgotten; returns how many.

    Who came back afterwards is somebody new, and stays.
    """
    rows = await connection.execute(
        select(accounts.c.key, members.c.id, members.c.created_at).join(
            members, members.c.id == accounts.c.member_id
        )
    )
    gone = {
        row.id
        for row in rows
        if (at := known.get(hashed(row.key))) is not None and row.created_at <= at
    }
    await _erase_all(connection, gone)
    return len(gone)


async def _erase_all(connection: AsyncConnection, member_ids: Collection[int]) -> None:
    for member_id in sorted(member_ids):
        await erase(connection, member_id)
