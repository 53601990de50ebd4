"""What all tables share: the metadata, the naming of constraints, and columns that recur."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData

from bot.store.columns import IDENT

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every constraint has a name, so that a migration can change it on either database."""

NEVER_REUSED = True
"""Ids of deleted rows are not given out again: a late message must not find somebody else."""


def ident() -> Column[int]:
    """The table's own id."""
    return Column("id", IDENT, primary_key=True, autoincrement=True)


def points_at(
    target: str,
    name: str | None = None,
    *,
    primary_key: bool = False,
    nullable: bool = False,
    index: bool | None = None,
) -> Column[int]:
    """A column with a foreign key to the id of another table; not null unless said otherwise.

    No deletion cascades: what goes with a member is spelled out in `bot.store.personal`.
    """
    return Column(
        name or f"{target[:-1]}_id",
        IDENT,
        ForeignKey(f"{target}.id"),
        primary_key=primary_key,
        autoincrement=False,
        nullable=nullable,
        index=index,
    )
