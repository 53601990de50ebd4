"""Cutting a long text where it hurts least."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s)|[。！？]+")
_WORD = re.compile(r"\s+")
_JOINER = "\u200d"
_MOST_JOINED = 64
"""Characters that may hang together as one drawn sign."""


def cut(text: str, measure: Callable[[str], int], room: int) -> tuple[str, str]:
    """The longest head that fits by `measure`, and the rest; only blanks between them are lost.

    It ends after a paragraph, else after a sentence, else after a word; a single word too long is
    cut between drawn signs. The head holds at least one character.
    """
    most = _longest(text, measure, room)
    if most >= len(text):
        return text, ""
    at = _boundary(text, most)
    return text[:at].rstrip(), text[at:].lstrip()


def _longest(text: str, measure: Callable[[str], int], room: int) -> int:
    """How many characters fit."""
    low, high = 0, min(len(text), room)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return max(low, 1)


def _boundary(text: str, most: int) -> int:
    """Where to cut, at most there: a larger part counts if it leaves no page half empty."""
    for part, least in ((_PARAGRAPH, most // 2), (_SENTENCE, most // 3), (_LINE, most // 3)):
        ends = [_end(part, found) for found in part.finditer(text, 0, most + 1)]
        good = [end for end in ends if least <= end <= most and end > 0]
        if good:
            return good[-1]
    words = [found.start() for found in _WORD.finditer(text, 0, most + 1)]
    good = [start for start in words if 0 < start <= most]
    return good[-1] if good else _between_signs(text, most)


def _end(part: re.Pattern[str], found: re.Match[str]) -> int:
    return found.end() if part is _SENTENCE else found.start()


def _between_signs(text: str, most: int) -> int:
    """The last place that parts no letter from its accents and no emoji from its other half."""
    for at in range(most, max(most - _MOST_JOINED, 0), -1):
        if not _joined(text[at - 1], text[at]):
            return at
    return most


def _joined(before: str, after: str) -> bool:
    marks = unicodedata.category(after) in {"Mn", "Mc", "Me", "Cf"}
    tones = "\U0001f3fb" <= after <= "\U0001f3ff"
    flags = all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, after))
    return marks or tones or flags or before == _JOINER
