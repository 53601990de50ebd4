"""Pieces packed into pages of a given room; nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from adapters.text.cutting import cut
from adapters.text.pieces import Group, Piece

Measure = Callable[[Piece], int]
"""The room that a piece takes as it is drawn, without what parts it from the one before."""


def pack(packed: Sequence[Group], room: int, measure: Measure) -> list[list[Piece]]:
    """The pieces of each page, which together measure no more than `room`; none for nothing.

    A page ends where a group ends as long as that leaves it no third empty. What is longer is cut
    where `cut` says, and goes on in its style on the next page.
    """
    pages = _Pages(room, measure)
    for group in packed:
        pages.add(group)
    return [page for page in pages.pages if page]


class _Pages:
    """Pages while they fill up."""

    def __init__(self, room: int, measure: Measure) -> None:
        self.pages: list[list[Piece]] = [[]]
        self._room = room
        self._measure = measure
        self._taken = 0

    def add(self, group: Group) -> None:
        sizes = [self._measure(piece) for piece in group]
        apart = [len(piece.apart) for piece in group]
        alone = sum(sizes) + sum(apart[1:])
        if alone + (apart[0] if self.pages[-1] else 0) <= self._room - self._taken:
            self._put(group, sizes)
        elif alone <= self._room and (len(group) > 1 or alone <= self._room // 3):
            # Only one long paragraph is cut rather than put on a page of its own.
            self._turn()
            self._put(group, sizes)
        else:
            for piece in group:
                self._pour(piece)

    def _turn(self) -> None:
        self.pages.append([])
        self._taken = 0

    def _put(self, pieces: Sequence[Piece], sizes: Sequence[int]) -> None:
        for piece, size in zip(pieces, sizes, strict=True):
            self._taken += size + (len(piece.apart) if self.pages[-1] else 0)
            self.pages[-1].append(piece)

    def _pour(self, piece: Piece) -> None:
        """Add a piece to the last page, and as many more pages as it takes."""
        while piece.text:
            page = self.pages[-1]
            left = self._room - self._taken - (len(piece.apart) if page else 0)
            size = self._measure(piece)
            if size <= left:
                self._put([piece], [size])
                return
            if page and left < self._room // 4:
                # So little of it would be torn from the rest for nothing.
                self._turn()
                continue
            piece = self._part(piece, left)

    def _part(self, piece: Piece, left: int) -> Piece:
        """Put as much of a piece as there is room for; returns the rest."""
        head, rest = cut(piece.text, lambda text: self._measure(replace(piece, text=text)), left)
        begun = replace(piece, text=head)
        self._put([begun], [self._measure(begun)])
        self._turn()
        return replace(piece, text=rest)
