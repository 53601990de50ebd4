"""Mock rounds: sessions kept turn by turn, take-homes, panels.

Revision 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Five tables."""
    _sessions()
    _turns()
    _debriefs()
    _panels()


def _sessions() -> None:
    op.create_table(
        "mock_sessions",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        sa.Column("group_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("loop_id", sa.Text, nullable=False),
        sa.Column("stage_id", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("home_key", sa.Text, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("practice_date", sa.Date, nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("running_since", _INSTANT),
        sa.Column("spent", sa.Integer, nullable=False),
        sa.Column("deadline_at", _INSTANT),
        sa.Column("ended_at", _INSTANT),
        sa.Column("next_at", _INSTANT),
        sa.Column("panel", sa.Boolean, nullable=False),
        _points("mock_sessions", "group_id", "groups"),
        _points("mock_sessions", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mock_sessions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mock_sessions_member_id"), "mock_sessions", ["member_id"])
    op.create_index(
        op.f("ix_mock_sessions_group_id_member_id_ended_at"),
        "mock_sessions",
        ["group_id", "member_id", "ended_at"],
    )
    op.create_index(
        "ix_mock_sessions_due",
        "mock_sessions",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )


def _turns() -> None:
    op.create_table(
        "mock_turns",
        sa.Column("session_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("persona", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("criterion", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("spent", sa.Integer, nullable=False),
        _points("mock_turns", "session_id", "mock_sessions"),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_mock_turns")),
    )


def _debriefs() -> None:
    op.create_table(
        "mock_debriefs",
        sa.Column("session_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("report", sa.JSON),
        sa.Column("judged_at", _INSTANT),
        sa.Column("not_before", _INSTANT),
        sa.Column("leased_until", _INSTANT),
        sa.Column("tries", sa.Integer, nullable=False),
        _points("mock_debriefs", "session_id", "mock_sessions"),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_mock_debriefs")),
    )
    op.create_index(
        "ix_mock_debriefs_waiting",
        "mock_debriefs",
        ["not_before"],
        sqlite_where=sa.text("not_before IS NOT NULL"),
        postgresql_where=sa.text("not_before IS NOT NULL"),
    )


def _panels() -> None:
    op.create_table(
        "mock_seats",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        sa.Column("session_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("persona", sa.Text, nullable=False),
        sa.Column("joined_at", _INSTANT, nullable=False),
        sa.Column("left_at", _INSTANT),
        _points("mock_seats", "session_id", "mock_sessions"),
        _points("mock_seats", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mock_seats")),
    )
    op.create_table(
        "mock_marks",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        sa.Column("session_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("verdicts", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        _points("mock_marks", "session_id", "mock_sessions"),
        _points("mock_marks", "member_id", "members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mock_marks")),
    )
    for table in ("mock_seats", "mock_marks"):
        for column in ("session_id", "member_id"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """The other way round; the rounds are lost."""
    for table in ("mock_marks", "mock_seats", "mock_debriefs", "mock_turns", "mock_sessions"):
        op.drop_table(table)
