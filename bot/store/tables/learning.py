"""Tables about learning: turns at drills, and cards that were opened."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, NEVER_REUSED, ident, points_at

drill_turns = Table(
    "drill_turns",
    METADATA,
    ident(),
    points_at("groups"),
    points_at("members"),
    Column("drill", PlainText, nullable=False),
    Column("item", PlainText, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("skill", PlainText, nullable=False),
    Column("shown_at", UtcDateTime, nullable=False),
    Column("answered_at", UtcDateTime),
    Column("said", PlainText),
    Column("score", Integer),
    CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    Index(None, "member_id", "id"),
    Index(None, "group_id", "skill"),
    sqlite_autoincrement=NEVER_REUSED,
)

cards_opened = Table(
    "cards_opened",
    METADATA,
    points_at("members", primary_key=True),
    Column("card", PlainText, primary_key=True),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("times", Integer, nullable=False),
)
