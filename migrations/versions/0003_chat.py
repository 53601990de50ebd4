"""What chat platforms need: kept events, cursors, messages of attempts, roles, reminders, links.

Revision 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _groups_and_members()
    op.add_column("attempts", sa.Column("message", sa.Text))
    op.create_index(op.f("ix_attempts_message"), "attempts", ["message"])
    _mail()
    op.create_table(
        "link_codes",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("member_id", _IDENT, autoincrement=False, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_link_codes_member_id_members")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_link_codes")),
    )
    op.create_index(op.f("ix_link_codes_member_id"), "link_codes", ["member_id"])


def _groups_and_members() -> None:
    for name in ("host_role", "ping"):
        op.add_column("groups", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column(
        "groups", sa.Column("threads", sa.Boolean, nullable=False, server_default=sa.true())
    )
    op.add_column(
        "groups", sa.Column("pins", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column(
        "members",
        sa.Column("shares_answers", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.add_column("members", sa.Column("reminder_time", sa.Time))
    op.add_column("members", sa.Column("next_reminder_at", _INSTANT))
    op.create_index(
        "ix_members_next_reminder_at",
        "members",
        ["next_reminder_at"],
        sqlite_where=sa.text("next_reminder_at IS NOT NULL"),
        postgresql_where=sa.text("next_reminder_at IS NOT NULL"),
    )
    op.add_column("memberships", sa.Column("prompt_id", sa.Text))
    op.add_column("memberships", sa.Column("prompt_shown_at", _INSTANT))


def _mail() -> None:
    op.add_column("inbox", sa.Column("event", sa.JSON))
    op.add_column("inbox", sa.Column("account", sa.Text))
    op.add_column("inbox", sa.Column("handled_at", _INSTANT))
    # What is there was handled when it was stored.
    op.execute("UPDATE inbox SET handled_at = received_at")
    op.create_index(op.f("ix_inbox_account"), "inbox", ["account"])
    op.create_index(
        "ix_inbox_unhandled",
        "inbox",
        ["received_at"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_index("ix_outbox_reference", "outbox", ["platform", "reference"])
    op.create_table(
        "cursors",
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column("moved_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("platform", "workspace", "channel", name=op.f("pk_cursors")),
    )


def downgrade() -> None:
    op.drop_table("link_codes")
    op.drop_table("cursors")
    op.drop_index("ix_outbox_reference", "outbox")
    op.drop_index("ix_inbox_unhandled", "inbox")
    op.drop_index(op.f("ix_inbox_account"), "inbox")
    for column in ("handled_at", "account", "event"):
        op.drop_column("inbox", column)
    for column in ("prompt_shown_at", "prompt_id"):
        op.drop_column("memberships", column)
    op.drop_index("ix_members_next_reminder_at", "members")
    for column in ("next_reminder_at", "reminder_time", "shares_answers"):
        op.drop_column("members", column)
    for column in ("pins", "threads", "ping", "host_role"):
        op.drop_column("groups", column)
    op.drop_index(op.f("ix_attempts_message"), "attempts")
    op.drop_column("attempts", "message")
