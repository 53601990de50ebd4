"""The way of a judgement: one call, one more for what failed, a second look at what is disputed."""

from __future__ import annotations

from random import Random

import pytest

from bot.domain.grade import Level, Verdict
from bot.judge.combine import combine
from bot.judge.judge import judge
from bot.judge.keeping import kept, key_of, unkept
from bot.judge.verdicts import Said
from bot.ports.judge import JudgeUnavailable, Trouble
from tests.judge.samples import (
    CRITERIA,
    DRILL,
    FALLBACK,
    REPLY,
    TRUTH,
    ScriptedJudge,
    Task,
    a_case,
    honest,
    offline_grade,
    verdict,
)

IDS = tuple(one.id for one in CRITERIA)


async def test_an_honest_judge_is_asked_once_and_again_about_what_is_disputed() -> None:
    case = a_case()
    scripted = ScriptedJudge()
    findings = await judge(case, scripted.complete, Random(1))
    assert [task.ids for task in scripted.tasks] == [IDS, ("threshold",)]
    grade = combine(case, findings, grader="judge", version="m/1")
    assert {one.id: one.evidence for one in grade.criteria if one.evidence} == {
        name: (quote,) for name, quote in TRUTH.items()
    }
    assert all(one.sure for one in grade.criteria)
    assert grade.level is Level.EXCELLENT
    assert grade.low == grade.high == grade.score > offline_grade().score
    assert (grade.grader, grade.gap, grade.provisional) == ("judge", "queue", False)


async def test_what_failed_is_asked_once_more_and_believed_when_it_holds() -> None:
    def say(task: Task) -> str:
        if len(task.ids) == len(IDS):
            return honest(task, {"drill": verdict("drill", "met", "drilled on three nights")})
        return honest(task)

    scripted = ScriptedJudge(say)
    findings = await judge(a_case(), scripted.complete, Random(1))
    assert [task.ids for task in scripted.tasks] == [IDS, ("drill",), ("threshold",)]
    assert findings["drill"].said is Said.MET


async def test_the_second_look_must_say_the_same_again() -> None:
    case = a_case()
    looks = iter(("met", "not_met"))

    def say(task: Task) -> str:
        quote = TRUTH["threshold"]
        said = next(looks)
        return honest(task, {"threshold": verdict("threshold", said, quote)})

    grade = combine(
        case,
        await judge(case, ScriptedJudge(say).complete, Random(1)),
        grader="judge",
        version="1",
    )
    threshold = next(one for one in grade.criteria if one.id == "threshold")
    assert (threshold.verdict, threshold.sure) == (Verdict.MISSED, False)
    assert grade.high > grade.low


async def test_a_judge_that_denies_what_is_there_twice_wins_over_the_offline_grader() -> None:
    case = a_case()
    scripted = ScriptedJudge(lambda task: honest(task, {"drill": verdict("drill")}))
    findings = await judge(case, scripted.complete, Random(1))
    assert findings["drill"].said is Said.NOT_MET
    assert set(scripted.tasks[-1].ids) == {"drill", "threshold"}


async def test_a_failing_second_look_leaves_the_disputed_to_the_offline_grader() -> None:
    def say(task: Task) -> str:
        if len(task.ids) < len(IDS):
            raise JudgeUnavailable(Trouble.BUSY)
        return honest(task)

    findings = await judge(a_case(), ScriptedJudge(say).complete, Random(1))
    assert findings["fallback"].said is Said.MET
    assert findings["threshold"].said is None


async def test_what_cannot_be_assessed_stays_offline_and_unsure() -> None:
    case = a_case()
    unsure = {"fallback": verdict("fallback", "cannot_assess")}
    findings = await judge(case, ScriptedJudge(lambda t: honest(t, unsure)).complete, Random(1))
    grade = combine(case, findings, grader="judge", version="1")
    assert (grade.criteria[0].verdict, grade.criteria[0].sure) == (Verdict.MET, False)


async def test_a_dead_judge_is_told_as_such() -> None:
    def say(_: Task) -> str:
        raise JudgeUnavailable(Trouble.BROKEN)

    with pytest.raises(JudgeUnavailable):
        await judge(a_case(), ScriptedJudge(say).complete, Random(1))


async def test_an_off_topic_reply_stays_off_topic_whatever_the_judge_says() -> None:
    talk = (
        "My holidays in the mountains were long and the weather was kind to all of us there. " * 3
    )
    case = a_case(talk)
    every = {name: verdict(name, "not_met") for name in IDS}
    findings = await judge(case, ScriptedJudge(lambda t: honest(t, every)).complete, Random(1))
    grade = combine(case, findings, grader="judge", version="1")
    assert grade.level <= Level.WEAK


async def test_what_is_kept_holds_no_words_and_comes_back_the_same() -> None:
    case = a_case()
    findings = await judge(case, ScriptedJudge().complete, Random(1))
    text = kept(findings)
    assert unkept(text, case) == findings
    words = {word.strip(".,").lower() for word in REPLY.split() if len(word) > 4} - set(IDS)
    assert not [word for word in words if word in text]
    assert unkept(text, a_case(FALLBACK)) is None
    for broken in ("", "null", "[]", "{}", '{"fallback": 1}', text.replace("79", '"x"')):
        assert unkept(broken, case) is None


def test_the_key_names_all_that_a_judgement_depends_on() -> None:
    keys = {
        key_of(a_case(), "one"),
        key_of(a_case(), "two"),
        key_of(a_case(f"{REPLY} {DRILL}"), "one"),
    }
    assert len(keys) == 3
    assert key_of(a_case(), "one") in keys
