"""The port that every grader stands behind."""

from __future__ import annotations

from typing import Protocol

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt


class Grader(Protocol):
    """Judges a reply against a prompt's rubric."""

    @property
    def name(self) -> str:
        """The name that every score carries, such as `offline`."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same reply and rubric could get another grade."""
        ...

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        """Judge the reply; any text whatsoever gets a grade, none raises."""
        ...
