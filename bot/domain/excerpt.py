"""An excerpt: the beginning of a long text, up to the end of a sentence."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…。！？؟।]+[\"'”’»)\]]*(?=\s)|\n")

LEAST_SHARE = 3
"""A sentence that ends before this part (a third) of the room would say too little."""


def excerpt(text: str, most: int) -> str:
    """The text, or its beginning with an omission mark; `most` characters without that mark.

    It ends with a sentence where one ends in time, else between two words, else anywhere.
    """
    whole = text.strip()
    if len(whole) <= most:
        return whole
    # One character more, so that a sentence may end at the very end of the room.
    room = whole[: most + 1]
    ends = [found.end() for found in _SENTENCE_END.finditer(room)]
    last = max((end for end in ends if most // LEAST_SHARE < end <= most), default=0)
    if last == 0:
        words = re.search(r"\s\S*$", room)
        last = words.start() if words is not None and words.start() > 0 else most
    return f"{whole[:last].rstrip()} …"
