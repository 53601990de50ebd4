"""Words made inert: what people and the core wrote is read on Discord just as it was written."""

from __future__ import annotations

import re

_LIVE = re.compile(
    r"""
      \\
    | ^[^\S\n]* (?: >{1,3} | \#{1,6} | -\# | [-+] | \d+\. ) (?=\s|$)
    | [*`]
    | (?<![A-Za-z0-9])_ | _(?![A-Za-z0-9])
    | \|(?=\|) | (?<=\|)\|
    | ~(?=~) | (?<=~)~
    | <(?=[@\#:/&]|\w+:)
    | @(?=everyone|here)
    | :(?=//|[^\s:]+:)
    | (?<=\])\(
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""What Discord would take for markup, a mention, an emoji or a link, in the place where it would.

A backslash before it is not drawn. A link loses its life at the colon, before `//`.
"""

_MARKS = re.compile(r"([^\w\s]|_)")


def inert(text: str) -> str:
    """Cleaned text as markdown that draws exactly it, wherever in a message it stands."""
    return _LIVE.sub(lambda found: _MARKS.sub(r"\\\1", found[0]), text)
