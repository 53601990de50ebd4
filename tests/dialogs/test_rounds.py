"""Mock rounds as members live them: asked, followed up, paused, judged, compared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.grading.late import LateGrader
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank
from tests.support.loops import BEDS, SURPRISED, THIN, FakeLoops
from tests.support.playing import DRILLED, PAPER, begin, finish, hear


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await conversation.work()
    yield conversation
    await conversation.core.close()


async def test_the_opening_says_who_asks_what_and_how_long(talk: Conversation) -> None:
    heard = await begin(talk)
    for part in ("er greets.", "You would run our bed board.", "The beds tool is silent at night."):
        assert part in heard
    assert "2 questions, 30 minutes" in heard
    assert "question 1 of 2" in heard


async def test_follow_ups_go_for_the_most_and_end_when_nothing_is_left(talk: Conversation) -> None:
    await begin(talk)
    heard = await hear(talk, "Ana", THIN)
    assert "What about the fallback?" in heard, "five points are the most to win"
    heard = await hear(talk, "Ana", PAPER)
    assert "And who has practised that?" in heard, "in the author's own words"
    heard = await hear(talk, "Ana", DRILLED)
    assert "What about the owner?" in heard
    heard = await hear(talk, "Ana", "A named owner decides when we switch back to the tool.")
    assert "question 2 of 2" in heard or "News of" in heard


async def test_at_most_three_follow_ups_and_no_rubric_in_them(talk: Conversation) -> None:
    heard = await begin(talk)
    asked = 0
    for _ in range(3):
        heard = await hear(talk, "Ana", THIN)
        asked += "What about the" in heard or "And who has practised" in heard
        assert "Names the" not in heard
    assert asked == 3
    heard = await hear(talk, "Ana", THIN)
    assert "What about the" not in heard
    assert "And who has" not in heard


async def test_an_answer_that_has_everything_is_not_followed_up(talk: Conversation) -> None:
    await begin(talk)
    heard = await hear(talk, "Ana", BEDS)
    assert "What about" not in heard


async def test_a_candidate_may_ask_back(talk: Conversation) -> None:
    await begin(talk)
    assert "About 90 a night." in await hear(talk, "Ana", "How many patients do you see?")
    heard = await hear(talk, "Ana", "What is the budget for this year?")
    assert "er does not know. Nobody has looked at that." in heard or "Nobody has looked" in heard
    heard = await hear(talk, "Ana", "Would I launch? I would fall back to paper at each desk.")
    assert "What about the drill?" in heard or "And who has practised" in heard


async def test_mock_answer_is_always_an_answer(talk: Conversation) -> None:
    await begin(talk)
    heard = await hear(talk, "Ana", "/mock answer How many patients do you see?")
    assert "About 90" not in heard
    assert "What about the fallback?" in heard


async def test_the_curveball_comes_once_and_is_followed_up_once(talk: Conversation) -> None:
    await begin(talk)
    heard = [await hear(talk, "Ana", BEDS) for _ in range(5)]
    assert sum("News of" in one for one in heard) == 1
    whole = " ".join(heard)
    assert whole.count("What about the leak-") + whole.count("What about the strike-") == 1


async def test_a_debrief_quotes_says_where_and_leads_on(talk: Conversation) -> None:
    await begin(talk)
    heard = await finish(talk)
    assert "Strong yes: this would stand out." in heard
    assert "We fall back to paper sheets at each desk when the tool is silent" in heard
    assert "in turn 3, minute 0" in heard
    assert "Judged by offline" in heard
    full = await talk.say("Ana", "/mock debrief full")
    assert "The whole conversation" in full


async def test_a_weak_round_leads_to_three_prompts_that_can_be_practised(
    talk: Conversation,
) -> None:
    await begin(talk)
    for _ in range(11):
        await hear(talk, "Ana", THIN)
    heard = await talk.say("Ana", "/mock debrief")
    assert "Strong no" in heard
    assert heard.count("/practice prompt-") == 3
    assert "Practice: Prompt" in await talk.say("Ana", "/practice prompt-00")


async def test_the_next_run_is_compared_and_asks_what_was_not_asked(talk: Conversation) -> None:
    first = await begin(talk)
    for _ in range(11):
        first += await hear(talk, "Ana", THIN)
    again = await begin(talk)
    for _ in range(20):
        heard = await hear(talk, "Ana", f"{BEDS} {SURPRISED}")
        again += heard
        if "Debrief" in heard:
            break
    assert "Your last run of this stage came to" in again
    assert "Better: risk and safety" in again
    one, other = ("ward", "desk") if "The ward tool" in first else ("desk", "ward")
    assert f"The {one} tool" in first
    assert f"The {other} tool" in again


async def test_history_lists_rounds_and_the_board_counts_the_first_of_a_day(
    talk: Conversation,
) -> None:
    await begin(talk)
    await finish(talk)
    board = await talk.say("Ana", "/leaderboard")
    points = [int(word) for word in board.split() if word.isdigit()]
    await begin(talk, stage="clinic ward")
    await finish(talk)
    assert "clinic/ward" in await talk.say("Ana", "/history")
    assert await talk.say("Ana", "/leaderboard") == board, "one round counts on one date"
    found = await talk.core.recompute()
    assert found.differing == 0
    assert max(points) >= 80


async def test_a_pause_stops_the_clock_and_a_resume_asks_again(talk: Conversation) -> None:
    await begin(talk)
    await talk.later(minutes=5)
    assert "paused at minute 5" in await hear(talk, "Ana", "/mock pause")
    await talk.later(hours=20)
    heard = await hear(talk, "Ana", "/mock resume")
    assert "The beds tool is silent" in heard
    assert "goes on at minute 5" in heard
    heard = await hear(talk, "Ana", BEDS)
    assert "minute 5 of 30" in heard


async def test_the_clock_speaks_at_half_at_five_and_at_the_end_and_costs_nothing(
    talk: Conversation,
) -> None:
    await begin(talk)
    told: list[str] = []
    for _ in range(7):
        told += await talk.later(minutes=5)
        await talk.say("Ana", "/mock answer Paper sheets lie at each desk of the ward.")
        told += await talk.work()
        if any("follows in a moment" in one for one in told):
            break
    whole = " ".join(" ".join(told).split())
    assert whole.count("Half of the time is over: 15 minutes left.") == 1


async def test_overtime_is_noted_in_the_debrief(talk: Conversation) -> None:
    await begin(talk)
    await talk.later(minutes=20)
    await hear(talk, "Ana", BEDS)
    assert any("The time is over" in one for one in await talk.later(minutes=20))
    assert "You went 10 minutes over. That is noted and costs nothing here." in await finish(talk)


async def test_silence_pauses_the_round_as_of_then(talk: Conversation) -> None:
    await begin(talk)
    await talk.later(minutes=3)
    await hear(talk, "Ana", THIN)
    heard = await talk.later(hours=9)
    assert sum("so the clock stands since then" in one for one in heard) == 1
    heard_again = await hear(talk, "Ana", "/mock resume")
    assert "minute 33" in heard_again
    assert await talk.later(minutes=1) == []


async def test_skipping_and_ending_are_told_and_an_empty_round_is_not_judged(
    talk: Conversation,
) -> None:
    await begin(talk)
    await hear(talk, "Ana", "/mock skip")
    assert "Nothing was answered" in await hear(talk, "Ana", "/mock end")
    await begin(talk)
    await hear(talk, "Ana", BEDS)
    await hear(talk, "Ana", "/mock skip")
    assert "End “The talk” now?" in await hear(talk, "Ana", "/mock end")
    heard = await hear(talk, "Ana", "/mock end yes")
    assert "You passed 1 question." in heard


async def test_a_second_round_asks_first_and_nothing_is_lost(talk: Conversation) -> None:
    await begin(talk)
    await hear(talk, "Ana", PAPER)
    heard = await begin(talk, stage="clinic ward")
    assert "“The talk” is still running" in heard
    assert "/mock start clinic ward anyway" in heard
    heard = await hear(talk, "Ana", "/mock start clinic ward anyway")
    assert "All three are on the line." in heard
    heard = await talk.say("Ana", "/mock status")
    assert "The talk" in heard
    assert "Paused." in heard
    heard = await hear(talk, "Ana", "/mock resume session=1")
    assert "And who has practised that?" in heard
    heard = await talk.say("Ana", "/mock status")
    assert heard.count("Paused.") == 1
    await hear(talk, "Ana", "/mock pause")
    assert "open already" in await begin(talk, stage="clinic ward")


async def test_the_transcript_is_a_file_with_every_word(talk: Conversation) -> None:
    await begin(talk)
    await hear(talk, "Ana", "I would *not* launch # yet. [link](x) and <b>so</b> on with paper.")
    await finish(talk)
    reply = await talk.ask("Ana", "/mock transcript")
    (file,) = reply.attachments
    text = file.data.decode()
    assert file.name.endswith(".md")
    assert "> The beds tool is silent at night." in text
    assert r"\*not\* launch \# yet. \[link\](x) and \<b\>so\</b\>" in text
    assert "## Debrief" in text
