"""The store's part about boards: aggregates kept in the attempt's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.domain.board import Board, BoardKind, Window
from bot.domain.points import Credit
from bot.domain.streak import Streak


class Standings(Protocol):
    """Points and streaks, added up so that a board is one indexed query."""

    async def replace_credits(
        self, group_id: int, member_id: int, prompt_id: str, earned: Sequence[Credit]
    ) -> None:
        """Put these credits in place of the earlier ones of the member at the prompt.

        The aggregates of every window change by the difference.
        """
        ...

    async def put_streak(self, group_id: int, member_id: int, streak: Streak) -> None:
        """Keep the streak's length, best, freezes and expiry for the boards.

        A streak without any day is forgotten.
        """
        ...

    async def streaking(self, days: Sequence[tuple[int, date]]) -> list[tuple[int, int]]:
        """Of these groups the (group id, member id) whose streak was to outlast the date given."""
        ...

    async def board(
        self,
        kind: BoardKind,
        window: Window,
        *,
        group_id: int,
        day: date,
        viewer_id: int | None,
        limit: int,
    ) -> Board:
        """The board as of the local date `day`, at most `limit` rows.

        Hidden members hold no place. Members without an entry in the window do not appear.
        """
        ...

    async def points(self, group_id: int, member_id: int, window: Window, day: date) -> int:
        """A member's own points in a window, hidden or not."""
        ...

    async def heard(self, group_id: int, periods: Sequence[str]) -> int:
        """How many members have an entry in any of these periods."""
        ...

    async def silent(
        self, group_id: int, before: Sequence[str], since: Sequence[str], limit: int
    ) -> list[int]:
        """Members with an entry in the periods before and none in those since, by their ids."""
        ...

    async def clear(self) -> None:
        """Forget all credits, aggregates and streaks, to be rebuilt."""
        ...

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """All credits, aggregates and streaks by table name, ordered, to be compared."""
        ...
