"""How long a text is where a platform counts, and texts made short."""

from __future__ import annotations

from collections.abc import Callable


def units(text: str) -> int:
    """The length in UTF-16 units: never less than what a platform counts, whichever way."""
    return len(text) + sum(char > "\uffff" for char in text)


def short(text: str, limit: int, measure: Callable[[str], int] = units) -> str:
    """The text in one line within a limit; what is cut off leaves an ellipsis after a word."""
    line = " ".join(text.split())
    if measure(line) <= limit:
        return line
    kept = line[: limit - 1]
    while measure(kept) > limit - 1:
        kept = kept[:-1]
    head, space, _ = kept.rpartition(" ")
    return f"{head if space and len(head) > limit // 2 else kept}…"
