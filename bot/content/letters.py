"""Characters that have no place in a content file: they are invisible or turn the text around."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Controls other than tab and line ends, soft hyphen, zero-width and bidirectional marks, exotic
# line ends (editors and YAML count them differently), byte order marks, halves of surrogates.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e0fff]|\r(?!\n)"
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A forbidden character: where it stands in the text, and its name."""

    index: int
    name: str


def forbidden(text: str) -> Letter | None:
    """The first character of the text that may not stand in a content file."""
    # The common case, eight times as fast: no control, format or separator character but \n.
    if text.replace("\n", "").isprintable():
        return None
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    letter = found.group()
    name = unicodedata.name(letter, "a control character").lower()
    return Letter(found.start(), f"U+{ord(letter):04X} ({name})")
