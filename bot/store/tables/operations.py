"""Tables about the processes that share a database."""

from __future__ import annotations

from sqlalchemy import Column, Table

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA

leases = Table(
    "leases",
    METADATA,
    Column("name", PlainText, primary_key=True),
    Column("holder", PlainText, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
)
