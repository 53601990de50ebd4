"""What follows from what went out and what did not: steps, knocks, notes to hosts, departures."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from adapters.pump import pump
from adapters.refused import Refused
from bot.domain.group import Founding, Place
from bot.domain.member import Account
from bot.domain.message import MessageKind
from bot.inbound import Chosen, Replied
from tests.support.conversation import PLACE, Conversation, RecordingAdapter, read_out

ABROAD = Place("another", "team", "channel")
STEPS = (MessageKind.THREAD, MessageKind.PIN)


def kinds(talk: Conversation) -> list[MessageKind]:
    return [one.message.kind for one in talk.adapter.sent]


async def test_a_posting_opens_its_thread_as_a_step_of_its_own(talk: Conversation) -> None:
    talk.adapter.steps = STEPS
    await talk.later(hours=1)
    assert kinds(talk) == [MessageKind.POSTING, MessageKind.THREAD]
    posting, thread = talk.adapter.sent
    assert thread.under == "message-1"
    assert thread.reply is not None
    assert posting.reply is not None
    assert thread.reply.cards[0].title.startswith("02 Mar: ")
    assert posting.under is None


async def test_a_platform_without_threads_is_asked_for_none(talk: Conversation) -> None:
    await talk.later(hours=1)
    assert kinds(talk) == [MessageKind.POSTING]


async def test_feedback_for_everybody_goes_under_the_posting(talk: Conversation) -> None:
    await talk.say("Ana", "/group feedback thread")
    await talk.later(hours=1)
    await talk.answer("Ben", "70 with reasons")
    feedback = talk.adapter.sent[-1]
    assert (feedback.under, feedback.message.recipient) == ("message-1", None)


async def test_private_feedback_goes_under_nothing(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ben", "70 with reasons")
    assert talk.adapter.sent[-1].under is None
    assert talk.adapter.sent[-1].message.recipient == "testing:ben"


async def test_who_takes_no_private_messages_is_told_in_the_thread(talk: Conversation) -> None:
    talk.adapter.closed = {"testing:ben"}
    await talk.later(hours=1)
    await talk.answer("Ben", "70 with reasons")
    knock = talk.adapter.sent[-1]
    assert knock.message.kind is MessageKind.KNOCK
    assert (knock.under, knock.mention, knock.message.recipient) == (
        "message-1",
        "testing:ben",
        None,
    )
    assert knock.reply is not None
    said = read_out(knock.reply)
    assert "70" not in said, "nothing private is said in the open"
    action = knock.reply.cards[0].actions[0]
    assert "70 of 100" in await talk.press("Ben", action.words, **dict(action.values))


async def test_a_place_that_is_locked_is_told_to_the_host_once(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    talk.adapter.locked = {MessageKind.POSTING: "Send Messages is missing in the channel"}
    heard = await talk.later(hours=1)
    assert ["Send Messages is missing" in one for one in heard] == [True]
    assert "setup check" in " ".join(heard[0].split())
    assert "send.failed" in await talk.say("Ana", "/audit")
    assert "Send Messages is missing" in " ".join((await talk.say("Ana", "/health")).split())
    talk.adapter.locked = {}
    await talk.later(days=8)
    assert "is missing" not in " ".join((await talk.say("Ana", "/health")).split())


GONE = "the channel is gone"


async def in_vain(talk: Conversation, *reasons: str) -> list[str]:
    """The host's letters of so many days on which the prompt is refused."""
    told: list[str] = []
    for reason in reasons:
        talk.adapter.locked = {MessageKind.POSTING: reason}
        heard = [" ".join(one.split()) for one in await talk.later(days=1)]
        told += [one for one in heard if "For the host" in one]
    return told


@pytest.fixture
async def hosted(talk: Conversation) -> Conversation:
    """Ana is the host, and the first day's prompt is out."""
    await talk.say("Ana", "/daily")
    await talk.later(hours=1)
    return talk


async def test_a_group_that_nothing_can_be_posted_to_rests(hosted: Conversation) -> None:
    first, second, third = await in_vain(hosted, GONE, GONE, GONE)
    assert "paused" not in first + second
    assert "three times in a row" in third
    assert "resume" in third
    assert "none while paused" in await hosted.say("Ana", "/health")
    assert "group.rests" in await hosted.say("Ana", "/audit")
    assert await in_vain(hosted, GONE, GONE) == [], "nothing is tried, and nobody is told again"
    hosted.adapter.locked = {}
    await hosted.say("Ana", "/resume")
    await hosted.later(days=1)
    assert kinds(hosted)[-1] is MessageKind.POSTING


async def test_after_a_resumption_it_is_counted_anew(hosted: Conversation) -> None:
    await in_vain(hosted, GONE, GONE, GONE)
    await hosted.say("Ana", "/resume")
    told = await in_vain(hosted, GONE, GONE, GONE)
    assert ["three times in a row" in one for one in told] == [False, False, True]


async def test_what_changes_or_gets_through_between_pauses_nothing(hosted: Conversation) -> None:
    await in_vain(hosted, GONE, GONE, "my role lacks a permission")
    hosted.adapter.locked = {}
    await hosted.later(days=1)
    told = await in_vain(hosted, GONE, GONE)
    assert len(told) == 2
    assert not [one for one in told if "paused" in one]


async def test_a_platform_that_lets_nobody_in_pauses_no_group(hosted: Conversation) -> None:
    hosted.core.refused(PLACE.platform, GONE)
    told = await in_vain(hosted, GONE, GONE, GONE, GONE)
    assert len(told) == 4
    assert not [one for one in told if "paused" in one]


async def test_where_another_place_has_the_prompt_nothing_is_paused(hosted: Conversation) -> None:
    other = RecordingAdapter()
    other.platform = ABROAD.platform
    group, _ = (await hosted.core.homes(PLACE.platform))[0]
    async with hosted.core.deps.store.write() as work:
        await work.groups.set_place(group.id, ABROAD)
    told: list[str] = []
    for _ in range(4):
        told += await in_vain(hosted, GONE)
        await pump(hosted.core, other, hosted.clock)
    assert len(told) == 4
    assert not [one for one in told if "paused" in one]


async def test_health_tells_what_waits_and_who_does_not_let_us_in(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.later(hours=1)
    assert "All is well." in await talk.say("Ana", "/health")
    await talk.say("Ben", "70 because the desk drills it")
    talk.clock.advance(timedelta(minutes=9))
    heard = " ".join((await talk.say("Ana", "/health")).split())
    assert "1 answer waits for a grade, the oldest for 9 minutes." in heard
    await talk.work()
    assert "All is well." in await talk.say("Ana", "/health")
    talk.core.deps.grader.failures = 1  # type: ignore[attr-defined]
    await talk.say("Ben", "75 because the desk drills it")
    await talk.work()
    heard = " ".join((await talk.say("Ana", "/health")).split())
    assert "answers waiting for a grade 1" in heard, "a grader that failed has given none"
    await talk.later(minutes=6)
    heard = " ".join((await talk.say("Ana", "/health")).split())
    assert "waiting for a grade" not in heard
    talk.core.refused("elsewhere", "Their gate is shut.")
    assert "All is well." in await talk.say("Ana", "/health"), "nobody of the group is there"
    talk.core.refused(PLACE.platform, "The token is no good.")
    heard = " ".join((await talk.say("Ana", "/health")).split())
    assert "so nothing is posted there. The token is no good." in heard


async def test_a_platform_that_refuses_us_is_told_to_hosts_and_keeps_letters(
    talk: Conversation,
) -> None:
    await talk.say("Ana", "/daily")
    talk.clock.advance(timedelta(hours=1))
    await talk.core.tick(talk.clock.now())
    await talk.say("Ben", "70 because the desk drills it")
    while await talk.core.grade(talk.clock.now()):
        pass
    refused = Refused(PLACE.platform, "The token is no good.")
    await pump(talk.core, refused, talk.clock)
    assert "send.failed" not in await talk.say("Ana", "/audit"), "another may be let in"
    for _ in range(4):
        talk.clock.advance(timedelta(minutes=3))
        await pump(talk.core, refused, talk.clock)
    assert "send.failed" in await talk.say("Ana", "/audit")
    heard = await talk.later(hours=1)
    assert any("70 of 100" in one for one in heard), heard


async def test_a_platform_that_is_locked_altogether_is_told_by_another(talk: Conversation) -> None:
    shown = await talk.say("Ana", "/link")
    (code,) = set(re.findall(r"\b\w{4}-\w{4}\b", shown))
    await talk.core.found(ABROAD, Founding("Abroad", "UTC", paused=True))
    there = Account("another:ana", "Ana")
    await talk.send("Ana", Chosen("link", {"code": code}), place=ABROAD, account=there)
    reason = "the token was taken back"
    talk.adapter.locked = {MessageKind.POSTING: reason, MessageKind.HOST_NOTE: reason}
    assert await talk.later(hours=1) == []
    other = RecordingAdapter()
    other.platform = ABROAD.platform
    other.locked = {MessageKind.HOST_NOTE: "that one, too"}
    await pump(talk.core, other, talk.clock)
    assert await talk.later(hours=23) == []
    other.locked = {}
    await pump(talk.core, other, talk.clock)
    assert other.sent == [], "one letter goes once round, not to and fro"
    await talk.later(hours=1)
    await pump(talk.core, other, talk.clock)
    (letter,) = other.sent
    assert letter.message.recipient == "another:ana"
    assert letter.reply is not None
    assert reason in " ".join(read_out(letter.reply).split())


async def test_a_prompt_that_nobody_saw_breaks_no_streak(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ben", "70 with reasons")
    talk.adapter.locked = {MessageKind.POSTING: "no"}
    await talk.later(hours=24)
    talk.adapter.locked = {}
    await talk.later(hours=24)
    await talk.answer("Ben", "75 with reasons")
    assert "2 days" in " ".join((await talk.say("Ben", "/streak")).split())


async def test_a_message_about_nothing_is_dropped_without_a_word(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.later(hours=1)
    await talk.send("Ben", Replied("70 with reasons"))
    await talk.say("Ben", "/mydata delete yes")
    assert await talk.work() == []
    assert "send.failed" not in await talk.say("Ana", "/audit")


async def test_groups_of_a_workspace_that_was_left_rest(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    assert await talk.core.departed(PLACE.platform, "another", talk.clock.now()) == []
    assert await talk.core.departed(PLACE.platform, PLACE.workspace, talk.clock.now()) != []
    assert await talk.core.departed(PLACE.platform, PLACE.workspace, talk.clock.now()) == []
    assert await talk.later(hours=30) == []
    assert "next prompt" in await talk.say("Ana", "/resume")
    assert len(await talk.later(hours=24)) == 1


async def test_the_pause_that_the_platform_asks_for_is_kept(talk: Conversation) -> None:
    talk.clock.advance(timedelta(hours=1))
    await talk.core.tick(talk.clock.now())
    (waiting,) = await talk.core.outgoing([PLACE.platform], talk.clock.now())
    await talk.core.undelivered(waiting, "slow down", talk.clock.now(), wait=timedelta(minutes=9))
    talk.clock.advance(timedelta(minutes=8))
    assert await talk.core.outgoing([PLACE.platform], talk.clock.now()) == []
    talk.clock.advance(timedelta(minutes=1))
    assert len(await talk.core.outgoing([PLACE.platform], talk.clock.now())) == 1


async def test_a_paused_group_that_was_posted_to_stays_paused(talk: Conversation) -> None:
    await talk.say("Ana", "/pause")
    await talk.say("Ana", "/post now")
    assert len(await talk.work()) == 1
    assert "none while paused" in await talk.say("Ana", "/health")
    heard = await talk.later(hours=72)
    assert ["For the host" in one for one in heard].count(True) == 0
    assert sum("Today's prompt" in one for one in heard) == 0
