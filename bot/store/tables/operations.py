"""Tables about the processes that share a database, and about what must stay forgotten."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA

leases = Table(
    "leases",
    METADATA,
    Column("name", PlainText, primary_key=True),
    Column("holder", PlainText, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
)

erasures = Table(
    "erasures",
    METADATA,
    # No key of an account, and nothing else about anybody.
    Column("account_hash", String(64), primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)
