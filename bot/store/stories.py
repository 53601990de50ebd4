"""Kept answers in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.story import Story
from bot.store.tables import stories, story_uses


class SqlStories:
    """Implements `bot.ports.stories.Stories`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self, member_id: int, attempt_id: int, skills: Sequence[str], at: datetime
    ) -> Story:
        """Keep an answer that is not kept yet."""
        values = {"member_id": member_id, "attempt_id": attempt_id, "kept_at": at}
        added = await self._connection.execute(
            insert(stories).values(skills=list(skills), **values).returning(stories.c.id)
        )
        return Story(added.scalar_one(), member_id, attempt_id, tuple(skills), at)

    async def of_member(self, member_id: int) -> list[Story]:
        """The member's stories, oldest first."""
        query = select(stories).where(stories.c.member_id == member_id).order_by(stories.c.id)
        return [
            Story(row.id, row.member_id, row.attempt_id, tuple(row.skills), row.kept_at)
            for row in await self._connection.execute(query)
        ]

    async def remove(self, story_id: int) -> None:
        """Keep it no longer; the answer itself stays."""
        await self._connection.execute(delete(story_uses).where(story_uses.c.story_id == story_id))
        await self._connection.execute(delete(stories).where(stories.c.id == story_id))

    async def uses(self, member_id: int) -> dict[str, int]:
        """By competency the story that is to be told for it."""
        # Two linked members may each have chosen one: the newer choice holds.
        query = (
            select(story_uses.c.skill, story_uses.c.story_id)
            .where(story_uses.c.member_id == member_id)
            .order_by(story_uses.c.used_at, story_uses.c.story_id)
        )
        return {row[0]: row[1] for row in await self._connection.execute(query)}

    async def use(self, member_id: int, skill: str, story_id: int, at: datetime) -> None:
        """Tell this story for that competency from now on, in place of another."""
        mine = (story_uses.c.member_id == member_id) & (story_uses.c.skill == skill)
        await self._connection.execute(delete(story_uses).where(mine))
        await self._connection.execute(
            insert(story_uses).values(
                story_id=story_id, skill=skill, member_id=member_id, used_at=at
            )
        )
