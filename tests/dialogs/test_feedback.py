"""The feedback behind a button, however much later it is pressed, and by whom."""

from __future__ import annotations

import pytest

from bot.inbound import Chosen, Replied
from bot.refusals import reviews as review_refusals
from bot.refusals import trouble as trouble_refusals
from bot.views.model import Audience, Card, Reply
from tests.support.conversation import Conversation, read_out


def said(reply: Reply) -> str:
    return " ".join(read_out(reply).split())


def card(talk: Conversation) -> Card:
    reply = talk.adapter.sent[-1].reply
    assert reply is not None
    return reply.cards[0]


@pytest.fixture
async def graded(talk: Conversation) -> Conversation:
    """Ben has answered today's prompt and read his feedback."""
    await talk.say("Ana", "/daily")
    await talk.later(hours=1)
    await talk.say("Ben", "/streak")
    await talk.answer("Ben", "60 paper at the desk")
    return talk


async def test_the_button_brings_the_whole_rubric_years_later(graded: Conversation) -> None:
    recall = card(graded).recall
    assert recall is not None
    assert len(recall.words + "".join(f"{k}={v}" for k, v in recall.values)) < 60
    await graded.answer("Ben", "80 a newer answer")
    await graded.later(days=700)
    reply = await graded.send("Ben", Chosen(recall.words, dict(recall.values)))
    assert reply.audience is Audience.ASKER
    assert reply.prompt_id is not None
    assert "Point by point, with your words" in said(reply)
    assert "“60”" in said(reply)
    assert "“80”" not in said(reply)


async def test_the_older_feedback_itself_stays_reachable(graded: Conversation) -> None:
    await graded.answer("Ben", "80 a newer answer")
    assert "60 of 100" in said(await graded.send("Ben", Chosen("feedback", {"attempt": "1"})))
    assert "80 of 100" in said(await graded.send("Ben", Chosen("feedback")))


@pytest.mark.parametrize("part", ["full", "short", ""])
async def test_private_feedback_is_for_its_member_alone(graded: Conversation, part: str) -> None:
    for nosy, trusted in (("Ana", True), ("Cem", False)):
        chosen = Chosen("feedback", {"attempt": "1", "part": part})
        reply = await graded.send(nosy, chosen, trusted=trusted)
        assert said(reply) == review_refusals.NOT_YOUR_FEEDBACK


async def test_feedback_in_the_thread_can_be_opened_by_all_of_the_group(
    graded: Conversation,
) -> None:
    await graded.say("Ben", "/settings feedback thread")
    await graded.answer("Ben", "80 a newer answer")
    recall = card(graded).recall
    assert recall is not None
    reply = await graded.send("Cem", Chosen(recall.words, dict(recall.values)))
    assert "Point by point, with Ben’s words" in said(reply)
    assert reply.audience is Audience.ASKER
    assert reply.cards[0].actions == ()
    # What was shown to all stays so; what was not does not become so.
    await graded.say("Ben", "/settings feedback private")
    again = await graded.send("Cem", Chosen(recall.words, dict(recall.values)))
    assert "Ben’s words" in said(again)
    older = await graded.send("Cem", Chosen("feedback", {"attempt": "1", "part": "full"}))
    assert said(older) == review_refusals.NOT_YOUR_FEEDBACK


@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "9" * 30, ""])
async def test_a_number_that_is_none_is_a_sentence(graded: Conversation, number: str) -> None:
    reply = await graded.send("Ben", Chosen("feedback", {"attempt": number, "part": "full"}))
    assert trouble_refusals.UNEXPECTED not in said(reply)
    assert "Point by point" not in said(reply)


async def test_a_withdrawn_answer_is_shown_to_nobody(graded: Conversation) -> None:
    await graded.send("Ben", Replied("90 once more, with a drill"), message="m1")
    await graded.work()
    await graded.core.deleted("m1")
    reply = await graded.send("Ben", Chosen("feedback", {"attempt": "2", "part": "full"}))
    assert said(reply) == review_refusals.FEEDBACK_GONE


async def test_what_waits_for_a_guess_waits_behind_the_button_too(graded: Conversation) -> None:
    await graded.say("Ben", "/settings selfscore on")
    taken = await graded.ask("Ben", "80 a newer answer")
    assert [action.words for action in taken.cards[0].actions] == ["guess", "feedback"]
    await graded.core.grade(graded.clock.now())
    reply = await graded.send("Ben", Chosen("feedback", {"attempt": "2", "part": "full"}))
    assert "Point by point" not in said(reply)


async def test_what_needs_words_asks_for_them(graded: Conversation) -> None:
    asked = {action.words: action.asks for action in card(graded).actions}
    assert asked == {"probe": ("text",), "revise": ("text",)}
    full = await graded.send("Ben", Chosen("feedback", {"attempt": "1", "part": "full"}))
    assert {one.words: one.asks for one in full.cards[0].actions} == {
        "revise": ("text",),
        "appeal": ("reason",),
    }
    for line in ("/answer", "/revise", "/hint", "/practice"):
        reply = await graded.ask("Cem", line)
        (answer,) = [one for one in reply.cards[0].actions if one.words == "answer"]
        assert answer.asks == ("text",), line
