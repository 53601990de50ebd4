"""Pieces packed into pages of a given room; nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.discord.cutting import cut
from adapters.discord.limits import size
from adapters.discord.pieces import Group, Piece


def pack(packed: Sequence[Group], room: int) -> list[str]:
    """The markdown of each page, each within `room` UTF-16 units; none for nothing.

    A page ends where a group ends as long as that leaves it no third empty. What is longer is cut
    where `cut` says, and styled anew on the next page.
    """
    pages = [""]
    for group in packed:
        whole = _joined(pages[-1], group)
        if size(whole) <= room:
            pages[-1] = whole
        elif (alone := size(_joined("", group))) <= room and _turns(group, alone, room):
            pages.append(_joined("", group))
        else:
            for piece in group:
                _pour(pages, piece, room)
    return [page for page in pages if page]


def _turns(group: Group, alone: int, room: int) -> bool:
    """Whether it begins a page rather than being cut: only one long paragraph is cut."""
    return len(group) > 1 or alone <= room // 3


def _joined(page: str, group: Group) -> str:
    for piece in group:
        page += (piece.apart if page else "") + piece.style(piece.text)
    return page


def _pour(pages: list[str], piece: Piece, room: int) -> None:
    """Add a piece to the last page, and as many more pages as it takes."""
    text = piece.text
    while text:
        page = pages[-1]
        apart = piece.apart if page else ""
        left = room - size(page) - size(apart)
        if size(drawn := piece.style(text)) <= left:
            pages[-1] = page + apart + drawn
            return
        if page and left < room // 4:
            # So little of it would be torn from the rest for nothing.
            pages.append("")
            continue
        head, text = cut(text, lambda part: size(piece.style(part)), left)
        pages[-1] = page + apart + piece.style(head)
        pages.append("")
