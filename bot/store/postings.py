"""Postings in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, String, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.posting import NewPosting, Posting, PostingState
from bot.store.tables import groups, postings
from bot.store.upsert import insert_into

_COLUMNS = [column for column in postings.columns if column.name != "workspace_id"]

_CLOSED = literal_column("'closed'", String)


class SqlPostings:
    """Implements `bot.ports.activity.Postings`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Sequence[NewPosting]) -> list[Posting]:
        """Store postings in state claimed; of a group and date that has one, nothing is stored.

        Returns those that were stored. Two statements for any number of postings.
        """
        if not new:
            return []
        ids = {posting.group_id for posting in new}
        owners = await self._connection.execute(
            select(groups.c.id, groups.c.workspace_id).where(groups.c.id.in_(ids))
        )
        workspace = {row.id: row.workspace_id for row in owners}
        rows = await self._connection.execute(
            insert_into(self._connection, postings).on_conflict_do_nothing().returning(*_COLUMNS),
            [_values(posting, workspace[posting.group_id]) for posting in new],
        )
        return [_posting(row) for row in rows]

    async def get(self, posting_id: int) -> Posting | None:
        """The posting of that id."""
        return await self._one(select(*_COLUMNS).where(postings.c.id == posting_id))

    async def on(self, group_id: int, day: date) -> Posting | None:
        """The group's posting for that local date."""
        return await self._one(
            select(*_COLUMNS).where(postings.c.group_id == group_id, postings.c.local_date == day)
        )

    async def latest(self, group_id: int) -> Posting | None:
        """The group's newest posting."""
        query = select(*_COLUMNS).where(postings.c.group_id == group_id)
        return await self._one(query.order_by(postings.c.local_date.desc()).limit(1))

    async def used(self, group_ids: Sequence[int]) -> dict[int, list[str]]:
        """For each group the prompt ids it was posted, oldest first; one query."""
        query = (
            select(postings.c.group_id, postings.c.prompt_id)
            .where(postings.c.group_id.in_(group_ids))
            .order_by(postings.c.group_id, postings.c.local_date)
        )
        found: dict[int, list[str]] = defaultdict(list)
        for group_id, prompt_id in await self._connection.execute(query):
            found[group_id].append(prompt_id)
        return dict(found)

    async def overdue(self, now: datetime, limit: int) -> list[Posting]:
        """Postings that are not closed although their deadline is at or before `now`."""
        return await self._all(_overdue(now, limit))

    async def claim_overdue(self, now: datetime, limit: int) -> list[Posting]:
        """The same, of those that nobody else is closing; nobody else can until this ends."""
        return await self._all(_overdue(now, limit).with_for_update(skip_locked=True))

    async def between(self, group_id: int, first: date, last: date) -> list[Posting]:
        """The group's postings of those local dates, both included, oldest first."""
        return await self._all(
            select(*_COLUMNS)
            .where(postings.c.group_id == group_id, postings.c.local_date.between(first, last))
            .order_by(postings.c.local_date)
        )

    async def mark_sent(self, posting_id: int) -> None:
        """A claimed posting was sent; no effect on one that is further."""
        await self._connection.execute(
            update(postings)
            .where(postings.c.id == posting_id, postings.c.state == PostingState.CLAIMED.value)
            .values(state=PostingState.SENT.value)
        )

    async def close(self, posting_ids: Sequence[int]) -> None:
        """These postings are past their deadline."""
        await self._connection.execute(
            update(postings)
            .where(postings.c.id.in_(posting_ids))
            .values(state=PostingState.CLOSED.value)
        )

    async def _one(self, query: Select[Any]) -> Posting | None:
        row = (await self._connection.execute(query)).first()
        return None if row is None else _posting(row)

    async def _all(self, query: Select[Any]) -> list[Posting]:
        return [_posting(row) for row in await self._connection.execute(query)]


def _overdue(now: datetime, limit: int) -> Select[Any]:
    return (
        select(*_COLUMNS)
        # Written as the index is: a bound value would hide that it fits.
        .where(postings.c.state != _CLOSED, postings.c.deadline_at <= now)
        .order_by(postings.c.deadline_at, postings.c.id)
        .limit(limit)
    )


def _values(posting: NewPosting, workspace_id: int) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "group_id": posting.group_id,
        "local_date": posting.local_date,
        "prompt_id": posting.prompt_id,
        "due_at": posting.due_at,
        "posted_at": posting.posted_at,
        "deadline_at": posting.deadline_at,
        "late": posting.late,
        "state": PostingState.CLAIMED.value,
    }


def _posting(row: Row[Any]) -> Posting:
    return Posting(
        id=row.id,
        group_id=row.group_id,
        local_date=row.local_date,
        prompt_id=row.prompt_id,
        due_at=row.due_at,
        posted_at=row.posted_at,
        deadline_at=row.deadline_at,
        late=row.late,
        state=PostingState(row.state),
    )
