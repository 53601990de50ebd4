"""The cards and drills of one content folder, read when they are first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.lesson import Family

if TYPE_CHECKING:
    from bot.domain.drill import Drill
    from bot.domain.lesson import Lesson


class FileCourse:
    """The cards and drills of a folder, as bot.ports.course.Course asks for them.

    A file that cannot be used is left out; the check of the folder says why.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lessons(self) -> Sequence[Lesson]:
        """All cards, by family and then by title."""
        return tuple(self._lessons.values())

    def lesson(self, card_id: str) -> Lesson | None:
        """The card of that id."""
        return self._lessons.get(card_id)

    def drills(self) -> Sequence[Drill]:
        """All drills, by title."""
        return tuple(self._drills.values())

    def drill(self, drill_id: str) -> Drill | None:
        """The drill of that id."""
        return self._drills.get(drill_id)

    @cached_property
    def _lessons(self) -> dict[str, Lesson]:
        # The models bring pydantic with them: time and memory that start-up does not spend.
        from bot.content.coursefiles import read_cards  # noqa: PLC0415

        found, _ = read_cards(self._folder)
        families = list(Family)
        lessons = [one.lesson for one in found if one.lesson is not None]
        lessons.sort(key=lambda one: (families.index(one.family), one.title))
        return {one.id: one for one in lessons}

    @cached_property
    def _drills(self) -> dict[str, Drill]:
        # As above.
        from bot.content.coursefiles import read_drills  # noqa: PLC0415

        found, _ = read_drills(self._folder)
        drills = sorted((one.drill for one in found if one.drill), key=lambda one: one.title)
        return {one.id: one for one in drills}
