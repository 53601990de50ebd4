"""Small honest stand-ins: a bank in memory and a grader that does as the reply says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.domain.group import Group, Place
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.rubric import CriterionHead
from bot.errors import UnknownPrompt
from bot.ports.trial import TrialStep
from tests.support.builders import a_prompt

TOPICS = (("ai", "AI in care"), ("metrics", "Metrics"))


class FakeBank:
    """Prompts held in memory."""

    def __init__(self, prompts: Sequence[Prompt], broken: Sequence[str] = ()) -> None:
        self.broken = frozenset(broken)
        self._prompts = {prompt.id: prompt for prompt in prompts}

    def heads(self) -> Sequence[PromptHead]:
        return [prompt.head for prompt in self._prompts.values()]

    def head(self, prompt_id: str) -> PromptHead | None:
        prompt = self._prompts.get(prompt_id)
        return prompt.head if prompt is not None else None

    def prompt(self, prompt_id: str) -> Prompt:
        if prompt_id not in self._prompts:
            raise UnknownPrompt(f"The bank holds no prompt called “{prompt_id}”.")
        return self._prompts[prompt_id]

    def criteria(self, prompt_id: str) -> Sequence[CriterionHead]:
        prompt = self._prompts.get(prompt_id)
        return () if prompt is None else prompt.rubric.heads()

    def usable(self, prompt_id: str) -> bool:
        return prompt_id in self._prompts and prompt_id not in self.broken

    def topics(self) -> Sequence[tuple[str, str]]:
        return TOPICS

    def skills(self) -> Sequence[tuple[str, str]]:
        return (("safety", "Risk and safety"),)


def a_bank(size: int = 30, *, broken: Sequence[str] = ()) -> FakeBank:
    """So many prompts, the two topics in turn."""
    prompts = [a_prompt(f"prompt-{n:02d}", topic=TOPICS[n % 2][0]) for n in range(size)]
    return FakeBank(prompts, broken)


class FakeTrial:
    """Finds that it may do everything in a place, but for what is named in `missing`."""

    def __init__(self, *missing: str) -> None:
        self.missing = missing
        self.tried: list[Place] = []

    async def try_place(self, place: Place, group: Group) -> Sequence[TrialStep]:
        del group
        self.tried.append(place)
        return [
            TrialStep("read the channel", passed=True),
            *(TrialStep(name, passed=False, remedy=f"Allow: {name}.") for name in self.missing),
        ]


class FakeGrader:
    """Gives the number in the reply as its score: `60` or `60, then more`; off-topic without one.

    `failures` makes that many gradings raise first.
    """

    name = "fake"
    version = "1"

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.graded: list[str] = []

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the grader is away")
        self.graded.append(reply)
        numbers = [int(found) for found in re.findall(r"\d+", reply) if int(found) <= 100]
        return a_grade(prompt, max(numbers, default=0), quote=reply.split(maxsplit=1)[0])


def a_grade(prompt: Prompt, score: int, *, quote: str = "x") -> Grade:
    """A grade of that score, its level by quarters, the first criterion met from 50 on."""
    met = score >= 50
    criteria = tuple(
        CriterionGrade(
            criterion.id,
            criterion.points if met and index == 0 else 0,
            Verdict.MET if met and index == 0 else Verdict.MISSED,
            (quote,) if met and index == 0 else (),
        )
        for index, criterion in enumerate(prompt.rubric.criteria)
    )
    gap = prompt.rubric.criteria[1]
    return Grade(
        score=score,
        low=score,
        high=score,
        level=Level(min(score // 25 + bool(score), 4)) if score else Level.NONE,
        criteria=criteria,
        flags=() if score else (Flag.OFF_TOPIC,),
        gap=gap.id,
        probe=gap.probe,
        grader="fake",
        grader_version="1",
        rubric_version=prompt.rubric.version,
    )


_QUOTES = 3


class Quoting(FakeGrader):
    """Every criterion is met, each with long quotes of the reply."""

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        part = len(reply) // _QUOTES
        quotes = tuple(reply[at : at + part] for at in range(0, part * _QUOTES, part))
        criteria = tuple(
            CriterionGrade(one.id, one.points, Verdict.MET, quotes)
            for one in prompt.rubric.criteria
        )
        return replace(a_grade(prompt, 90), criteria=criteria)
