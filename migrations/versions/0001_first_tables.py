"""The first tables.

Revision 0001.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
# SQLite counts ids by itself only in a column of type INTEGER.
_IDENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _people()
    _calendars()
    _activity()
    _grading()
    _boards()
    _mail()


def downgrade() -> None:
    for table in (
        *("audit", "outbox", "inbox", "streaks", "standings", "credits", "hints_taken"),
        *("grading_jobs", "appeals", "grades", "attempts", "postings", "absences", "memberships"),
        *("accounts", "members", "day_marks", "weekday_rules", "places", "groups", "workspaces"),
    ):
        op.drop_table(table)


def _people() -> None:
    _table(
        "workspaces",
        _id(),
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        unique=("platform", "external_id"),
        sqlite_autoincrement=True,
    )
    _table(
        "groups",
        _id(),
        _to("workspace_id", "workspaces"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("local_time", sa.Time, nullable=False),
        sa.Column("weekdays", sa.String(7), nullable=False),
        sa.Column("delivery", sa.String(16), nullable=False),
        sa.Column("topics", sa.JSON, nullable=False),
        sa.Column("levels", sa.JSON, nullable=False),
        sa.Column("deadline_minutes", sa.Integer),
        sa.Column("catch_up_minutes", sa.Integer, nullable=False),
        sa.Column("feedback", sa.String(16), nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("next_date", sa.Date),
        sa.Column("next_due_at", _INSTANT),
        sa.Column("created_at", _INSTANT, nullable=False),
        unique=("workspace_id", "name"),
        sqlite_autoincrement=True,
    )
    _index("groups", "next_due_at", where="next_due_at IS NOT NULL")
    _table(
        "members",
        _id(),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("zone", sa.String(64)),
        sa.Column("board_name", sa.String(16), nullable=False),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("feedback", sa.String(16)),
        sa.Column("self_score", sa.Boolean, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    _table(
        "accounts",
        _id(),
        _to("member_id", "members"),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        unique=("key",),
    )
    _index("accounts", "member_id")
    _table(
        "memberships",
        _to("group_id", "groups", primary=True),
        _to("member_id", "members", primary=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("joined_at", _INSTANT, nullable=False),
    )
    _index("memberships", "member_id")


def _calendars() -> None:
    _table(
        "places",
        _id(),
        _to("workspace_id", "workspaces"),
        _to("group_id", "groups"),
        sa.Column("channel", sa.Text, nullable=False),
        unique=("workspace_id", "channel"),
    )
    _index("places", "group_id")
    _table(
        "weekday_rules",
        _to("group_id", "groups", primary=True),
        sa.Column("first_date", sa.Date, primary_key=True),
        sa.Column("weekdays", sa.String(7), nullable=False),
    )
    _table(
        "day_marks",
        _to("group_id", "groups", primary=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("mark", sa.String(16), nullable=False),
    )
    _table(
        "absences",
        _id(),
        _to("member_id", "members"),
        sa.Column("first_date", sa.Date, nullable=False),
        sa.Column("last_date", sa.Date, nullable=False),
    )
    _index("absences", "member_id")


def _activity() -> None:
    _table(
        "postings",
        _id(),
        _to("workspace_id", "workspaces"),
        _to("group_id", "groups"),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("prompt_id", sa.Text, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("posted_at", _INSTANT, nullable=False),
        sa.Column("deadline_at", _INSTANT, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        unique=("group_id", "local_date"),
        sqlite_autoincrement=True,
    )
    _index(
        "postings", "deadline_at", name="ix_postings_open_deadline_at", where="state <> 'closed'"
    )
    _table(
        "attempts",
        _id(),
        _to("workspace_id", "workspaces"),
        _to("group_id", "groups"),
        _to("member_id", "members"),
        _to("posting_id", "postings", nullable=True),
        _to("revises_id", "attempts", nullable=True),
        sa.Column("prompt_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("probe_text", sa.Text),
        sa.Column("probe_at", _INSTANT),
        sa.Column("sent_at", _INSTANT, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("practice_date", sa.Date, nullable=False),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("guess", sa.Integer),
        sa.Column("guess_until", _INSTANT),
        sqlite_autoincrement=True,
    )
    _index("attempts", "member_id")
    _index("attempts", "posting_id")
    _index("attempts", "revises_id")
    _index("attempts", "group_id", "member_id", "prompt_id", "sent_at")
    _index("attempts", "group_id", "member_id", "sent_at")


def _grading() -> None:
    _table(
        "grades",
        _id(),
        _to("attempt_id", "attempts"),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("low", sa.Integer, nullable=False),
        sa.Column("high", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("criteria", sa.JSON, nullable=False),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("gap", sa.Text),
        sa.Column("probe", sa.Text),
        sa.Column("grader", sa.Text, nullable=False),
        sa.Column("grader_version", sa.Text, nullable=False),
        sa.Column("rubric_version", sa.Text, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("graded_at", _INSTANT, nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_grades_score")),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_grades_level")),
    )
    _index("grades", "attempt_id")
    _index("grades", "attempt_id", name="uq_grades_current", where="is_current", unique=True)
    _table(
        "appeals",
        _id(),
        _to("workspace_id", "workspaces"),
        _to("group_id", "groups"),
        _to("attempt_id", "attempts"),
        sa.Column("grade_number", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("opened_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered_at", _INSTANT),
        unique=("attempt_id", "grade_number"),
        sqlite_autoincrement=True,
    )
    _index("appeals", "group_id", "id", name="ix_appeals_open", where="state = 'open'")
    _table(
        "grading_jobs",
        _to("attempt_id", "attempts", primary=True),
        sa.Column("queued_at", _INSTANT, nullable=False),
        sa.Column("not_before", _INSTANT, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("error", sa.Text),
    )
    _index("grading_jobs", "queued_at")
    _table(
        "hints_taken",
        _to("group_id", "groups", primary=True),
        _to("member_id", "members", primary=True),
        sa.Column("prompt_id", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("taken_at", _INSTANT, nullable=False),
    )
    _index("hints_taken", "member_id")


def _boards() -> None:
    _table(
        "credits",
        _to("group_id", "groups", primary=True),
        _to("member_id", "members", primary=True),
        sa.Column("prompt_id", sa.Text, primary_key=True),
        sa.Column("practice_date", sa.Date, primary_key=True),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("answers", sa.Integer, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
    )
    _index("credits", "member_id")
    _table(
        "standings",
        _to("group_id", "groups", primary=True),
        sa.Column("period", sa.String(16), primary_key=True),
        _to("member_id", "members", primary=True),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("answers", sa.BigInteger, nullable=False),
        sa.Column("score_sum", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    _index("standings", "member_id")
    _index("standings", "group_id", "period", "points", "member_id")
    _table(
        "streaks",
        _to("group_id", "groups", primary=True),
        _to("member_id", "members", primary=True),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("best", sa.Integer, nullable=False),
        sa.Column("freezes", sa.Integer, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
    )
    _index("streaks", "member_id")
    _index("streaks", "group_id", "length", "member_id")


def _mail() -> None:
    _table(
        "inbox",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("received_at", _INSTANT, nullable=False),
    )
    _table(
        "outbox",
        _id(),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("platform", sa.String(32), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("subject", sa.JSON, nullable=False),
        sa.Column("recipient", sa.Text),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("not_before", _INSTANT, nullable=False),
        sa.Column("leased_until", _INSTANT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sent_at", _INSTANT),
        sa.Column("reference", sa.Text),
        sa.Column("error", sa.Text),
        unique=("key",),
        sqlite_autoincrement=True,
    )
    _index("outbox", "recipient")
    _index("outbox", "platform", "id", name="ix_outbox_waiting", where="state = 'waiting'")
    _table(
        "audit",
        _id(),
        _to("workspace_id", "workspaces"),
        _to("group_id", "groups"),
        _to("actor_id", "members", nullable=True),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
    )
    _index("audit", "actor_id")
    _index("audit", "group_id", "id")


def _id() -> sa.Column[Any]:
    return sa.Column("id", _IDENT, primary_key=True, autoincrement=True)


def _to(
    column: str, target: str, *, primary: bool = False, nullable: bool = False
) -> tuple[sa.Column[Any], str]:
    made: sa.Column[Any] = sa.Column(
        column, _IDENT, primary_key=primary, autoincrement=False, nullable=nullable
    )
    return made, target


def _table(
    name: str,
    *parts: sa.schema.SchemaItem | tuple[sa.Column[Any], str],
    unique: tuple[str, ...] = (),
    sqlite_autoincrement: bool = False,
    sqlite_with_rowid: bool = True,
) -> None:
    """Create a table; a pair of column and target is a foreign key; every constraint is named."""
    items: list[sa.schema.SchemaItem] = []
    keys: list[sa.schema.SchemaItem] = []
    primary: list[str] = []
    for part in parts:
        item: sa.schema.SchemaItem
        if isinstance(part, tuple):
            item, target = part
            key = op.f(f"fk_{name}_{item.name}_{target}")
            keys.append(sa.ForeignKeyConstraint([item.name], [f"{target}.id"], name=key))
        else:
            item = part
        if isinstance(item, sa.Column) and item.primary_key:
            primary.append(item.name)
        items.append(item)
    keys.append(sa.PrimaryKeyConstraint(*primary, name=op.f(f"pk_{name}")))
    if unique:
        keys.append(sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")))
    op.create_table(
        name,
        *items,
        *keys,
        sqlite_autoincrement=sqlite_autoincrement,
        sqlite_with_rowid=sqlite_with_rowid,
    )


def _index(
    table: str, *columns: str, name: str = "", where: str | None = None, unique: bool = False
) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(
        op.f(name or f"ix_{table}_{'_'.join(columns)}"),
        table,
        list(columns),
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
