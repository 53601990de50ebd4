"""Rescoring gives what the offline grader gives, and what a host settled on top of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Kind
from bot.grading.late import LateRescorer
from bot.grading.offline import judge
from bot.grading.rescoring import rescored
from tests.grading.bank import bank

PROMPTS = list(bank().values())


def _settled(grade: Grade, index: int, verdict: Verdict, quote: str = "") -> Grade:
    new = CriterionGrade(
        grade.criteria[index].id, 0, verdict, (quote,) if quote else (), settled=True
    )
    criteria = (*grade.criteria[:index], new, *grade.criteria[index + 1 :])
    return replace(grade, criteria=criteria)


def _answer(prompt: Prompt) -> str:
    return " ".join(c.exemplars.good[0] for c in prompt.rubric.criteria if c.points > 0)


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)
def test_the_same_verdicts_give_the_same_grade(prompt: Prompt) -> None:
    good = [c.exemplars.good[0] for c in prompt.rubric.criteria]
    for reply in (_answer(prompt), *good[:3], "I like trains.", ""):
        grade = judge(prompt, reply)
        assert rescored(prompt, reply, grade) == grade


@pytest.mark.parametrize("prompt", PROMPTS[:10], ids=lambda prompt: prompt.id)
def test_settling_moves_the_score_the_right_way(prompt: Prompt) -> None:
    reply = _answer(prompt)
    grade = judge(prompt, reply)
    score = LateRescorer().rescore
    for index, one in enumerate(grade.criteria):
        kind = prompt.rubric.criterion(one.id).kind
        lost = score(prompt, reply, _settled(grade, index, Verdict.MISSED))
        won = score(prompt, reply, _settled(grade, index, Verdict.MET, reply.split()[0]))
        if kind is Kind.PITFALL:
            lost, won = won, lost
        assert lost.score <= grade.score <= won.score
        assert lost.level <= won.level
        for outcome in (lost, won):
            assert outcome.low <= outcome.score <= outcome.high


def test_a_criterion_found_by_a_host_lifts_what_kept_the_reply_down() -> None:
    prompt = PROMPTS[0]
    reply = "We drove to the sea with the children and ate fish by the harbour all afternoon long."
    grade = judge(prompt, reply)
    assert grade.level <= Level.WEAK
    score = LateRescorer().rescore
    assert score(prompt, reply, grade) is grade
    required = [i for i, c in enumerate(prompt.rubric.criteria) if c.kind is Kind.REQUIRED]
    lifted = grade
    for index in required:
        lifted = _settled(lifted, index, Verdict.MET, "We drove")
    lifted = score(prompt, reply, lifted)
    assert lifted.level >= Level.GOOD
    assert Flag.OFF_TOPIC not in lifted.flags
