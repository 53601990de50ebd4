"""How boards read."""

from __future__ import annotations

from bot.domain.board import Board, BoardKind, BoardRow, Window
from bot.views.model import Block, Card, Paragraph, Reply, Table, Weight

_WINDOWS = {
    Window.TODAY: "today",
    Window.WEEK: "this week",
    Window.MONTH: "this month",
    Window.SEASON: "this season",
    Window.ALL: "all time",
}

_VALUES = {
    BoardKind.POINTS: "points",
    BoardKind.STREAK: "days",
    BoardKind.IMPROVEMENT: "gain",
    BoardKind.GROUPS: "points each",
}

_EMPTY = {
    BoardKind.POINTS: "Nobody has points yet. The first answer takes the lead.",
    BoardKind.STREAK: "No streak is running yet. One answer starts one.",
    BoardKind.IMPROVEMENT: (
        "Nothing to compare yet: it takes two first answers now and two from before."
    ),
    BoardKind.GROUPS: "No group has points yet.",
}


def title(board: Board) -> str:
    """The board's name with its window."""
    if board.kind is BoardKind.STREAK:
        return "Streaks"
    name = {
        BoardKind.POINTS: "Leaderboard",
        BoardKind.IMPROVEMENT: "Most improved",
        BoardKind.GROUPS: "Group against group",
    }[board.kind]
    period = "" if board.window is Window.ALL else f" ({board.period})"
    return f"{name}, {_WINDOWS[board.window]}{period}"


def board_reply(board: Board) -> Reply:
    """A board with the reader's own row marked, or put below when it is further down."""
    return Reply((Card(title(board), board_blocks(board)),))


def board_blocks(board: Board) -> tuple[Block, ...]:
    """The table of a board, or a sentence when it is empty."""
    rows = list(board.rows)
    hidden = board.viewer is not None and board.viewer.rank is None
    if board.viewer is not None and not hidden:
        rows.append(board.viewer)
    if not rows:
        blocks: list[Block] = [Paragraph(_EMPTY[board.kind])]
    else:
        blocks = [_table(board, rows)]
    if hidden and board.viewer is not None:
        own = f"You are hidden from the board. Your own count: {board.viewer.value}."
        blocks.append(Paragraph(own, Weight.MUTED))
    return tuple(blocks)


def _table(board: Board, rows: list[BoardRow]) -> Table:
    answers = board.kind in {BoardKind.POINTS, BoardKind.IMPROVEMENT}
    headings = ("#", "name", _VALUES[board.kind]) + (("answers",) if answers else ())
    marked = next((index for index, row in enumerate(rows) if row.is_viewer), None)
    return Table(
        headings=headings,
        rows=tuple(_cells(row, board.kind, answers=answers) for row in rows),
        numeric=frozenset({0, 2, 3}),
        marked=marked,
    )


def _cells(row: BoardRow, kind: BoardKind, *, answers: bool) -> tuple[str, ...]:
    value = f"{row.value:+d}" if kind is BoardKind.IMPROVEMENT else f"{row.value:,}"
    cells = (str(row.rank), row.name, value)
    return (*cells, str(row.answers)) if answers else cells
