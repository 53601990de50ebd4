"""A prompt: the question a member practises on, and everything an author wrote about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.rubric import Rubric


class PromptLevel(StrEnum):
    """How demanding a prompt is; not to be confused with the level of a grade."""

    STARTER = "starter"
    STANDARD = "standard"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class PromptHead:
    """What choosing and showing a prompt needs: cheap to read for a whole bank.

    `minutes` is the time a good answer takes to write, 1 to 60. `weight` multiplies the points a
    board counts, 1 to 3. `hints` holds at most three, from gentle to telling.
    """

    id: str
    title: str
    topic: str
    level: PromptLevel
    minutes: int
    weight: int
    skills: tuple[str, ...]
    question: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of the model answer can be checked."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A whole prompt: its head, its rubric, the outline of a model answer and the sources."""

    head: PromptHead
    rubric: Rubric
    model_answer: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        """The prompt's stable id."""
        return self.head.id

    @property
    def question(self) -> str:
        """The question as the member reads it."""
        return self.head.question
