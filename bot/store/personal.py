"""What is held about one member, in every table: found, copied out, deleted.

The tables are found by their foreign keys, so that a new table cannot be forgotten: a column that
points at a member, at an attempt, a mock session or an account of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import jsonable
from bot.store.tables import (
    METADATA,
    accounts,
    attempts,
    audit,
    inbox,
    members,
    memberships,
    mock_sessions,
    outbox,
)

FORGOTTEN = "(deleted member)"
"""What stands in the audit log where a name stood."""


async def rows_about(
    connection: AsyncConnection, member_id: int
) -> dict[str, list[dict[str, Any]]]:
    """Every row held about the member, by table name; tables without one are left out."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, about in _all_about(member_id):
        query = select(table).where(about).order_by(*table.primary_key.columns)
        rows = [jsonable(row) for row in await connection.execute(query)]
        if rows:
            found[table.name] = rows
    return found


async def erase(connection: AsyncConnection, member_id: int) -> None:
    """Delete every row about the member; the audit log keeps its entries without the name."""
    await _forget_in_audit(connection, member_id)
    # Tables that point at others come after them in the list, and go first. Messages point without
    # a foreign key: they are found through accounts and attempts as long as these are there.
    theirs = reversed(list(_all_about(member_id)))
    for table, about in sorted(theirs, key=lambda one: one[0] not in (inbox, outbox)):
        if table is not audit:
            await connection.execute(delete(table).where(about))


def _all_about(member_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    for table in METADATA.sorted_tables:
        about = _about(table, member_id)
        if about:
            yield table, or_(*about)


def _about(table: Table, member_id: int) -> list[ColumnElement[bool]]:
    theirs = select(attempts.c.id).where(attempts.c.member_id == member_id)
    sessions = select(mock_sessions.c.id).where(mock_sessions.c.member_id == member_id)
    keys = select(accounts.c.key).where(accounts.c.member_id == member_id)
    if table is members:
        return [members.c.id == member_id]
    about: list[ColumnElement[bool]] = []
    for column in table.columns:
        targets = {key.column for key in column.foreign_keys}
        if members.c.id in targets:
            about.append(column == member_id)
        elif attempts.c.id in targets and table is not attempts:
            about.append(column.in_(theirs))
        elif mock_sessions.c.id in targets:
            about.append(column.in_(sessions))
        elif column.info.get("points_at") == "accounts.key":
            about.append(column.in_(keys))
    if table is outbox:
        # A message to a whole thread may still be about one member's attempt.
        about.append(outbox.c.subject["attempt"].as_integer().in_(theirs))
        about.append(outbox.c.subject["member"].as_integer() == member_id)
        about.append(outbox.c.subject["session"].as_integer().in_(sessions))
    return about


async def _forget_in_audit(connection: AsyncConnection, member_id: int) -> None:
    names = await _names(connection, member_id)
    in_their_groups = audit.c.group_id.in_(
        select(memberships.c.group_id).where(memberships.c.member_id == member_id)
    )
    entries = await connection.execute(
        select(audit.c.id, audit.c.detail).where(
            or_(in_their_groups, audit.c.actor_id == member_id)
        )
    )
    for entry_id, detail in entries.all():
        cleaned = _without(detail, names, member_id)
        if cleaned != detail:
            await connection.execute(
                update(audit).where(audit.c.id == entry_id).values(detail=cleaned)
            )
    await connection.execute(
        update(audit).where(audit.c.actor_id == member_id).values(actor_id=None)
    )


async def _names(connection: AsyncConnection, member_id: int) -> set[str]:
    own: Select[Any] = select(members.c.name, members.c.alias).where(members.c.id == member_id)
    of_accounts = select(accounts.c.key, accounts.c.name).where(accounts.c.member_id == member_id)
    names: set[str] = set()
    for query in (own, of_accounts):
        for row in await connection.execute(query):
            names.update(row)
    return names - {""}


def _without(value: object, names: set[str], member_id: int, *, of_member: bool = False) -> object:
    """A detail of the audit log without these names, and without the id where it says `member`."""
    if isinstance(value, dict):
        return {
            key: _without(inner, names, member_id, of_member=key in {"member", "member_id"})
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_without(inner, names, member_id, of_member=of_member) for inner in value]
    if isinstance(value, str) and value in names:
        return FORGOTTEN
    return None if of_member and value == member_id else value
