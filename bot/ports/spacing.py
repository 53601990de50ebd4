"""The port for the scheduler that says when something missed should come back."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.recall import Memory
from bot.domain.review import Rating


class Spacing(Protocol):
    """Computes memories; the same arguments always give the same."""

    def remember(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after a review at that time; None is one of something never reviewed."""
        ...
