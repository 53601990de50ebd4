"""Words cleaned: nothing in them steers a screen, hides or turns what follows."""

from __future__ import annotations

import re
import unicodedata

_TURNING = "\u202a-\u202e\u2066-\u2069"
"""Turn the reading direction of what follows, beyond the words they stand in."""

_UNSEEN = "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
"""Nobody sees them; they make equal words differ. Joiners stay: scripts and emoji need them."""

_STRAY_TAGS = r"(?<![\U0001F3F4\U000E0020-\U000E007F])[\U000E0000-\U000E007F]+"
"""Invisible letters, outside the flags that are spelled with them."""

_DROPPED = re.compile(f"[{_TURNING}{_UNSEEN}]|{_STRAY_TAGS}")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = {"Cc", "Cs"}


def clean(text: str) -> str:
    """The text without characters that steer, hide or turn; blank lines are never two."""
    text = _BREAKS.sub("\n", text)
    if not text.isprintable():
        text = "".join(
            char if char == "\n" or unicodedata.category(char) not in _CONTROLS else " "
            for char in text
        )
        text = _DROPPED.sub("", text)
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def one_line(text: str) -> str:
    """The cleaned text in one line."""
    return " ".join(clean(text).split())
