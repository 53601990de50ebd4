"""Where a round lives, and whose words belong to it: threads, private talks, linked accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.grading.late import LateGrader
from bot.inbound import Chosen, Mentioned, Replied, Typed
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank
from tests.support.loops import BEDS, FakeLoops
from tests.support.playing import PAPER, begin, hear


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(
        tmp_path, MONDAY, grader=LateGrader(), bank=a_bank(), loops=FakeLoops()
    )
    await conversation.work()
    yield conversation
    await conversation.core.close()


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


async def test_who_comes_back_to_a_round_that_is_over_is_told_so(talk: Conversation) -> None:
    await begin(talk)
    home = f"message-{len(talk.adapter.sent)}"
    await hear(talk, "Ana", "/mock end")
    for name in ("Ana", "Ben"):
        told = await talk.send(name, Mentioned(BEDS), about=home)
        assert "only while the round is open" in str(told)


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


async def test_the_round_that_runs_has_the_words_and_not_a_newer_paused_one(
    talk: Conversation,
) -> None:
    await talk.say("Ana", "/mock start clinic talk private")
    await talk.work()
    await talk.send("Ana", Typed("mock start clinic ward private anyway"), private=True)
    await talk.work()
    await talk.send("Ana", Chosen("mock resume", {"session": "1"}), private=True)
    assert "The beds tool is silent" in " ".join(await talk.work())
    heard = await talk.send("Ana", Mentioned(PAPER), private=True)
    assert heard.receipt, "it is an answer to the round that goes on"
    assert "And who has practised that?" in " ".join(await talk.work())
    (transcript,) = (await talk.ask("Ana", "/mock transcript")).attachments
    assert PAPER.encode() in transcript.data


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
