"""Boards and a member's own numbers."""

from __future__ import annotations

from datetime import datetime

from bot.domain.board import Board, BoardKind, Window
from bot.domain.schedule import local_date
from bot.services.arrival import Visitor
from bot.services.deps import Deps

ROWS = 10


async def board(
    deps: Deps, visitor: Visitor, *, kind: BoardKind, window: Window, at: datetime
) -> Board:
    """The group's board as of the local date of `at`, with the visitor's own row."""
    async with deps.store.read() as work:
        return await work.standings.board(
            kind,
            window,
            group_id=visitor.group.id,
            day=local_date(at, visitor.group.zone),
            viewer_id=visitor.member.id,
            limit=ROWS,
        )
