"""A reply's way: stored, queued, graded once, felt once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.grading.offline import OfflineGrader
from bot.services.replies import LONGEST_REPLY
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import FakeGrader


async def test_a_reply_is_graded_and_its_feedback_comes_once(talk: Conversation) -> None:
    await talk.later(hours=1)
    assert "Your answer is in" in await talk.say("Ana", "80 words of sense")
    heard = await talk.work()
    assert len(heard) == 1
    assert "Excellent · 80 of 100" in heard[0]
    assert "“80”" in heard[0]
    assert await talk.work() == []


async def test_the_same_event_twice_counts_once(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.ask("Ana", "80 once", event_key="same")
    await talk.ask("Ana", "80 once", event_key="same")
    assert len(await talk.work()) == 1
    assert (await talk.say("Ana", "/history")).count("80") == 1


async def test_a_failing_grader_loses_nothing(tmp_path: Path) -> None:
    talk = await a_conversation(tmp_path, MONDAY, grader=FakeGrader(failures=1))
    await talk.later(hours=1)
    await talk.say("Ana", "70 to be kept")
    assert await talk.work() == []
    assert "being graded" in await talk.say("Ana", "/history")
    (feedback,) = await talk.later(minutes=6)
    assert "70 of 100" in feedback
    await talk.core.close()


async def test_a_restart_between_storing_and_grading_loses_nothing(tmp_path: Path) -> None:
    first = await a_conversation(tmp_path, MONDAY)
    await first.later(hours=1)
    await first.say("Ana", "75 kept over a restart")
    await first.core.close()
    second = await a_conversation(tmp_path, first.clock.now())
    (feedback,) = await second.work()
    assert "75 of 100" in feedback
    await second.core.close()


async def test_a_crash_while_grading_is_taken_up_after_the_lease(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "75 in somebody's hands")
    async with talk.core.deps.store.write() as work:
        assert len(await work.jobs.claim(talk.clock.now(), 120, 8)) == 1
    assert await talk.work() == []
    assert len(await talk.later(minutes=3)) == 1


async def test_a_revision_shows_what_changed(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "40 at first")
    heard = await talk.answer("Ana", "/revise 90 now")
    assert "+50 points since your last answer" in heard
    assert "Better: names the fallback" in heard
    board = await talk.say("Ana", "/leaderboard")
    assert "70" in board  # 40 and half of the 60 that were missed


async def test_hints_cost_what_they_say(talk: Conversation) -> None:
    await talk.later(hours=1)
    assert "counts 90% of your score" in await talk.say("Ana", "/hint")
    assert "counts 80% of your score" in await talk.say("Ana", "/hint")
    assert "That was the last one" in await talk.say("Ana", "/hint")
    assert "every hint" in await talk.say("Ana", "/hint")
    await talk.answer("Ana", "100 after three hints")
    assert "  70  " in (await talk.say("Ana", "/leaderboard")).replace("Ana", "  ")


async def test_the_answer_to_a_probe_counts_with_its_attempt(talk: Conversation) -> None:
    assert "no answer of yours" in await talk.say("Ana", "/probe")
    await talk.later(hours=1)
    await talk.answer("Ana", "60 first")
    assert "What about the drill?" in await talk.say("Ana", "/probe")
    heard = await talk.answer("Ana", "/probe 85 and the drill")
    assert "85 of 100" in heard
    assert "+25 points" in heard
    assert "have answered the follow-up" in await talk.say("Ana", "/probe again")
    assert (await talk.say("Ana", "/history")).count("2026-03-02") == 1


async def test_practice_beyond_the_daily_share_earns_no_points(talk: Conversation) -> None:
    await talk.later(hours=1)
    heard = ""
    for n in range(3):
        reply = await talk.ask("Ana", "/practice")
        await talk.say("Ana", f"5{n} more", prompt_id=reply.prompt_id)
        heard = (await talk.work())[-1]
    assert "Beyond today's share" in heard
    assert "101" in await talk.say("Ana", "/leaderboard")  # 50 + 51, and not 52


async def test_what_looks_like_a_patient_is_not_stored(talk: Conversation) -> None:
    await talk.later(hours=1)
    heard = await talk.say("Ana", "60: I would mail jane@clinic.example about it")
    assert "it held an e-mail address" in heard
    async with talk.core.deps.store.read() as work:
        graded = await work.attempts.get(1)
    assert graded is not None
    assert "jane@" not in graded.attempt.text


async def test_too_long_and_empty_replies_are_refused_with_a_sentence(talk: Conversation) -> None:
    await talk.later(hours=1)
    assert "100,000 characters" in await talk.say("Ana", "x" * 100_000)
    assert "empty" in await talk.say("Ana", "\x00  ")
    assert "not answered" in await talk.say("Ana", "/history")


async def test_after_the_deadline_there_is_nothing_to_answer(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.say("Ana", "/schedule deadline 2")
    await talk.later(hours=1)
    await talk.later(hours=3)
    assert "no prompt open" in await talk.say("Ana", "50 too late")


@pytest.fixture(scope="module")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any-text")


HOSTILE = (
    "\x00",
    "\u202eevil",
    "'; DROP TABLE attempts;--",
    "```",
    "@everyone <!channel>",
    "x" * (LONGEST_REPLY + 1),
    "\ud800",
    "👩‍⚕️" * 300,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.one_of(st.text(max_size=400), st.sampled_from(HOSTILE)))
async def test_any_text_is_stored_or_refused_and_can_be_shown(
    shared_folder: Path, text: str
) -> None:
    talk = await a_conversation(shared_folder, MONDAY.replace(hour=9), grader=OfflineGrader())
    await talk.work()
    assert (await talk.say("Any", text)).strip()
    await talk.work()
    assert "Something went wrong" not in await talk.say("Any", "/history")
    await talk.core.close()
