"""Tables about practice: postings, attempts, grades, appeals, the grading queue, hints."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

postings = Table(
    "postings",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups"),
    Column("local_date", Date, nullable=False),
    Column("prompt_id", PlainText, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("deadline_at", UtcDateTime, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    UniqueConstraint("group_id", "local_date"),
    Index(
        "ix_postings_open_deadline_at",
        "deadline_at",
        sqlite_where=text("state <> 'closed'"),
        postgresql_where=text("state <> 'closed'"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

attempts = Table(
    "attempts",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups"),
    points_at("members", index=True),
    points_at("postings", nullable=True, index=True),
    points_at("attempts", "revises_id", nullable=True, index=True),
    Column("prompt_id", PlainText, nullable=False),
    Column("text", PlainText, nullable=False),
    Column("probe_text", PlainText),
    Column("probe_at", UtcDateTime),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("practice_date", Date, nullable=False),
    Column("hints", Integer, nullable=False),
    Column("counts", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("guess", Integer),
    Column("guess_until", UtcDateTime),
    Column("message", PlainText, index=True),
    Index(None, "group_id", "member_id", "prompt_id", "sent_at"),
    Index(None, "group_id", "member_id", "sent_at"),
    sqlite_autoincrement=NEVER_REUSED,
)

grades = Table(
    "grades",
    METADATA,
    ident(),
    points_at("attempts", index=True),
    Column("is_current", Boolean, nullable=False),
    Column("score", Integer, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("criteria", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("gap", PlainText),
    Column("probe", PlainText),
    Column("grader", PlainText, nullable=False),
    Column("grader_version", PlainText, nullable=False),
    Column("rubric_version", PlainText, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("graded_at", UtcDateTime, nullable=False),
    CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    CheckConstraint("level BETWEEN 0 AND 4", name="level"),
    Index(
        "uq_grades_current",
        "attempt_id",
        unique=True,
        sqlite_where=text("is_current"),
        postgresql_where=text("is_current"),
    ),
)

appeals = Table(
    "appeals",
    METADATA,
    ident(),
    points_at("workspaces"),
    points_at("groups"),
    points_at("attempts"),
    Column("grade_number", Integer, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", PlainText, nullable=False),
    Column("answered_at", UtcDateTime),
    UniqueConstraint("attempt_id", "grade_number"),
    Index(
        "ix_appeals_open",
        "group_id",
        "id",
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
    sqlite_autoincrement=NEVER_REUSED,
)

grading_jobs = Table(
    "grading_jobs",
    METADATA,
    points_at("attempts", primary_key=True),
    Column("queued_at", UtcDateTime, nullable=False, index=True),
    Column("not_before", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
    Column("tries", Integer, nullable=False),
    Column("error", PlainText),
)

hints_taken = Table(
    "hints_taken",
    METADATA,
    points_at("groups", primary_key=True),
    points_at("members", primary_key=True, index=True),
    Column("prompt_id", PlainText, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("taken_at", UtcDateTime, nullable=False),
)
