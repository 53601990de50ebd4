"""Whether a source without an address can be found by its name."""

from __future__ import annotations

import re

UNFINDABLE = "The source has no url, and its name tells of no publication."
NAME_IT = 'write who says it and where, like "NICE, guideline NG12", or add its url.'

_APART = re.compile(r"[,:;()]")
_EMPTY = frozenset(
    {
        "best practice",
        "best practices",
        "common knowledge",
        "common sense",
        "experience",
        "expert opinion",
        "general knowledge",
        "internet",
        "literature",
        "own experience",
        "own knowledge",
        "personal communication",
        "personal experience",
        "several sources",
        "the internet",
        "the literature",
        "unknown",
        "various",
        "various sources",
        "web search",
        "wikipedia",
    }
)


def findable(title: str) -> bool:
    """True when the name can be looked up: who says it and in which work, or a number of one.

    No part of it, between commas, colons and brackets, may be a word for "somewhere".
    """
    parts = [part.strip().casefold() for part in _APART.split(title)]
    told = [part for part in parts if part]
    if any(part in _EMPTY for part in told):
        return False
    return len(told) > 1 or any(char.isdigit() for char in title)
