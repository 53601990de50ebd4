"""The port that every grader stands behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

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


@dataclass(frozen=True, slots=True)
class GradingContext:
    """On whose account a reply is graded; nobody's when an author tries a rubric."""

    member_id: int | None = None
    group_id: int | None = None


@runtime_checkable
class PersonalGrader(Grader, Protocol):
    """A grader that must know for whom it grades, because what it does costs something.

    Its grade may be provisional; the same reply is then handed in again later.
    """

    async def grade_for(self, prompt: Prompt, reply: str, context: GradingContext) -> Grade:
        """Judge the reply on that account."""
        ...
