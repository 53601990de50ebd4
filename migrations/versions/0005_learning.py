"""Drills, cards due again, plans, stories, suggested questions.

Revision 0005.
"""

from __future__ import annotations

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


def downgrade() -> None:
    op.drop_table("cards_opened")
    op.drop_table("drill_turns")


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
