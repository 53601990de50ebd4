"""A lying judge: of a thousand lies none is believed, however often they are told."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from bot.domain.grade import Verdict
from bot.judge.combine import combine
from bot.judge.judge import judge
from bot.judge.verdicts import Failure, check
from bot.ports.judge import JudgeUnavailable, Trouble
from tests.judge.lies import IDS, LIES, Lie, about_points, beside_the_point
from tests.judge.samples import (
    CRITERIA,
    FALLBACK,
    REPLY,
    ScriptedJudge,
    Task,
    a_case,
    answer,
    honest,
    offline_grade,
    verdict,
)

CASE = a_case()
OFFLINE = {one.id: one for one in offline_grade().criteria}


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_no_lie_of_a_kind_is_believed(lie: Lie) -> None:
    chance = Random(7)
    for _ in range(100):
        name = chance.choice(IDS)
        checked = check(CASE, CRITERIA, answer(lie(chance, name)))
        assert not checked.votes
        assert checked.failures.keys() == set(IDS)


async def test_of_a_thousand_lying_verdicts_none_is_accepted() -> None:
    chance = Random(11)
    told = 0
    while told < 1000:
        liars = set(chance.sample(IDS, chance.randint(1, 2)))

        def say(task: Task, liars: set[str] = liars) -> str:
            lies = {name: chance.choice(LIES)(chance, name) for name in liars & set(task.ids)}
            return honest(task, lies)

        scripted = ScriptedJudge(say)
        grade = combine(
            CASE, await judge(CASE, scripted.complete, chance), grader="judge", version="1"
        )
        told += len(liars) * 2
        for one in grade.criteria:
            assert all(quote in REPLY for quote in one.evidence)
            if one.id in liars:
                offline = OFFLINE[one.id]
                assert (one.verdict, one.points) == (offline.verdict, offline.points)
                assert not one.sure
    assert told >= 1000


async def test_a_judge_that_mostly_lies_is_believed_in_nothing() -> None:
    chance = Random(3)
    for lie in LIES:

        def say(task: Task, lie: Lie = lie) -> str:
            return answer(*(lie(chance, name) for name in task.ids))

        scripted = ScriptedJudge(say)
        with pytest.raises(JudgeUnavailable) as caught:
            await judge(CASE, scripted.complete, chance)
        assert caught.value.trouble is Trouble.GARBLED
        assert len(scripted.requests) == 2


async def test_true_words_about_something_else_meet_nothing() -> None:
    def say(task: Task) -> str:
        wrong = ("threshold", "queue", "bluff")
        return honest(task, {name: beside_the_point(Random(1), name) for name in wrong})

    scripted = ScriptedJudge(say)
    findings = await judge(CASE, scripted.complete, Random(1))
    grade = combine(CASE, findings, grader="judge", version="1")
    met = {one.id for one in grade.criteria if one.verdict is Verdict.MET}
    assert met == {"fallback", "drill"}


def test_one_quote_for_everything_carries_nothing() -> None:
    every = [verdict(name, "met", FALLBACK) for name in IDS]
    assert set(check(CASE, CRITERIA, answer(*every)).failures.values()) == {Failure.SHARED}
    words = FALLBACK.split()
    trimmed = [
        verdict(name, "met", " ".join(words[index % 2 : len(words) - index // 2]))
        for index, name in enumerate(IDS)
    ]
    assert set(check(CASE, CRITERIA, answer(*trimmed)).failures.values()) == {Failure.SHARED}


def test_a_quote_may_carry_three() -> None:
    three = [verdict(name, "met", FALLBACK) for name in IDS[:3]]
    assert set(check(CASE, CRITERIA, answer(*three)).votes) == set(IDS[:3])


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([verdict("drill"), verdict("drill", "cannot_assess")], Failure.TWICE),
        ([verdict("drill") | {"more": 1}], Failure.MALFORMED),
        ([verdict("drill", "met", "")], Failure.NO_QUOTE),
        ([about_points(Random(1), "drill")], Failure.SCORES),
        ([], Failure.MISSING),
    ],
)
def test_each_failure_has_its_name(given: list[Any], why: Failure) -> None:
    assert check(CASE, CRITERIA, answer(*given)).failures["drill"] is why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot do that.",
        "{",
        "null",
        "[]",
        '{"verdicts": {}}',
        '{"verdicts": [], "score": 100}',
        '{"verdicts": [], "verdicts": []}',
        '{"verdicts": [NaN]}',
        "[" * 50_000,
        '{"a":' * 20_000 + "1" + "}" * 20_000,
        '{"verdicts": [' + "1," * 60_000 + "1]}",
    ],
)
def test_what_is_no_answer_fails_every_verdict(text: str) -> None:
    checked = check(CASE, CRITERIA, text)
    assert not checked.votes
    assert checked.failures.keys() == set(IDS)


def test_words_and_fences_around_the_answer_do_no_harm() -> None:
    said = f"Here you are:\n```json\n{answer(*(verdict(name) for name in IDS))}\n```\nBye."
    assert check(CASE, CRITERIA, said).votes.keys() == set(IDS)
