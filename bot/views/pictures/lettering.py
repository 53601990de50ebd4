"""Letters of the shipped font: which there are, and how wide they run."""

from __future__ import annotations

from functools import cache

FAMILY = "Roboto"

_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x386, 0x3CE),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
)
"""Latin, Greek and Cyrillic; tests hold them against the font."""

_SINGLE = "\u2022\u2026\u20ac\u2212"
MISSING = "\u25ca"
"""Stands for a letter that the font has not: seen to be missing, and never an empty space."""

_ADVANCES = (
    "248 258 320 616 562 732 622 175 342 348 431 567 197 276 264 413 562 562 562 562 "
    "562 562 562 562 562 562 242 211 508 549 523 473 898 652 623 651 656 568 553 681 "
    "713 272 552 627 539 873 713 688 631 688 616 594 597 648 637 887 627 601 599 265 "
    "411 265 418 451 309 544 562 523 564 530 348 562 551 243 239 507 243 877 552 570 "
    "562 568 339 516 327 551 484 751 496 473 496 338 244 338 680 "
)
"""Of the letters from the space to the tilde, in thousandths of the size: the font's own."""

_WIDEST = 0.9
"""Of all others but a few."""


def legible(text: str) -> str:
    """The text with a mark in place of every letter that could not be drawn."""
    return "".join(char if _is_drawn(char) else MISSING for char in text)


def width(text: str, size: float) -> float:
    """How wide a text runs, in pixels at most."""
    return size * sum(_em(char) for char in text)


def fitted(text: str, size: float, room: float) -> str:
    """The legible text, cut with three dots where it is wider than `room`."""
    shown = legible(text)
    if width(shown, size) <= room:
        return shown
    while shown and width(f"{shown}…", size) > room:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def _is_drawn(char: str) -> bool:
    return char in _SINGLE or any(low <= ord(char) <= high for low, high in _RANGES)


def _em(char: str) -> float:
    known = _known()
    place = ord(char) - 0x20
    return known[place] / 1000 if 0 <= place < len(known) else _WIDEST


@cache
def _known() -> tuple[int, ...]:
    return tuple(map(int, _ADVANCES.split()))
