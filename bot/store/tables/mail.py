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
    Column("event", JSON),
    Column("account", PlainText, index=True, info={"points_at": "accounts.key"}),
    Column("handled_at", UtcDateTime),
    Index(
        "ix_inbox_unhandled",
        "received_at",
        sqlite_where=text("handled_at IS NULL"),
        postgresql_where=text("handled_at IS NULL"),
    ),
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
    Index("ix_outbox_reference", "platform", "reference"),
    sqlite_autoincrement=NEVER_REUSED,
)

cursors = Table(
    "cursors",
    METADATA,
    Column("platform", String(32), primary_key=True),
    Column("workspace", PlainText, primary_key=True),
    Column("channel", PlainText, primary_key=True),
    Column("position", PlainText, nullable=False),
    Column("moved_at", UtcDateTime, nullable=False),
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
