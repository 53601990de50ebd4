"""The port for the prompt bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.prompt import Prompt, PromptHead
from bot.domain.rubric import CriterionHead


class PromptBank(Protocol):
    """The prompts of one content folder."""

    def heads(self) -> Sequence[PromptHead]:
        """All usable prompts, ordered by id."""
        ...

    def head(self, prompt_id: str) -> PromptHead | None:
        """The head of one prompt, or None when the bank has no such id."""
        ...

    def prompt(self, prompt_id: str) -> Prompt:
        """A whole prompt; raises UnknownPrompt or BrokenContent, each with its sentence."""
        ...

    def criteria(self, prompt_id: str) -> Sequence[CriterionHead]:
        """The criteria of one prompt, without what they look for; none where it cannot be read.

        Cheap when repeated, and far cheaper than the whole prompt when not.
        """
        ...

    def usable(self, prompt_id: str) -> bool:
        """Whether the whole prompt can be read; asked before it is posted. Cheap when repeated."""
        ...

    def topics(self) -> Sequence[tuple[str, str]]:
        """The topics as (id, title), in the catalogue's order."""
        ...

    def skills(self) -> Sequence[tuple[str, str]]:
        """The skills as (id, title), in the catalogue's order."""
        ...
