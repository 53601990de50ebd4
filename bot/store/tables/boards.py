"""Tables behind the boards: credits, and what they add up to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table

from bot.store.columns import PlainText
from bot.store.tables.schema import METADATA, points_at

credits_earned = Table(
    "credits",
    METADATA,
    points_at("groups", primary_key=True),
    points_at("members", primary_key=True, index=True),
    Column("prompt_id", PlainText, primary_key=True),
    Column("practice_date", Date, primary_key=True),
    Column("points", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("score", Integer, nullable=False),
)

standings = Table(
    "standings",
    METADATA,
    points_at("groups", primary_key=True),
    # The key of a window's stretch of dates names the window as well: 2026-W47, 2026-11, all.
    Column("period", String(16), primary_key=True),
    points_at("members", primary_key=True, index=True),
    Column("points", BigInteger, nullable=False),
    Column("answers", BigInteger, nullable=False),
    Column("score_sum", BigInteger, nullable=False),
    # In the order of a board: the leading rows are read from its end and nothing is sorted.
    Index(None, "group_id", "period", "points", "member_id"),
    # The rows of one period lie side by side, and a member's is found in one step.
    sqlite_with_rowid=False,
)

streaks = Table(
    "streaks",
    METADATA,
    points_at("groups", primary_key=True),
    points_at("members", primary_key=True, index=True),
    Column("length", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("freezes", Integer, nullable=False),
    Column("expires_on", Date, nullable=False),
    Index(None, "group_id", "length", "member_id"),
)
