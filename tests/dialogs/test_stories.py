"""Stories: good answers kept, told for competencies, and taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.inbound import Replied
from bot.services import stories
from bot.views.model import Reply
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.naming import NamingGrader, a_behavioral_bank

GOOD = 'fallback and drill, told at length\nwith a second line, and “quotes” and "more"'


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    made = await a_conversation(tmp_path, MONDAY, bank=a_behavioral_bank(), grader=NamingGrader())
    await made.say("Ana", "/daily")
    yield made
    await made.core.close()


async def answered(talk: Conversation, prompt_id: str, said: str = GOOD, name: str = "Ana") -> str:
    await talk.ask(name, said, prompt_id=prompt_id)
    return (await talk.work())[-1]


def flat(text: str) -> str:
    return " ".join(text.split())


async def test_a_good_answer_is_offered_to_be_kept_and_a_weak_one_is_not(
    talk: Conversation,
) -> None:
    await answered(talk, "safety-00", "only the fallback")
    sent = talk.adapter.sent[-1].reply
    assert sent is not None
    assert "story add" not in {one.words for one in sent.cards[0].actions}
    heard = await talk.say("Ana", "/story add")
    assert "A story is an answer that would pass" in flat(heard)
    await answered(talk, "safety-00")
    sent = talk.adapter.sent[-1].reply
    assert sent is not None
    (keep,) = [one for one in sent.cards[0].actions if one.words == "story add"]
    kept = flat(await talk.press("Ana", keep.words, **dict(keep.values)))
    assert "Kept as story 1. It shows Risk and safety." in kept
    again = flat(await talk.press("Ana", keep.words, **dict(keep.values)))
    assert "You keep this one already as story 1." in again


async def test_the_list_says_what_is_covered_and_what_is_not(talk: Conversation) -> None:
    assert "You keep no story yet" in await talk.say("Ana", "/story list")
    for prompt in ("safety-00", "metrics-01"):
        await answered(talk, prompt)
        await talk.say("Ana", "/story add")
    await talk.say("Ana", "/story use 2 metrics")
    shown = flat(await talk.say("Ana", "/story list"))
    assert "Risk and safety could be story 1" in shown
    assert "Metrics story 2" in shown
    assert "Judgement none yet" in shown
    assert "Story 2: Metrics 01" in shown
    assert "told at length" in flat(await talk.say("Ana", "/story list 1"))


async def test_one_story_for_everything_is_warned_about(talk: Conversation) -> None:
    for prompt in ("safety-00", "metrics-01"):
        await answered(talk, prompt)
        await talk.say("Ana", "/story add")
    for skill in ("safety", "Metrics"):
        assert "sounds like the only one" not in await talk.say("Ana", f"/story use 1 {skill}")
    heard = flat(await talk.say("Ana", "/story use 1 judgement"))
    assert "You tell story 1 for 3 competencies" in heard
    assert "Its grade found nothing of that in it" in heard
    heard = flat(await talk.say("Ana", "/story use 2 metrics"))
    assert "You tell story 1" not in heard
    assert "not one of" in await talk.say("Ana", "/story use 2 juggling")


async def test_removed_it_is_gone_and_the_answer_stays(talk: Conversation) -> None:
    await answered(talk, "safety-00")
    await talk.say("Ana", "/story add")
    await talk.say("Ana", "/story use 1 safety")
    assert "is no longer kept" in flat(await talk.say("Ana", "/story remove 1"))
    assert "You keep no story yet" in await talk.say("Ana", "/story list")
    assert "You keep no story 1" in await talk.say("Ana", "/story remove 1")
    assert "Safety 00" in await talk.say("Ana", "/history")


async def test_a_story_is_its_members_alone(talk: Conversation) -> None:
    await answered(talk, "safety-00")
    assert "You have no graded answer a1" in flat(await talk.say("Ben", "/story add a1"))
    await talk.say("Ana", "/story add")
    for line in ("/story list 1", "/story use 1 safety", "/story remove 1"):
        assert "You keep no story 1" in await talk.say("Ben", line)


async def test_what_is_no_number_gets_a_sentence(talk: Conversation) -> None:
    for line in ("/story add x", "/story list x", "/story use x safety", "/story remove 0"):
        assert "Something went wrong" not in await talk.say("Ana", line)


async def test_what_waits_for_a_guess_says_so_and_not_how_good_it_is(talk: Conversation) -> None:
    await talk.say("Ana", "/settings selfscore on")
    for said in (GOOD, "only the fallback"):
        await talk.ask("Ana", said, prompt_id="safety-00")
        await talk.work()
        assert "waits for your guess" in flat(await talk.say("Ana", "/story add"))
        await talk.say("Ana", "/guess 90")
    await talk.later(days=15)
    await talk.ask("Ana", GOOD, prompt_id="metrics-01")
    await talk.work()
    await talk.say("Ana", "/guess 90")
    assert "Kept as story 1" in flat(await talk.say("Ana", "/story add"))


async def test_with_as_many_as_there_may_be_one_that_is_kept_is_kept_still(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "MOST_STORIES", 1)
    await answered(talk, "safety-00")
    assert "Kept as story 1" in flat(await talk.say("Ana", "/story add"))
    assert "You keep this one already as story 1" in flat(await talk.say("Ana", "/story add"))
    await answered(talk, "metrics-01")
    assert "that is the most" in flat(await talk.say("Ana", "/story add"))
    assert "You keep this one already as story 1" in flat(await talk.say("Ana", "/story add a1"))


async def test_what_was_withdrawn_is_kept_no_more(talk: Conversation) -> None:
    await talk.send("Ana", Replied(GOOD), prompt_id="safety-00", message="m1")
    await talk.work()
    await talk.core.deleted("m1")
    assert "it was withdrawn or deleted" in flat(await talk.say("Ana", "/story add a1"))
    assert "You keep no story yet" in await talk.say("Ana", "/story list")


def _files(reply: Reply) -> dict[str, str]:
    return {one.name.split("-", 2)[-1]: one.data.decode() for one in reply.attachments}


async def test_the_stories_are_exported_as_portfolio_and_flashcards(talk: Conversation) -> None:
    assert len((await talk.ask("Ana", "/mydata export")).attachments) == 2
    for prompt in ("safety-00", "metrics-01"):
        await answered(talk, prompt)
        await talk.say("Ana", "/story add")
    await talk.later(days=15)
    await answered(talk, "safety-00", f"{GOOD} once more")
    await talk.say("Ana", "/story add")
    await talk.say("Ana", "/story use 2 metrics")
    reply = await talk.ask("Ana", "/mydata export")
    assert "3 stories of yours" in flat(read_out(reply))
    files = _files(reply)
    portfolio = files["portfolio.md"]
    assert "## Metrics 01" in portfolio
    assert "- Told for: Metrics" in portfolio
    assert GOOD in portfolio
    _as_anki_reads(files["flashcards.csv"])


def _as_anki_reads(text: str) -> None:
    """Headers of Anki's own, then one note a record, told apart by its front."""
    lines = text.splitlines(keepends=True)
    headers = [line.strip() for line in lines if line.startswith("#")]
    assert headers == [line.strip() for line in lines[: len(headers)]]
    keys = dict(line[1:].split(":", 1) for line in headers)
    assert keys["separator"] == "Comma"
    assert keys["html"] == "false"
    assert keys["columns"].split(",") == ["Front", "Back", "Tags"]
    assert keys["tags column"] == "3"
    rows = list(csv.reader(io.StringIO("".join(lines[len(headers) :]))))
    assert [len(row) for row in rows] == [3, 3, 3]
    assert rows[0][1] == GOOD
    assert len({row[0] for row in rows}) == 3
    assert rows[1][2] == "rounds metrics"
