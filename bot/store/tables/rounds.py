"""Tables about mock rounds: sessions, turns, debriefs, and panels."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    text,
)

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

mock_sessions = Table(
    "mock_sessions",
    METADATA,
    ident(),
    points_at("groups"),
    points_at("members", index=True),
    Column("loop_id", PlainText, nullable=False),
    Column("stage_id", PlainText, nullable=False),
    Column("state", String(16), nullable=False),
    # What chance decided: which questions and curveballs, in which order.
    Column("plan", JSON, nullable=False),
    Column("platform", String(32), nullable=False),
    Column("workspace", PlainText, nullable=False),
    Column("channel", PlainText, nullable=False),
    Column("account", PlainText, nullable=False),
    Column("private", Boolean, nullable=False),
    # The outbox key of the message that opened it where it lives now.
    Column("home_key", PlainText, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("practice_date", Date, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("running_since", UtcDateTime),
    Column("spent", Integer, nullable=False),
    Column("deadline_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("next_at", UtcDateTime),
    Column("panel", Boolean, nullable=False),
    Index(None, "group_id", "member_id", "ended_at"),
    Index(
        "ix_mock_sessions_due",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

mock_turns = Table(
    "mock_turns",
    METADATA,
    points_at("mock_sessions", "session_id", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("persona", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("about", PlainText, nullable=False),
    Column("criterion", PlainText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("spent", Integer, nullable=False),
)

mock_debriefs = Table(
    "mock_debriefs",
    METADATA,
    points_at("mock_sessions", "session_id", primary_key=True),
    Column("report", JSON),
    Column("judged_at", UtcDateTime),
    # None once nothing is to be judged any more.
    Column("not_before", UtcDateTime),
    Column("leased_until", UtcDateTime),
    Column("tries", Integer, nullable=False),
    Index(
        "ix_mock_debriefs_waiting",
        "not_before",
        sqlite_where=text("not_before IS NOT NULL"),
        postgresql_where=text("not_before IS NOT NULL"),
    ),
)

mock_seats = Table(
    "mock_seats",
    METADATA,
    ident(),
    points_at("mock_sessions", "session_id", index=True),
    points_at("members", index=True),
    Column("persona", PlainText, nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
)

mock_marks = Table(
    "mock_marks",
    METADATA,
    ident(),
    points_at("mock_sessions", "session_id", index=True),
    points_at("members", index=True),
    Column("about", PlainText, nullable=False),
    Column("verdicts", JSON, nullable=False),
    Column("note", PlainText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
