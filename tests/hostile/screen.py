"""The screen: what people are shown, looked through for what is no sentence for people."""

from __future__ import annotations

import re
from typing import Any

_INNER = re.compile(
    r"Traceback|\b[A-Z]\w*(?:Error|Exception|Warning)\b|object at 0x|<class '|sqlite3?\b"
    r"|NoneType|\{'|\['|File \"/|\bline \d+, in\b|site-packages"
)
"""Names of exceptions and stacks, and values as Python writes them."""


def inner(said: Any) -> str | None:
    """What of it belongs inside, with what stands around it; None where all is for people."""
    found = [one for one in _texts(said) if _INNER.search(one)]
    if not found:
        return None
    match = _INNER.search(found[0])
    assert match is not None
    return found[0][max(0, match.start() - 60) : match.end() + 60]


def _texts(value: Any) -> list[str]:
    """Every text in it, values of JSON that came as a text included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inside in value.values() for text in _texts(inside)]
    if isinstance(value, list):
        return [text for inside in value for text in _texts(inside)]
    return []
