"""The best answer in the closing post: only a good one, only with its author's leave."""

from __future__ import annotations

import pytest

from bot.domain.message import MessageKind
from bot.refusals import replies as refusals
from bot.views.model import Said
from tests.support.conversation import Conversation, read_out

LONG = "90 words first. " + "I would ask the desk which charts are late, and then wait. " * 40


@pytest.fixture
async def posted(talk: Conversation) -> Conversation:
    await talk.later(hours=1)
    return talk


async def closing(talk: Conversation) -> str:
    """The closing post of the open prompt."""
    before = len(talk.adapter.sent)
    await talk.later(days=1)
    (found,) = [
        one.reply for one in talk.adapter.sent[before:] if one.message.kind is MessageKind.CLOSING
    ]
    assert found is not None
    return " ".join(read_out(found).split())


async def said(talk: Conversation, name: str, line: str) -> str:
    return " ".join((await talk.say(name, line)).split())


async def test_nobodys_answer_is_shown_who_did_not_agree(posted: Conversation) -> None:
    await posted.answer("Ana", "90 my own words")
    heard = await closing(posted)
    assert "my own words" not in heard
    assert "best answer" not in heard
    assert refusals.NOTHING_SHARED in await said(posted, "Ben", "/best")


async def test_the_best_of_those_who_agree(posted: Conversation) -> None:
    for name, words in (("Ana", "99 unshared"), ("Ben", "80 of Ben"), ("Cem", "95 of Cem")):
        await posted.answer(name, words)
    for name in ("Ben", "Cem"):
        assert "share best answer on" in await said(posted, name, "/settings share on")
    heard = await closing(posted)
    assert "The best answer, shared by Cem: 95 of 100 95 of Cem" in heard
    assert "of Ben" not in heard
    assert "unshared" not in heard


async def test_a_members_best_answer_counts_and_the_earlier_of_two(posted: Conversation) -> None:
    for name in ("Ana", "Ben"):
        await posted.say(name, "/settings share on")
    await posted.answer("Ana", "40 at first")
    await posted.answer("Ben", "80 of Ben")
    await posted.answer("Ana", "80 of Ana later")
    assert "80 of Ben" in await closing(posted)


@pytest.mark.parametrize("score", [10, 40, 49])
async def test_only_a_good_answer(posted: Conversation, score: int) -> None:
    await posted.say("Ana", "/settings share on")
    await posted.answer("Ana", f"{score} my own words")
    assert "my own words" not in await closing(posted)


async def test_the_name_is_the_one_on_the_board(posted: Conversation) -> None:
    await posted.say("Ana", "/settings share on")
    await posted.say("Ana", "/settings board alias Owl")
    await posted.answer("Ana", "90 my own words")
    heard = await closing(posted)
    assert "shared by Owl: 90 of 100 90 my own words" in heard
    assert "Ana" not in heard
    await posted.say("Ana", "/settings board hidden")
    assert refusals.NOTHING_SHARED in await said(posted, "Ben", "/best")


async def test_a_long_answer_is_cut_at_a_sentence_and_kept_whole(posted: Conversation) -> None:
    await posted.say("Ana", "/settings share on")
    await posted.answer("Ana", LONG)
    await posted.later(days=1)
    (reply,) = [one.reply for one in posted.adapter.sent if one.message.kind is MessageKind.CLOSING]
    assert reply is not None
    card = reply.cards[0]
    (quoted,) = [block.text for block in card.blocks if isinstance(block, Said)]
    assert quoted.endswith("and then wait. …")
    assert len(quoted) <= 602
    assert card.more is not None
    assert card.more.blocks == (Said(LONG.strip()),)
    assert card.recall is not None
    for _ in range(2):
        whole = await posted.press("Ben", card.recall.words, **dict(card.recall.values))
        assert " ".join(LONG.split()) in " ".join(whole.split())
        await posted.later(days=3)
    await posted.say("Ana", "/settings share off")
    gone = await posted.press("Ben", card.recall.words, **dict(card.recall.values))
    assert refusals.NOTHING_SHARED in " ".join(gone.split())


async def test_nothing_is_shown_before_the_deadline(posted: Conversation) -> None:
    await posted.say("Ana", "/settings share on")
    await posted.answer("Ana", "90 my own words")
    for line in ("/best", "/best today", "/best 2026-03-02", "/best 1999-01-01"):
        assert refusals.NOTHING_CLOSED in await said(posted, "Ben", line), line
    await posted.later(days=1)
    assert "my own words" in await said(posted, "Ben", "/best")
    assert "my own words" in await said(posted, "Ben", "/best 2026-03-02")
    assert refusals.NOTHING_CLOSED in await said(posted, "Ben", "/best today")


async def test_a_withdrawn_answer_is_shown_no_more(posted: Conversation) -> None:
    await posted.say("Ana", "/settings share on")
    await posted.answer("Ana", "90 my own words")
    await posted.later(days=1)
    await posted.say("Ana", "/mydata delete yes")
    assert refusals.NOTHING_SHARED in await said(posted, "Ben", "/best")
