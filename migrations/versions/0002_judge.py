"""Calls to the outside judge, and verdicts kept from them.

Revision 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "judge_calls",
        sa.Column("id", _IDENT, autoincrement=True, nullable=False),
        sa.Column("group_id", _IDENT, autoincrement=False),
        sa.Column("member_id", _IDENT, autoincrement=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("result", sa.String(16)),
        sa.Column("tokens_in", sa.Integer),
        sa.Column("tokens_out", sa.Integer),
        sa.Column("cost_micros", sa.BigInteger),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_judge_calls_group_id_groups")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_judge_calls_member_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judge_calls")),
    )
    op.create_index(op.f("ix_judge_calls_at"), "judge_calls", ["at"])
    op.create_index(op.f("ix_judge_calls_member_id"), "judge_calls", ["member_id"])
    op.create_index(op.f("ix_judge_calls_group_id_at"), "judge_calls", ["group_id", "at"])
    op.create_table(
        "judge_verdicts",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("verdicts", sa.Text, nullable=False),
        sa.Column("kept_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_judge_verdicts")),
    )
    op.create_index(op.f("ix_judge_verdicts_kept_at"), "judge_verdicts", ["kept_at"])


def downgrade() -> None:
    op.drop_table("judge_verdicts")
    op.drop_table("judge_calls")
