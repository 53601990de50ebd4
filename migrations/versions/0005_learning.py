"""Drills, cards due again, plans, stories, suggested questions.

Revision 0005.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _learning()
    _spacing()
    _plans()
    _stories()
    _suggestions()


def downgrade() -> None:
    for table in (
        *("suggestions", "story_uses", "stories"),
        *("plans", "prompts_shown", "recalls", "reviews"),
        *("cards_opened", "drill_turns"),
    ):
        op.drop_table(table)


def _learning() -> None:
    """Turns at drills, and the cards that were opened."""
    op.create_table(
        "drill_turns",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        sa.Column("group_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("drill", sa.Text, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("skill", sa.Text, nullable=False),
        sa.Column("shown_at", _INSTANT, nullable=False),
        sa.Column("answered_at", _INSTANT),
        sa.Column("said", sa.Text),
        sa.Column("score", sa.Integer),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_drill_turns_score")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_drill_turns_group_id_groups")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_drill_turns_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_turns")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_drill_turns_member_id_id"), "drill_turns", ["member_id", "id"])
    op.create_index(op.f("ix_drill_turns_group_id_skill"), "drill_turns", ["group_id", "skill"])
    op.create_table(
        "cards_opened",
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("first_at", _INSTANT, nullable=False),
        sa.Column("last_at", _INSTANT, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_cards_opened_member_id_members")
        ),
        sa.PrimaryKeyConstraint("member_id", "card", name=op.f("pk_cards_opened")),
    )


def _spacing() -> None:
    _table(
        "reviews",
        _pointer("member_id"),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("prompt_id", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rated", sa.JSON, nullable=False),
        primary=("member_id", "source"),
    )
    op.create_index(op.f("ix_reviews_member_id_at"), "reviews", ["member_id", "at"])
    _table(
        "recalls",
        _pointer("member_id"),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("skill", sa.Text, nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("stability", sa.Float(53), nullable=False),
        sa.Column("difficulty", sa.Float(53), nullable=False),
        sa.Column("reviewed_at", _INSTANT, nullable=False),
        sa.Column("scheduled_at", _INSTANT, nullable=False),
        sa.Column("due_at", _INSTANT),
        sa.Column("cleared", sa.Integer, nullable=False),
        sa.Column("cleared_on", sa.Date),
        sa.Column("missed_at", _INSTANT, nullable=False),
        sa.Column("strength", sa.Float(53), nullable=False),
        primary=("member_id", "key"),
    )
    op.create_index(op.f("ix_recalls_member_id_due_at"), "recalls", ["member_id", "due_at"])
    op.create_index(op.f("ix_recalls_member_id_skill"), "recalls", ["member_id", "skill"])
    _table(
        "prompts_shown",
        _pointer("member_id"),
        sa.Column("prompt_id", sa.Text, nullable=False),
        sa.Column("shown_at", _INSTANT, nullable=False),
        primary=("member_id", "prompt_id"),
    )


def _plans() -> None:
    _table(
        "plans",
        _pointer("member_id"),
        sa.Column("interview_on", sa.Date, nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("begun_on", sa.Date, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        primary=("member_id",),
    )


def _stories() -> None:
    _table(
        "stories",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        _pointer("member_id"),
        _pointer("attempt_id"),
        sa.Column("skills", sa.JSON, nullable=False),
        sa.Column("kept_at", _INSTANT, nullable=False),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_stories_attempt_id")),
        primary=("id",),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stories_member_id"), "stories", ["member_id"])
    _table(
        "story_uses",
        _pointer("story_id"),
        sa.Column("skill", sa.Text, nullable=False),
        _pointer("member_id"),
        sa.Column("used_at", _INSTANT, nullable=False),
        primary=("story_id", "skill"),
    )
    op.create_index(op.f("ix_story_uses_member_id"), "story_uses", ["member_id"])


def _suggestions() -> None:
    _table(
        "suggestions",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        _pointer("workspace_id"),
        _pointer("group_id"),
        _pointer("member_id"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("suggested_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_at", _INSTANT),
        primary=("id",),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_suggestions_member_id"), "suggestions", ["member_id"])
    op.create_index(
        "ix_suggestions_open",
        "suggestions",
        ["group_id", "id"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def _pointer(name: str) -> sa.Column[int]:
    """A column that points at another table; the foreign key comes with the table."""
    return sa.Column(name, _IDENT, autoincrement=False, nullable=False)


def _table(
    name: str,
    *parts: sa.Column[Any] | sa.UniqueConstraint,
    primary: tuple[str, ...],
    sqlite_autoincrement: bool = False,
) -> None:
    keys = [
        sa.ForeignKeyConstraint(
            [part.name],
            [f"{_TARGETS[part.name]}.id"],
            name=op.f(f"fk_{name}_{part.name}_{_TARGETS[part.name]}"),
        )
        for part in parts
        if isinstance(part, sa.Column) and part.name in _TARGETS
    ]
    key = sa.PrimaryKeyConstraint(*primary, name=op.f(f"pk_{name}"))
    op.create_table(name, *parts, *keys, key, sqlite_autoincrement=sqlite_autoincrement)


_TARGETS = {
    "member_id": "members",
    "attempt_id": "attempts",
    "story_id": "stories",
    "workspace_id": "workspaces",
    "group_id": "groups",
}
"""The tables that columns of these names point at."""
