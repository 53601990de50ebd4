"""Panels: members as interviewers with private cards; one who leaves blocks nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.grading.late import LateGrader
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.loops import FakeLoops
from tests.support.playing import PAPER, begin, finish, hear


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(tmp_path, MONDAY, grader=LateGrader(), loops=FakeLoops())
    await conversation.work()
    yield conversation
    await conversation.core.close()


async def open_panel(talk: Conversation) -> str:
    return await hear(talk, "Ana", "/mock panel clinic talk")


async def test_an_interviewer_gets_a_card_for_them_alone(talk: Conversation) -> None:
    heard = await open_panel(talk)
    assert "/mock seat" in heard
    said = await talk.say("Ben", "/mock seat")
    assert "You sit on the panel as Dr." in said
    await talk.work()
    card = talk.adapter.sent[-1]
    assert card.message.recipient == "testing:ben"
    text = " ".join(read_out(card.reply).split()) if card.reply is not None else ""
    assert "You sit on the panel for Ana" in text
    assert "1. names the fallback" in text.lower()
    assert "keep this card to yourself" in text


async def test_questions_are_asked_in_the_name_of_who_sits_there(talk: Conversation) -> None:
    await open_panel(talk)
    for name in ("Ben", "Cem"):
        await hear(talk, name, "/mock seat")
    heard = await hear(talk, "Ana", PAPER)
    assert "Ben, as Dr. Er, physician" in heard or "Cem, as Dr. Er, physician" in heard
    assert "Every seat of this panel is taken" in await talk.say("Dan", "/mock seat")
    assert "You are the candidate" in await talk.say("Ana", "/mock seat")


async def test_an_interviewer_who_leaves_blocks_nothing(talk: Conversation) -> None:
    await open_panel(talk)
    await hear(talk, "Ben", "/mock seat")
    assert "Your seat is free again" in await hear(talk, "Ben", "/mock leave")
    heard = await hear(talk, "Ana", PAPER)
    assert "Ben" not in heard
    assert "Debrief" in await finish(talk)
    assert "That panel is over" in await talk.say("Dan", "/mock seat session=1")


async def test_marks_are_merged_with_ours_and_differences_shown(talk: Conversation) -> None:
    await open_panel(talk)
    await hear(talk, "Ben", "/mock seat")
    assert "question 1, 2 of 3 points" in await talk.say("Ben", "/mock score 1 1,3~ calm voice")
    assert "lists no criteria" in await talk.say("Ben", "/mock score 1 9")
    assert "is no card of yours" in await talk.say("Ben", "/mock score 7 1")
    assert "You have no seat" in await talk.say("Dan", "/mock score 1 1")
    await finish(talk)
    heard = " ".join((await talk.say("Ana", "/mock debrief full")).split())
    assert "The panel (Ben) and I agree on 33% of the points." in heard
    assert "Ben: missing" in heard
    assert "Ben: in part" in heard
    assert "Ben: calm voice" in heard


async def test_a_panel_needs_a_place_where_others_are(talk: Conversation) -> None:
    assert "There is" not in await begin(talk, "Ben")
    assert "That round has no panel" in await talk.say("Cem", "/mock seat")
    await open_panel(talk)
    reply = await talk.ask("Dan", "/mock leave")
    assert "You have no seat" in str(reply)
