"""Appeals and overrides: a member asks, a host judges, everything that hangs on it follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.grade import HOST, Grade, Verdict
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import FakeGrader


async def _current(talk: Conversation, attempt_id: int = 1) -> Grade:
    async with talk.core.deps.store.read() as work:
        graded = await work.attempts.get(attempt_id)
    assert graded is not None
    assert graded.grade is not None
    return graded.grade


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
async def open_day(tmp_path: Path) -> Conversation:
    """Hana hosts; Ana has answered with 20 points."""
    talk = await a_conversation(tmp_path, MONDAY)
    await talk.say("Hana", "/daily")
    await talk.later(hours=1)
    await talk.answer("Ana", "20 and a paper sheet at each desk, drilled every month")
    return talk


async def test_an_appeal_reaches_the_host_with_everything_needed(open_day: Conversation) -> None:
    talk = open_day
    heard = await talk.say("Ana", "/appeal I named the paper sheet.")
    assert "A host will read your answer again" in _flat(heard)
    (told,) = await talk.work()
    assert talk.adapter.sent[-1].message.recipient == "testing:hana"
    assert "Ana asks you to look at a grade" in _flat(told)
    assert "I named the paper sheet." in told
    shown = _flat(await talk.say("Hana", "/appeals"))
    assert "Appeal 1: Ana" in shown
    assert "20 and a paper sheet at each desk" in shown
    assert "fallback: missed" in shown
    assert "weak, 20 of 100 by fake 1" in shown
    await talk.core.close()


async def test_one_appeal_per_grade(open_day: Conversation) -> None:
    talk = open_day
    assert "have not answered" in await talk.say("Ben", "/appeal")
    await talk.say("Ana", "/appeal")
    assert "with the host already" in await talk.say("Ana", "/appeal again")
    await talk.say("Hana", "/decline 1 No fallback is named.")
    assert "has looked at this grade already" in await talk.say("Ana", "/appeal again")
    await talk.answer("Ana", "/probe 30 and more")
    assert "A host will read" in await talk.say("Ana", "/appeal the new grade")
    assert "holds no prompt called" in await talk.say("Ana", "/appeal no-such-prompt")
    await talk.core.close()


async def test_even_a_reply_without_an_answer_may_be_appealed(open_day: Conversation) -> None:
    talk = open_day
    await talk.answer("Ben", "nothing to the point")
    assert "A host will read" in await talk.say("Ben", "/appeal It was to the point.")
    await talk.core.close()


async def test_an_override_changes_the_grade_and_all_that_follows(open_day: Conversation) -> None:
    talk = open_day
    await talk.say("Ana", "/appeal I named the paper sheet.")
    await talk.work()
    assert "  20  " in (await talk.say("Ana", "/leaderboard")).replace("Ana", "  ")
    before = await _current(talk)
    done = await talk.say("Hana", '/override 1 met fallback "a PAPER sheet" That is the fallback.')
    assert "Ana is told why" in _flat(done)
    (letter,) = await talk.work()
    assert talk.adapter.sent[-1].message.recipient == "testing:ana"
    assert "“Names the fallback” now counts as there; before it was missing" in _flat(letter)
    assert "weak (20 of 100)" in _flat(letter)
    assert "That is the fallback." in letter
    after = await _current(talk)
    assert (after.grader, after.grader_version) == (HOST, "after fake 1")
    settled = after.criteria[0]
    assert (settled.verdict, settled.evidence) == (Verdict.MET, ("a paper sheet",))
    assert settled.settled
    assert [one.verdict for one in after.criteria[1:]] == [
        one.verdict for one in before.criteria[1:]
    ]
    assert f" {after.score} " in await talk.say("Ana", "/leaderboard")
    assert (await talk.core.recompute()).differing == 0
    async with talk.core.deps.store.read() as work:
        assert await work.attempts.grades(1) == [before, after]
    audit = _flat(await talk.say("Hana", "/audit"))
    assert "Hana · grade.override" in audit
    assert "fallback" in audit
    assert "That is the fallback." in audit
    assert "No appeal is waiting" in await talk.say("Hana", "/appeals")
    assert "host after fake 1" in await talk.say("Ana", "/feedback")
    await talk.core.close()


async def test_a_host_may_also_lower_and_then_restore(open_day: Conversation) -> None:
    talk = open_day
    await talk.answer("Ben", "60 for a paper sheet")
    await talk.say("Hana", "/override a2 missed fallback It is only the word.")
    lowered = await _current(talk, 2)
    assert lowered.criteria[0].verdict is Verdict.MISSED
    letter = (await talk.work())[-1]
    assert "talk to your host" in _flat(letter)
    await talk.say("Hana", '/override a2 partly fallback "paper ... sheet" On reflection, half.')
    await talk.say("Hana", '/override a2 met drill "60 for a" And this.')
    final = await _current(talk, 2)
    assert [one.verdict for one in final.criteria[:2]] == [Verdict.PARTLY, Verdict.MET]
    assert final.grader_version == "after fake 1"
    await talk.core.close()


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/override 9 met fallback It is.", "no appeal 9"),
        ("/override a9 met fallback It is.", "no graded answer a9"),
        ("/override x met fallback It is.", "names no appeal"),
        ("/override 1 met nothing It is.", "no criterion of this prompt (fallback, drill, bluff)"),
        ("/override 1 met fallback It is.", "needs the words of the answer"),
        ('/override 1 met fallback "a plan" It is.', "does not hold the words “a plan”"),
        ('/override 1 met fallback "a paper sheet"', "give your reason"),
        ("/override 1 missed fallback It is.", "is missed already"),
        ("/override 1 met fallback", "override needs why"),
        ("/override 1 great fallback It is.", "not one of met, partly, missed"),
        ("/decline 1", "decline needs why"),
        ("/decline a1 No.", "names no appeal"),
        ("/decline 7 No.", "no appeal 7"),
    ],
)
async def test_what_is_missing_is_said(open_day: Conversation, line: str, answer: str) -> None:
    await open_day.say("Ana", "/appeal Please look.")
    before = await _current(open_day)
    assert answer in _flat(await open_day.say("Hana", line))
    assert await _current(open_day) == before
    await open_day.core.close()


async def test_a_declined_appeal_is_answered_kindly(open_day: Conversation) -> None:
    talk = open_day
    before = await _current(talk)
    await talk.say("Ana", "/appeal Please look.")
    await talk.work()
    await talk.say("Hana", "/decline 1 The sheet is there, but nobody is named.")
    assert "answered already" in await talk.say("Hana", "/decline 1 Once more.")
    (letter,) = await talk.work()
    assert "left the grade as it is" in _flat(letter)
    assert "nobody is named" in letter
    assert "Your question was welcome" in letter
    assert await _current(talk) == before
    assert "appeal.decline" in await talk.say("Hana", "/audit")
    await talk.core.close()


async def test_only_hosts_of_the_group_judge(open_day: Conversation) -> None:
    talk = open_day
    await talk.say("Ana", "/appeal Please look.")
    for line in (
        "/appeals",
        '/override 1 met fallback "a paper" Mine.',
        "/decline 1 No",
        "/regrade",
    ):
        assert "Only a host" in await talk.say("Ana", line)
    await talk.core.close()


async def test_a_settled_verdict_stays_when_the_follow_up_is_graded(open_day: Conversation) -> None:
    talk = open_day
    await talk.say("Hana", '/override a1 met fallback "a paper sheet" It is the fallback.')
    await talk.answer("Ana", "/probe 30 and more")
    after = await _current(talk)
    assert after.criteria[0].settled
    assert after.criteria[0].verdict is Verdict.MET
    assert (after.grader, after.grader_version) == (HOST, "after fake 1")
    await talk.core.close()


async def test_an_override_while_the_answer_waits_to_be_graded_again_stays(tmp_path: Path) -> None:
    grader = FakeGrader()
    talk = await a_conversation(tmp_path, MONDAY, grader=grader)
    await talk.say("Hana", "/daily")
    await talk.later(hours=1)
    await talk.answer("Ana", "20 and a paper sheet")
    grader.failures = 1
    await talk.say("Ana", "/probe 30 and more")
    await talk.work()
    await talk.say("Hana", '/override a1 met fallback "a paper sheet" It is the fallback.')
    await talk.later(minutes=6)
    assert (await _current(talk)).criteria[0].settled
    await talk.core.close()


async def test_the_same_override_twice_counts_once(open_day: Conversation) -> None:
    talk = open_day
    line = '/override a1 met fallback "a paper sheet" It is the fallback.'
    await talk.ask("Hana", line, event_key="same")
    await talk.ask("Hana", line, event_key="same")
    async with talk.core.deps.store.read() as work:
        assert len(await work.attempts.grades(1)) == 2
    assert len(await talk.work()) == 1
    await talk.core.close()


async def test_who_leaves_takes_their_appeals_along(open_day: Conversation) -> None:
    talk = open_day
    await talk.say("Ana", "/appeal Please look.")
    await talk.say("Ana", "/mydata delete yes")
    assert "No appeal is waiting" in await talk.say("Hana", "/appeals")
    assert await talk.work() == []
    assert "no appeal 1" in await talk.say("Hana", "/decline 1 No")
    await talk.core.close()
