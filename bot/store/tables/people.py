"""Tables about workspaces, groups with their calendars, and members."""

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
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.store.columns import PlainText, UtcDateTime, Weekdays
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

workspaces = Table(
    "workspaces",
    METADATA,
    ident(),
    Column("platform", String(32), nullable=False),
    Column("external_id", PlainText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("platform", "external_id"),
    sqlite_autoincrement=NEVER_REUSED,
)

groups = Table(
    "groups",
    METADATA,
    ident(),
    points_at("workspaces"),
    Column("name", PlainText, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("local_time", Time, nullable=False),
    Column("weekdays", Weekdays, nullable=False),
    Column("delivery", String(16), nullable=False),
    Column("topics", JSON, nullable=False),
    Column("levels", JSON, nullable=False),
    Column("deadline_minutes", Integer),
    Column("catch_up_minutes", Integer, nullable=False),
    Column("feedback", String(16), nullable=False),
    Column("host_role", PlainText, nullable=False, server_default=""),
    Column("ping", PlainText, nullable=False, server_default=""),
    Column("threads", Boolean, nullable=False, server_default=true()),
    Column("pins", Boolean, nullable=False, server_default=false()),
    Column("paused", Boolean, nullable=False),
    Column("next_date", Date),
    Column("next_due_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "name"),
    Index(
        "ix_groups_next_due_at",
        "next_due_at",
        sqlite_where=text("next_due_at IS NOT NULL"),
        postgresql_where=text("next_due_at IS NOT NULL"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

places = Table(
    "places",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups", index=True),
    Column("channel", PlainText, nullable=False),
    UniqueConstraint("workspace_id", "channel"),
)

weekday_rules = Table(
    "weekday_rules",
    METADATA,
    points_at("groups", primary_key=True),
    Column("first_date", Date, primary_key=True),
    Column("weekdays", Weekdays, nullable=False),
)

day_marks = Table(
    "day_marks",
    METADATA,
    points_at("groups", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("mark", String(16), nullable=False),
)

members = Table(
    "members",
    METADATA,
    ident(),
    Column("name", PlainText, nullable=False),
    Column("zone", String(64)),
    Column("board_name", String(16), nullable=False),
    Column("alias", PlainText, nullable=False),
    Column("feedback", String(16)),
    Column("self_score", Boolean, nullable=False),
    Column("shares_answers", Boolean, nullable=False, server_default=false()),
    Column("reminder_time", Time),
    Column("next_reminder_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Index(
        "ix_members_next_reminder_at",
        "next_reminder_at",
        sqlite_where=text("next_reminder_at IS NOT NULL"),
        postgresql_where=text("next_reminder_at IS NOT NULL"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

accounts = Table(
    "accounts",
    METADATA,
    ident(),
    points_at("members", index=True),
    Column("key", PlainText, nullable=False, unique=True),
    Column("name", PlainText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

memberships = Table(
    "memberships",
    METADATA,
    points_at("groups", primary_key=True),
    points_at("members", primary_key=True, index=True),
    Column("role", String(16), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("prompt_id", PlainText),
    Column("prompt_shown_at", UtcDateTime),
)

absences = Table(
    "absences",
    METADATA,
    ident(),
    points_at("members", index=True),
    Column("first_date", Date, nullable=False),
    Column("last_date", Date, nullable=False),
)

link_codes = Table(
    "link_codes",
    METADATA,
    Column("code", String(16), primary_key=True),
    points_at("members", index=True),
    Column("expires_at", UtcDateTime, nullable=False),
)
