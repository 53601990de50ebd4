"""A plan: made, looked at, moved when days are missed, stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.course import FileCourse
from bot.content.library import default_folder
from bot.content.loops import FileLoops
from bot.domain.group import Founding
from bot.domain.schedule import Delivery
from bot.inbound import Chosen
from bot.views import words
from bot.views.model import Action
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    founding = Founding("Test group", "UTC", delivery=Delivery.POSTED, paused=True)
    made = await a_conversation(tmp_path, MONDAY, bank=a_bank(), founding=founding)
    yield made
    await made.core.close()


async def plan(talk: Conversation, said: str = "") -> str:
    return flat(await talk.say("Ana", f"/plan {said}".strip()))


async def test_without_one_it_says_how(talk: Conversation) -> None:
    assert "plan 2026-12-01" in await plan(talk)
    assert "There was no plan." in await plan(talk, "stop")


async def test_it_shows_today_and_the_week_and_can_be_stopped(talk: Conversation) -> None:
    heard = await plan(talk, "in 3 weeks")
    assert "21 days to your interview" in heard
    assert "Today: rest" not in heard or "rest" in heard
    assert "Tue 3 Mar" in heard
    assert "Mon 9 Mar" in heard
    assert "Tue 10 Mar" not in heard
    assert "rest" in heard
    assert await plan(talk) != ""
    assert "The plan is gone" in await plan(talk, "stop")
    assert "No plan yet" in await plan(talk)


async def test_the_kind_of_company_may_follow_the_date_or_be_picked(talk: Conversation) -> None:
    for said in ("1 Apr payer", "Apr 1 2026, payer or insurer", "2026-04-01 payer"):
        assert "Payer or insurer:" in await plan(talk, said), said
    reply = await talk.ask("Ana", "/plan 2026-04-01 startup")
    (pick,) = [one for one in reply.cards[0].actions if one.picks]
    assert {value for _, value in pick.picks} >= {"startup", "payer", "ehr", "device-ai"}
    values = {**dict(pick.values), "company": "ehr"}
    assert "EHR or platform vendor" in flat(await talk.press("Ana", pick.words, **values))
    # A new date keeps the company, and a new company the date.
    assert "EHR or platform vendor" in await plan(talk, "2 Apr")
    heard = await plan(talk, "payer")
    assert "Payer or insurer:" in heard
    assert "31 days to your interview" in heard
    assert "as a date" in await plan(talk, "bakery")
    assert "31 days to your interview" in await plan(talk)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("2020-01-01", "has passed"),
        ("today", "nothing left to plan"),
        ("in 60 months", "more than 365 days"),
        ("someday", "as a date"),
        ("payer", "as a date"),
        ("1 Apr bakery", "kind of company"),
        ("2026-02-30", "as a date"),
    ],
)
async def test_what_cannot_be_planned_is_a_sentence(
    talk: Conversation, said: str, part: str
) -> None:
    assert part in await plan(talk, said)
    assert "No plan yet" in await plan(talk)


async def test_missed_days_are_said_without_reproach_and_practice_is_seen(
    talk: Conversation,
) -> None:
    await plan(talk, "in 20 days")
    assert "without practice" not in await plan(talk)
    await talk.ask("Ana", "70 an answer", prompt_id="prompt-00")
    await talk.work()
    assert "Today: done" in await plan(talk)
    await talk.later(days=4)
    heard = await plan(talk)
    assert "3 days passed without practice" in heard
    assert "spread over the days left" in heard
    assert "16 days to your interview" in heard


async def test_the_last_days_taper_and_the_plan_ends_by_itself(talk: Conversation) -> None:
    await plan(talk, "in 9 days")
    await talk.later(days=7)
    heard = await plan(talk)
    assert "only what is due again" in heard
    assert "without practice" not in heard, "nothing is made up for any more"
    await talk.later(days=1)
    assert "early night" in await plan(talk)
    await talk.later(days=1)
    assert "Interview today" in await plan(talk)
    await talk.later(days=1)
    assert "No plan yet" in await plan(talk)


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Conversation]:
    """With the drills and mock rounds that the plans of the content name."""
    founding = Founding("Test group", "UTC", delivery=Delivery.POSTED, paused=True)
    made = await a_conversation(
        tmp_path,
        MONDAY,
        bank=a_bank(),
        founding=founding,
        course=FileCourse(default_folder()),
        loops=FileLoops(default_folder()),
    )
    yield made
    await made.core.close()


async def until(talk: Conversation, words: str) -> Action:
    """Let days pass without practice until the plan's card has that button."""
    for _ in range(21):
        reply = await talk.ask("Ana", "/plan")
        for one in reply.cards[0].actions:
            if one.words == words:
                return one
        await talk.later(days=1)
    raise AssertionError(f"no day offers {words}")


@pytest.mark.parametrize("words", ["practice", "drill", "mock start", "story list"])
async def test_what_a_day_is_for_can_be_begun_from_it(full: Conversation, words: str) -> None:
    await plan(full, "in 20 days")
    offered = await until(full, words)
    heard = flat(await full.press("Ana", offered.words, **dict(offered.values)))
    begun = {
        "practice": "What did you require before launch",
        "drill": "Answer with",
        "mock start": "Your round begins",
        "story list": "You keep no story yet",
    }
    assert begun[words] in heard


async def test_a_mock_round_that_is_missed_or_left_is_planned_again(full: Conversation) -> None:
    await plan(full, "in 20 days")
    offered = await until(full, "mock start")
    first = "a mock round: The first call"
    assert f"Today: {first}" in await plan(full)
    await full.later(days=1)
    assert first in await plan(full), "it was missed"
    again = await until(full, "mock start")
    assert again.values == offered.values
    await full.press("Ana", again.words, **dict(again.values))
    assert "nothing is judged" in await full.say("Ana", "/mock end yes")
    await full.later(days=1)
    assert first in await plan(full), "it was left without an answer"
    done = await until(full, "mock start")
    assert done.values == offered.values
    await full.press("Ana", done.words, **dict(done.values))
    await full.ask("Ana", "/drill burden-math")
    await full.say("Ana", "/drill 12")
    assert f"Today: {first}" in await plan(full), "a drill is no mock round"
    await full.say("Ana", "/mock answer The app shows; then it tells. I look up who checks it.")
    assert "Closed" not in await full.say("Ana", "/mock end yes")
    assert "Today: done" in await plan(full)
    await full.later(days=1)
    assert first not in await plan(full)


async def test_a_drill_that_is_missed_is_planned_again_and_one_that_is_done_is_not(
    full: Conversation,
) -> None:
    await plan(full, "in 20 days")
    missed = await until(full, "drill")
    await full.later(days=1)
    again = await until(full, "drill")
    assert again.values == missed.values
    await full.press("Ana", again.words, **dict(again.values))
    await full.say("Ana", "/drill 12")
    await full.later(days=1)
    assert (await until(full, "drill")).values != missed.values


async def test_all_of_it_is_a_file_that_says_of_every_day_what_it_is_for(
    full: Conversation,
) -> None:
    assert "No plan yet" in await plan(full, "all")
    await plan(full, "in 20 days payer")
    offered = await full.ask("Ana", "/plan")
    (pick,) = [
        one
        for one in offered.cards[0].actions
        if one.words == "plan" and one.values and not one.picks
    ]
    reply = await full.send("Ana", Chosen(pick.words, dict(pick.values)))
    (file,) = reply.attachments
    assert file.name == "plan-2026-03-22.md"
    text = file.data.decode()
    for n in range(21):
        day = MONDAY.date() + timedelta(days=n)
        assert text.count(f"**{words.day(day)}**: ") == 1
    assert "Payer or insurer: Outcomes" in text
    assert text.count("a mock round: ") == 4
    assert "**Sun 22 Mar**: the interview" in text
    await full.later(days=14)
    reply = await full.ask("Ana", "/plan")
    assert "The whole plan" not in {one.label for one in reply.cards[0].actions}


async def test_it_begins_today_whatever_the_date(talk: Conversation) -> None:
    for days in range(3, 25):
        assert "Today: rest" not in await plan(talk, f"in {days} days")
        await plan(talk, "stop")


async def test_what_is_due_again_stands_below_it(talk: Conversation) -> None:
    assert "Due again" not in await plan(talk, "in 20 days")
    await talk.ask("Ana", "20 an answer", prompt_id="prompt-00")
    await talk.work()
    await talk.later(days=1, hours=1)
    assert "Due again, when you have ten minutes: Risk and safety." in await plan(talk)
