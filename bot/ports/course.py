"""The port for what is taught beside the prompts: cards and drills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.drill import Drill
from bot.domain.lesson import Lesson


class Course(Protocol):
    """The cards and drills of one content folder; what cannot be read is left out."""

    def lessons(self) -> Sequence[Lesson]:
        """All cards, by family and then by title."""
        ...

    def lesson(self, card_id: str) -> Lesson | None:
        """The card of that id."""
        ...

    def drills(self) -> Sequence[Drill]:
        """All drills, by title."""
        ...

    def drill(self, drill_id: str) -> Drill | None:
        """The drill of that id."""
        ...
