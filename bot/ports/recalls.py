"""The store's part about spaced practice: reviews, the recalls that follow, prompts shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.recall import Recall
from bot.domain.review import Review


class Recalls(Protocol):
    """What members' answers showed, and what is to come back when."""

    async def reviews(self, member_id: int) -> list[Review]:
        """All reviews of a member, oldest first."""
        ...

    async def reviews_from(self, member_id: int, sources: Collection[str]) -> list[Review]:
        """The member's reviews of these sources, oldest first."""
        ...

    async def latest_review(self, member_id: int) -> datetime | None:
        """The time of the member's newest review; None without any."""
        ...

    async def put_reviews(self, member_id: int, found: Sequence[Review]) -> None:
        """Store reviews, each in place of an earlier one of its source."""
        ...

    async def drop_reviews(self, member_id: int, sources: Collection[str]) -> None:
        """Forget the reviews of these sources."""
        ...

    async def all(self, member_id: int) -> list[Recall]:
        """All recalls of a member, by key."""
        ...

    async def of_skills(self, member_id: int) -> list[Recall]:
        """The member's recalls about whole skills, by key."""
        ...

    async def touched_by(self, member_id: int, review: Review) -> list[Recall]:
        """The recalls that a review can change: those it rates, and the due ones of its skills."""
        ...

    async def due(self, member_id: int, at: datetime, limit: int) -> list[Recall]:
        """What should be back by then, the longest due first, points before whole skills."""
        ...

    async def due_and_skills(
        self, member_id: int, at: datetime, skills: Collection[str], limit: int
    ) -> tuple[list[Recall], list[Recall]]:
        """What is due of these skills, as `due` has it, and the recalls about whole skills."""
        ...

    async def due_skills(self, member_id: int, at: datetime) -> dict[str, int]:
        """How many recalls of each skill should be back by then."""
        ...

    async def put(self, member_id: int, changed: Sequence[Recall]) -> None:
        """Store recalls, each in place of an earlier one of its key."""
        ...

    async def replace(self, member_id: int, deck: Sequence[Recall]) -> None:
        """Make these the member's recalls."""
        ...

    async def show(self, member_id: int, prompt_id: str, at: datetime) -> None:
        """Remember when the member was last shown a prompt to practise."""
        ...

    async def seen(
        self, member_id: int, group_id: int, since: date
    ) -> tuple[dict[str, datetime], dict[str, datetime]]:
        """When the member was last shown, or last answered, each prompt; in any group.

        Beside it when each was last posted to that group, on local dates since then.
        """
        ...

    async def reviewed(self) -> list[int]:
        """The ids of all members with reviews or recalls."""
        ...

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """All reviews and recalls by table name, ordered, to be compared."""
        ...
