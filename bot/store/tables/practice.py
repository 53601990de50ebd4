"""Tables about practice that sticks: reviews, recalls, plans, stories, suggestions."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Float,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

reviews = Table(
    "reviews",
    METADATA,
    points_at("members", primary_key=True),
    Column("source", PlainText, primary_key=True),
    # Empty where no prompt was answered.
    Column("prompt_id", PlainText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("day", Date, nullable=False),
    Column("rated", JSON, nullable=False),
    Index(None, "member_id", "at"),
)

recalls = Table(
    "recalls",
    METADATA,
    points_at("members", primary_key=True),
    Column("key", PlainText, primary_key=True),
    Column("skill", PlainText, nullable=False),
    Column("phase", String(16), nullable=False),
    Column("stability", Float(53), nullable=False),
    Column("difficulty", Float(53), nullable=False),
    Column("reviewed_at", UtcDateTime, nullable=False),
    # What the scheduler said; when the card comes back is the column after it.
    Column("scheduled_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("cleared", Integer, nullable=False),
    Column("cleared_on", Date),
    Column("missed_at", UtcDateTime, nullable=False),
    Column("strength", Float(53), nullable=False),
    Index(None, "member_id", "due_at"),
    Index(None, "member_id", "skill"),
)

prompts_shown = Table(
    "prompts_shown",
    METADATA,
    points_at("members", primary_key=True),
    Column("prompt_id", PlainText, primary_key=True),
    Column("shown_at", UtcDateTime, nullable=False),
)

plans = Table(
    "plans",
    METADATA,
    points_at("members", primary_key=True),
    Column("interview_on", Date, nullable=False),
    Column("company", PlainText, nullable=False),
    Column("begun_on", Date, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)

stories = Table(
    "stories",
    METADATA,
    ident(),
    points_at("members", index=True),
    points_at("attempts"),
    Column("skills", JSON, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    UniqueConstraint("attempt_id"),
    sqlite_autoincrement=NEVER_REUSED,
)

story_uses = Table(
    "story_uses",
    METADATA,
    points_at("stories", "story_id", primary_key=True),
    Column("skill", PlainText, primary_key=True),
    points_at("members", index=True),
    Column("used_at", UtcDateTime, nullable=False),
)

suggestions = Table(
    "suggestions",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups"),
    points_at("members", index=True),
    Column("text", PlainText, nullable=False),
    Column("suggested_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", PlainText, nullable=False),
    Column("answered_at", UtcDateTime),
    Index(
        "ix_suggestions_open",
        "group_id",
        "id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)
