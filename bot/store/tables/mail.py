"""Tables about what came in, what goes out, and what was done to a group."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, text

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

inbox = Table(
    "inbox",
    METADATA,
    Column("key", PlainText, primary_key=True),
    Column("received_at", UtcDateTime, nullable=False),
)

outbox = Table(
    "outbox",
    METADATA,
    ident(),
    Column("key", PlainText, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("platform", String(32), nullable=False),
    Column("workspace", PlainText, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("subject", JSON, nullable=False),
    # No foreign key: a message may be addressed to an account before its first word.
    Column("recipient", PlainText, index=True, info={"points_at": "accounts.key"}),
    Column("created_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("tries", Integer, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("reference", PlainText),
    Column("error", PlainText),
    Index(
        "ix_outbox_waiting",
        "platform",
        "id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

audit = Table(
    "audit",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups"),
    points_at("members", "actor_id", nullable=True, index=True),
    Column("action", PlainText, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "group_id", "id"),
)
