"""Reviews, recalls and prompts shown, in the database."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    union,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.recall import Memory, Phase, Recall
from bot.domain.review import Rated, Rating, Review
from bot.store.tables import attempts, postings, prompts_shown, recalls, reviews
from bot.store.upsert import insert_into

_AT_ONCE = 200
"""Keys named in one statement; databases take only so many values."""

_MINE = recalls.c.member_id == bindparam("member")

_DUE = (
    select(recalls)
    .where(_MINE, recalls.c.due_at <= bindparam("at", type_=recalls.c.due_at.type))
    .order_by(recalls.c.due_at, recalls.c.key == recalls.c.skill, recalls.c.key)
    .limit(bindparam("most"))
)

# One statement, made once: asked one by one, and put together anew, it takes twice as long.
_DUE_AND_SKILLS = union_all(
    select(
        literal(1).label("is_due"),
        _DUE.where(recalls.c.skill.in_(bindparam("of_skills", expanding=True))).subquery(),
    ),
    select(
        literal(0).label("is_due"),
        select(recalls).where(_MINE, recalls.c.key == recalls.c.skill).subquery(),
    ),
)

_SEEN = union_all(
    select(
        prompts_shown.c.prompt_id, prompts_shown.c.shown_at.label("at"), literal(0).label("posted")
    ).where(prompts_shown.c.member_id == bindparam("member")),
    select(attempts.c.prompt_id, func.max(attempts.c.sent_at).label("at"), literal(0))
    .where(attempts.c.member_id == bindparam("member"))
    .group_by(attempts.c.prompt_id),
    select(postings.c.prompt_id, postings.c.posted_at.label("at"), literal(1)).where(
        postings.c.group_id == bindparam("group"),
        postings.c.local_date >= bindparam("since", type_=postings.c.local_date.type),
    ),
)


class SqlRecalls:
    """Implements `bot.ports.recalls.Recalls`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def reviews(self, member_id: int) -> list[Review]:
        """All reviews of a member, oldest first."""
        return await self._reviews(_of(reviews, member_id))

    async def reviews_from(self, member_id: int, sources: Collection[str]) -> list[Review]:
        """The member's reviews of these sources, oldest first."""
        return await self._reviews(_of(reviews, member_id), reviews.c.source.in_(sources))

    async def latest_review(self, member_id: int) -> datetime | None:
        """The time of the member's newest review; None without any."""
        query = select(reviews.c.at).where(_of(reviews, member_id))
        found: datetime | None = await self._connection.scalar(
            query.order_by(reviews.c.at.desc()).limit(1)
        )
        return found

    async def put_reviews(self, member_id: int, found: Sequence[Review]) -> None:
        """Store reviews, each in place of an earlier one of its source."""
        await self._put(reviews, "source", [_review_row(member_id, one) for one in found])

    async def drop_reviews(self, member_id: int, sources: Collection[str]) -> None:
        """Forget the reviews of these sources."""
        await self._connection.execute(
            delete(reviews).where(_of(reviews, member_id), reviews.c.source.in_(sources))
        )

    async def all(self, member_id: int) -> list[Recall]:
        """All recalls of a member, by key."""
        return await self._recalls(
            select(recalls).where(_of(recalls, member_id)).order_by(recalls.c.key)
        )

    async def of_skills(self, member_id: int) -> list[Recall]:
        """The member's recalls about whole skills, by key."""
        whole = select(recalls).where(_of(recalls, member_id), recalls.c.key == recalls.c.skill)
        return await self._recalls(whole.order_by(recalls.c.key))

    async def touched_by(self, member_id: int, review: Review) -> list[Recall]:
        """The recalls that a review can change: those it rates, and the due ones of its skills."""
        keys = [one.key for one in review.rated]
        skills = {one.skill for one in review.rated}
        due = (recalls.c.due_at <= review.at) & recalls.c.skill.in_(skills)
        return await self._recalls(
            select(recalls).where(_of(recalls, member_id), or_(recalls.c.key.in_(keys), due))
        )

    async def due(self, member_id: int, at: datetime, limit: int) -> list[Recall]:
        """What should be back by then, the longest due first, points before whole skills."""
        values = {"member": member_id, "at": at, "most": limit}
        return [_recall(row) for row in await self._connection.execute(_DUE, values)]

    async def due_and_skills(
        self, member_id: int, at: datetime, skills: Collection[str], limit: int
    ) -> tuple[list[Recall], list[Recall]]:
        """What is due of these skills, as `due` has it, and the recalls about whole skills."""
        values = {"member": member_id, "at": at, "of_skills": list(skills), "most": limit}
        rows = await self._connection.execute(_DUE_AND_SKILLS, values)
        found = [(bool(row.is_due), _recall(row)) for row in rows]
        longest = sorted(
            (recall for is_due, recall in found if is_due),
            key=lambda recall: (recall.due_at or at, recall.of_skill, recall.key),
        )
        return longest, [recall for is_due, recall in found if not is_due]

    async def due_skills(self, member_id: int, at: datetime) -> dict[str, int]:
        """How many recalls of each skill should be back by then."""
        rows = await self._connection.execute(
            select(recalls.c.skill, func.count())
            .where(_of(recalls, member_id), recalls.c.due_at <= at)
            .group_by(recalls.c.skill)
        )
        return {row[0]: row[1] for row in rows}

    async def put(self, member_id: int, changed: Sequence[Recall]) -> None:
        """Store recalls, each in place of an earlier one of its key."""
        await self._put(recalls, "key", [_recall_row(member_id, recall) for recall in changed])

    async def replace(self, member_id: int, deck: Sequence[Recall]) -> None:
        """Make these the member's recalls."""
        await self._connection.execute(delete(recalls).where(_of(recalls, member_id)))
        await self.put(member_id, deck)

    async def show(self, member_id: int, prompt_id: str, at: datetime) -> None:
        """Remember when the member was last shown a prompt to practise."""
        row = {"member_id": member_id, "prompt_id": prompt_id, "shown_at": at}
        await self._put(prompts_shown, "prompt_id", [row])

    async def seen(
        self, member_id: int, group_id: int, since: date
    ) -> tuple[dict[str, datetime], dict[str, datetime]]:
        """When the member was last shown, or last answered, each prompt; in any group.

        Beside it when each was last posted to that group, on local dates since then.
        """
        own: dict[str, datetime] = {}
        posted: dict[str, datetime] = {}
        values = {"member": member_id, "group": group_id, "since": since}
        for prompt_id, at, is_posted in await self._connection.execute(_SEEN, values):
            found = posted if is_posted else own
            found[prompt_id] = max(at, found.get(prompt_id, at))
        return own, posted

    async def reviewed(self) -> list[int]:
        """The ids of all members with reviews or recalls."""
        query = union(select(reviews.c.member_id), select(recalls.c.member_id))
        return sorted(await self._connection.scalars(query))

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """All reviews and recalls by table name, ordered, to be compared."""
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in (reviews, recalls):
            query = select(table).order_by(*table.primary_key.columns)
            rows = [dict(row._mapping) for row in await self._connection.execute(query)]  # noqa: SLF001
            found[table.name] = [
                tuple(json.dumps(v) if isinstance(v, list) else v for v in row.values())
                for row in rows
            ]
        return found

    async def _reviews(self, *where: ColumnElement[bool]) -> list[Review]:
        query = select(reviews).where(*where).order_by(reviews.c.at, reviews.c.source)
        return [_review(row) for row in await self._connection.execute(query)]

    async def _recalls(self, query: Select[Any]) -> list[Recall]:
        return [_recall(row) for row in await self._connection.execute(query)]

    async def _put(self, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
        for start in range(0, len(rows), _AT_ONCE):
            statement = insert_into(self._connection, table)
            new = statement.excluded
            names = [name for name in rows[start] if name not in {"member_id", key}]
            await self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["member_id", key], set_={name: new[name] for name in names}
                ),
                rows[start : start + _AT_ONCE],
            )


def _of(table: Table, member_id: int) -> ColumnElement[bool]:
    return table.c.member_id == member_id


def _review_row(member_id: int, review: Review) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "source": review.source,
        "prompt_id": review.prompt_id,
        "at": review.at,
        "day": review.day,
        "rated": [[one.key, one.skill, int(one.rating), one.lacking] for one in review.rated],
    }


def _review(row: Row[Any]) -> Review:
    rated = tuple(
        Rated(key, skill, Rating(rating), lacking) for key, skill, rating, lacking in row.rated
    )
    return Review(row.source, row.prompt_id, row.at, row.day, rated)


def _recall_row(member_id: int, recall: Recall) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "key": recall.key,
        "skill": recall.skill,
        "phase": recall.phase.value,
        "stability": recall.memory.stability,
        "difficulty": recall.memory.difficulty,
        "reviewed_at": recall.memory.reviewed_at,
        "scheduled_at": recall.memory.due_at,
        "due_at": recall.due_at,
        "cleared": recall.cleared,
        "cleared_on": recall.cleared_on,
        "missed_at": recall.missed_at,
        "strength": recall.strength,
    }


def _recall(row: Row[Any]) -> Recall:
    return Recall(
        key=row.key,
        skill=row.skill,
        phase=Phase(row.phase),
        memory=Memory(row.stability, row.difficulty, row.reviewed_at, row.scheduled_at),
        due_at=row.due_at,
        cleared=row.cleared,
        cleared_on=row.cleared_on,
        missed_at=row.missed_at,
        strength=row.strength,
    )
