"""The few words that buttons and pages need; all others come from the views."""

from __future__ import annotations

GRADE_THIS = "Grade as my answer"
"""The entry in the menu of a message."""

YOU = "you"
"""Behind the reader's own row of a board."""

NEXT = "What next?"
"""Over buttons that come without any words."""

MORE = "More to choose from:"
"""Over the buttons that the message before had no room for."""


IN_PRIVATE = "I sent you that as a file, in a direct message."
"""Where everybody reads, and a file for one person alone cannot stand."""


def unsent(name: str) -> str:
    """In the place of a file that nobody has described."""
    return f"{name} could not be sent here. Ask me for it in a direct message."


def part(number: int, count: int) -> str:
    """Which page of how many."""
    return f"({number}/{count})"
