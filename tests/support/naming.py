"""A grader that finds the criteria whose ids a reply names, and a bank of several skills."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.grade import CriterionGrade, Grade, Level, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Kind
from tests.support.builders import a_prompt
from tests.support.fakes import FakeBank, FakeGrader, a_grade

SKILLS = {"safety": "Risk and safety", "metrics": "Metrics", "judgement": "Judgement"}


class NamingGrader(FakeGrader):
    """Meets every criterion that is named in the reply; `nothing` is no answer at all.

    Level 2 with half of what is wanted, 3 with all of it.
    """

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        await super().grade(prompt, reply)
        criteria = []
        for one in prompt.rubric.criteria:
            named = one.id in reply
            points = one.points if named else 0
            verdict = Verdict.MET if named else Verdict.MISSED
            criteria.append(CriterionGrade(one.id, points, verdict, (one.id,) if named else ()))
        wanted = [one.id for one in prompt.rubric.criteria if one.kind is Kind.REQUIRED]
        share = sum(one in reply for one in wanted) / len(wanted)
        level = Level.GOOD if share == 1 else Level.MIXED if share else Level.WEAK
        score = 30 + round(50 * share)
        if "nothing" in reply:
            level, score = Level.NONE, 0
        return replace(a_grade(prompt, score), level=level, criteria=tuple(criteria))


class SkilledBank(FakeBank):
    """Prompts of three skills in turn."""

    def skills(self) -> list[tuple[str, str]]:
        return list(SKILLS.items())


def a_skilled_bank(size: int = 24) -> SkilledBank:
    return SkilledBank([_prompt(number) for number in range(size)])


def _prompt(number: int) -> Prompt:
    skill = list(SKILLS)[number % 3]
    prompt = a_prompt(f"{skill}-{number:02d}", topic=("ai", "metrics")[number % 2])
    criteria = tuple(replace(one, skill=skill) for one in prompt.rubric.criteria)
    return replace(
        prompt,
        head=replace(prompt.head, skills=(skill,)),
        rubric=replace(prompt.rubric, criteria=criteria),
    )


def a_behavioral_bank() -> SkilledBank:
    """The same questions as ones about oneself: a good answer to them can be kept as a story."""
    prompts = [a_skilled_bank().prompt(head.id) for head in a_skilled_bank().heads()]
    return SkilledBank(
        [replace(one, head=replace(one.head, topic="behavioral")) for one in prompts]
    )
