"""The store's part about stories: answers that members keep to tell again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.story import Story


class Stories(Protocol):
    """Members' kept answers, and for which competency each is to be told."""

    async def add(
        self, member_id: int, attempt_id: int, skills: Sequence[str], at: datetime
    ) -> Story:
        """Keep an answer that is not kept yet."""
        ...

    async def of_member(self, member_id: int) -> list[Story]:
        """The member's stories, oldest first."""
        ...

    async def remove(self, story_id: int) -> None:
        """Keep it no longer; the answer itself stays."""
        ...

    async def uses(self, member_id: int) -> dict[str, int]:
        """By competency the story that is to be told for it."""
        ...

    async def use(self, member_id: int, skill: str, story_id: int, at: datetime) -> None:
        """Tell this story for that competency from now on, in place of another."""
        ...
