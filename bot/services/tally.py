"""A tally of what this process took in, for whoever watches it."""

from __future__ import annotations

from collections.abc import Callable


class Tally:
    """`received` is called for each reply that was stored, once it is on the disk."""

    def __init__(self) -> None:
        self.received: Callable[[], None] = _uncounted


def _uncounted() -> None:
    """Nobody counts."""
