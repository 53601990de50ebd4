"""Take-homes, simulations and committees as members live them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.grading.late import LateGrader
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank
from tests.support.loops import BEDS, SURPRISED, FakeLoops
from tests.support.playing import DRILLED, begin, finish, hear


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await conversation.work()
    yield conversation
    await conversation.core.close()


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
