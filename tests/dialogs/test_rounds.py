"""Mock rounds as members live them: asked, followed up, paused, judged, compared."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.grading.late import LateGrader
from bot.inbound import Mentioned, Replied
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank
from tests.support.loops import BEDS, SURPRISED, THIN, FakeLoops

PAPER = "We go back to paper sheets at each desk as soon as the tool is silent."
DRILLED = "The night lead drills it every quarter with the whole shift, on paper."


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await conversation.work()
    yield conversation
    await conversation.core.close()


async def hear(talk: Conversation, name: str, said: str) -> str:
    """Say it, and read the answer with all that is sent next."""
    answer = await talk.say(name, said)
    return " ".join(" ".join([answer, *await talk.work()]).split())


async def begin(talk: Conversation, name: str = "Ana", stage: str = "clinic talk") -> str:
    return await hear(talk, name, f"/mock start {stage}")


async def finish(talk: Conversation, name: str = "Ana") -> str:
    """Answer whatever is asked until the round is over; returns the last words."""
    for _ in range(20):
        heard = await hear(talk, name, f"{BEDS} {SURPRISED}")
        if "Debrief" in heard:
            return heard
    raise AssertionError("the round never ends")


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


async def test_a_take_home_is_handed_out_asked_about_and_handed_in(talk: Conversation) -> None:
    heard = await begin(talk, stage="clinic home")
    assert "Three pages with a hole in them." in heard
    assert "Hand it in until Wed 4 Mar, 08:" in heard
    assert "You and two engineers." in await hear(talk, "Ana", "Who is on the team?")
    assert "short for a take-home" in await hear(talk, "Ana", "I will begin tomorrow then.")
    heard = await hear(talk, "Ana", f"{BEDS} {DRILLED}")
    assert "Debrief: The take-home" in heard


async def test_a_take_home_warns_and_is_taken_late_with_a_note(talk: Conversation) -> None:
    await begin(talk, stage="clinic home")
    assert any("One day is left" in one for one in await talk.later(hours=24))
    assert any("Two hours are left" in one for one in await talk.later(hours=22))
    assert any("deadline of your take-home has passed" in one for one in await talk.later(hours=2))
    await talk.later(hours=3)
    heard = await hear(talk, "Ana", f"{BEDS} {DRILLED}")
    assert "It came 4 hours after the deadline." in heard or "3 hours after" in heard


async def test_a_deadline_that_passes_while_we_are_down_leaves_a_whole_day(
    talk: Conversation,
) -> None:
    await begin(talk, stage="clinic home")
    heard = await talk.later(hours=96)
    passed = [one for one in heard if "deadline of your take-home has passed" in one]
    assert len(passed) == 1
    assert not any("One day is left" in one for one in heard), "that is out of date"
    await talk.later(hours=23)
    assert "Debrief: The take-home" in await hear(talk, "Ana", f"{BEDS} {DRILLED}")
    await begin(talk, stage="clinic home")
    await talk.later(hours=49)
    heard = await talk.later(hours=25)
    assert any("This round is closed now." in one for one in heard)


async def test_a_simulation_wants_a_decision_and_new_facts_may_change_it(
    talk: Conversation,
) -> None:
    await begin(talk, stage="clinic ward")
    heard = await hear(talk, "Ana", f"We proceed for now. {BEDS}")
    assert "decided: proceed" in heard
    assert "News of deaths" in heard
    heard = await hear(talk, "Ana", SURPRISED)
    assert "decided: pause" in heard
    heard = await finish(talk)
    assert "New facts made you change your decision 1 time" in heard
    assert "moved the score by +5" in heard


async def test_hesitation_costs_and_is_told_when_it_begins_to(talk: Conversation) -> None:
    await begin(talk, stage="clinic ward")
    told = await talk.later(minutes=21)
    assert any("The decision is due: pause or proceed?" in one for one in told)
    assert "Noted: Pause" in await hear(talk, "Ana", "/mock decide pause")
    heard = await finish(talk)
    assert "Your decision came in minute 21" in heard
    assert "moved the score by -10" in heard


async def test_no_decision_costs_most_after_being_asked_for_once(talk: Conversation) -> None:
    await begin(talk, stage="clinic ward")
    heard = ""
    for _ in range(12):
        heard = await hear(talk, "Ana", BEDS)
        if "Pause or proceed?" in heard:
            break
    assert "Pause or proceed?" in heard
    heard = await hear(talk, "Ana", "Both have something going for them, it depends.")
    assert "You took no decision" in heard
    assert "moved the score by -20" in heard


async def test_the_committee_argues_from_what_there_is(talk: Conversation) -> None:
    heard = await begin(talk, stage="clinic board")
    assert "There is nothing on file yet" in heard
    assert "Missing from the file: The talk, The take-home, The ward." in heard
    await begin(talk)
    await finish(talk)
    heard = await begin(talk, stage="clinic board")
    assert "The case for:" in heard
    assert "(The talk, turn 3)" in heard
    assert "Harm to patients: low" in heard
    assert "Filing: not looked at yet" in heard
    assert "Strong yes so far" in heard


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


async def test_a_stage_is_found_by_the_beginning_of_its_name(talk: Conversation) -> None:
    assert "The talk" in await hear(talk, "Ana", "/mock start cli ta")
    assert "There is no mock round called" in await talk.say("Ben", "/mock start xyz")
    assert "That loop has no stage" in await talk.say("Ben", "/mock start clinic xyz")
    assert "Which round shall it be?" in await talk.say("Ben", "/mock start")
    assert "The ward" in await hear(talk, "Ben", "/mock start ward")


async def test_the_same_event_twice_counts_once(talk: Conversation) -> None:
    await begin(talk)
    first = await talk.ask("Ana", PAPER, event_key="twice")
    again = await talk.ask("Ana", PAPER, event_key="twice")
    assert first.receipt
    assert "already arrived" in str(again)
    heard = await talk.work()
    assert len(heard) == 1


async def test_two_members_in_one_thread_and_only_one_answers(talk: Conversation) -> None:
    await begin(talk)
    home = f"message-{len(talk.adapter.sent)}"
    silent = await talk.send("Ben", Replied(BEDS, addressed=False), about=home)
    assert silent.cards == ()
    silent = await talk.send("Ben", Replied(BEDS), about=home)
    assert silent.cards == ()
    await begin(talk, "Ben", "clinic ward")
    silent = await talk.send("Ben", Replied(BEDS, addressed=False), about=home)
    assert silent.cards == (), "Ben's own round lives under another message"
    heard = await talk.send("Ana", Replied(PAPER, addressed=False), about=home)
    assert heard.receipt
    (message,) = [one for one in talk.adapter.sent if "beds tool" in str(one.reply)]
    assert message.under is None
    await talk.work()
    assert talk.adapter.sent[-1].under == home


async def test_a_private_round_is_answered_in_private_alone(talk: Conversation) -> None:
    await talk.say("Ana", "/mock start clinic talk private")
    await talk.work()
    assert talk.adapter.sent[-1].message.recipient == "testing:ana"
    heard = await talk.send("Ana", Mentioned(PAPER), private=True)
    assert heard.receipt
    await talk.work()
    assert "And who has practised that?" in str(talk.adapter.sent[-1].reply)
    heard = await talk.send("Ana", Mentioned("mock pause"), private=True)
    assert "paused" in str(heard)


async def test_in_private_what_was_asked_last_is_answered(talk: Conversation) -> None:
    await talk.say("Ana", "/mock start clinic talk private")
    await talk.later(minutes=1)
    await talk.send("Ana", Mentioned("practice ai"), private=True)
    heard = await talk.send("Ana", Mentioned("A long answer about paper " * 3), private=True)
    assert "feedback follows" in str(heard), "the prompt was shown after the last question"


async def test_a_round_goes_on_in_another_place(talk: Conversation) -> None:
    await begin(talk)
    reply = await talk.send("Ana", Mentioned("mock resume"), private=True)
    assert reply.receipt
    await talk.work()
    sent = talk.adapter.sent[-1]
    assert sent.message.recipient == "testing:ana"
    assert "The beds tool is silent" in str(sent.reply)
    silent = await talk.send("Ana", Mentioned(PAPER), private=True)
    assert silent.receipt


async def test_linked_members_keep_all_rounds_and_one_runs(talk: Conversation) -> None:
    await begin(talk)
    await begin(talk, "Ben", "clinic ward")
    code = (await talk.say("Ana", "/link")).split()
    word = next(one for one in code if one.count("-") == 1 and len(one) == 9)
    await talk.say("Ben", f"/link {word}")
    heard = await talk.say("Ben", "/mock status")
    assert "The talk" in heard
    assert "The ward" in heard
    assert heard.count("Paused.") == 1


async def test_everything_is_in_the_export_and_gone_after_deletion(talk: Conversation) -> None:
    await begin(talk)
    await hear(talk, "Ana", PAPER)
    reply = await talk.ask("Ana", "/mydata export")
    assert any(PAPER.encode() in one.data for one in reply.attachments)
    await talk.say("Ana", "/mydata delete yes")
    async with talk.core.deps.store.read() as work:
        assert await work.rounds.get(1) is None
        assert await work.rounds.turns(1) == []


async def test_a_stage_that_an_author_takes_away_breaks_nothing(tmp_path: Path) -> None:
    loops = FakeLoops()
    talk = await a_conversation(tmp_path, MONDAY, grader=LateGrader(), loops=loops)
    await begin(talk)
    loops.forget("talk")
    assert "not there any more" in await talk.say("Ana", PAPER)
    await talk.later(minutes=20)
    assert "no mock round under way" in await talk.say("Ana", "/mock status")
    assert "“clinic/talk” is still running" in await begin(talk, stage="clinic ward")
    assert "Closed." in await hear(talk, "Ana", "/mock end")
    assert "The ward" in await begin(talk, stage="clinic ward")
    await talk.core.close()
