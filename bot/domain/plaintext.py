"""What people wrote, as it can be kept: without what no screen shows and no database takes."""

from __future__ import annotations


def plain(text: str) -> str:
    """The text without NUL and surrounding space; a lone surrogate becomes a question mark."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode("utf-8").strip()
