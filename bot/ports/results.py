"""The store's part about results: what graded answers earned, without their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.result import Result


class Results(Protocol):
    """Reads active answers whose current grade is of level 1 or more."""

    async def of_member(
        self, group_id: int, member_id: int, at: datetime, limit: int
    ) -> list[Result]:
        """The member's newest results in the group, at most `limit`, oldest first.

        One whose feedback waits at `at` for the member's own guess is not among them.
        """
        ...

    async def prompts_of(self, group_id: int, member_id: int) -> set[str]:
        """Every prompt that the member ever sent something to in the group."""
        ...

    async def of_postings(self, posting_ids: Sequence[int], each: int) -> list[Result]:
        """The results among the first `each` answers to each posting, without revisions.

        The same bounded work for every posting, however many answers there are.
        """
        ...
