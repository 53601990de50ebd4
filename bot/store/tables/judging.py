"""Tables about the outside judge: its calls, and verdicts kept from them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from bot.store.columns import PlainText, UtcDateTime
from bot.store.tables.schema import METADATA, ident, points_at

judge_calls = Table(
    "judge_calls",
    METADATA,
    ident(),
    points_at("groups", nullable=True),
    points_at("members", nullable=True, index=True),
    Column("model", PlainText, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    # None while the call is under way, and for good when the process died in it.
    Column("result", String(16)),
    Column("tokens_in", Integer),
    Column("tokens_out", Integer),
    Column("cost_micros", BigInteger),
    Index(None, "group_id", "at"),
)

judge_verdicts = Table(
    "judge_verdicts",
    METADATA,
    # A hash; the verdicts point into the reply by numbers, so that a row holds nobody's words.
    Column("key", String(64), primary_key=True),
    Column("verdicts", PlainText, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False, index=True),
)
