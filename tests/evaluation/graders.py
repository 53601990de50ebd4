"""Graders for tests: one that gives what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.grade import Grade, Level
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.rubric import CriterionHead
from bot.errors import UnknownPrompt
from tests.grading.bank import bank

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
PAIRS = Path(__file__).parent / "data"


def data(*parts: str) -> Path:
    """A file of labelled lines beside the project; the test is skipped when it is not there."""
    path = DATA.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{'/'.join(parts)} is not beside the project")
    return path


class ToldGrader:
    """Gives every reply the score that is written down for it, 0 otherwise."""

    name = "told"
    version = "1"

    def __init__(self, scores: Mapping[str, int]) -> None:
        self._scores = scores

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        del prompt
        score = self._scores.get(reply, 0)
        return Grade(
            score=score,
            low=score,
            high=score,
            level=Level(min(4, score // 20)),
            criteria=(),
            flags=(),
            gap=None,
            probe=None,
            grader=self.name,
            grader_version=self.version,
            rubric_version="1",
        )


class SomePrompts:
    """A bank with a few prompts of the real one."""

    def __init__(self, *names: str) -> None:
        self._prompts = {name: bank()[name] for name in names}

    def heads(self) -> tuple[PromptHead, ...]:
        return tuple(prompt.head for prompt in self._prompts.values())

    def head(self, prompt_id: str) -> PromptHead | None:
        return self._prompts[prompt_id].head if prompt_id in self._prompts else None

    def prompt(self, prompt_id: str) -> Prompt:
        if prompt_id not in self._prompts:
            raise UnknownPrompt(f'There is no prompt "{prompt_id}".')
        return self._prompts[prompt_id]

    def criteria(self, prompt_id: str) -> tuple[CriterionHead, ...]:
        return self._prompts[prompt_id].rubric.heads() if prompt_id in self._prompts else ()

    def usable(self, prompt_id: str) -> bool:
        return prompt_id in self._prompts

    def topics(self) -> tuple[tuple[str, str], ...]:
        return ()

    def skills(self) -> tuple[tuple[str, str], ...]:
        return ()
