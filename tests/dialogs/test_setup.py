"""Setting a group up in chat: the questions in turn, each stored at once, the trial at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from bot.domain.group import FeedbackPlace, Founding
from bot.domain.member import Role
from bot.domain.schedule import Delivery
from bot.inbound import Chosen, Typed
from bot.refusals import groups as refusals
from bot.views.model import Facts
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import FakeTrial
from tests.support.host import LOBBY, Host, said, walk, way, ways


@pytest.fixture
async def ana(talk: Conversation) -> Host:
    return Host(talk)


async def test_from_nothing_to_a_group_that_posts(ana: Host) -> None:
    reply = await ana.say("setup")
    assert "step 1 of 5 " in said(reply)
    assert "Where shall I post the daily prompt?" in said(reply)
    assert (await ana.group()).paused
    reply = await walk(ana)
    assert "Ready to start: Study group" in said(reply)
    assert "not chosen yet" not in said(reply)
    group = await ana.group()
    assert group.paused
    assert group.schedule.local_time == time(12, 30)
    assert group.schedule.weekdays == frozenset(range(5))
    assert (group.zone, group.feedback) == ("Europe/Berlin", FeedbackPlace.THREAD)
    assert await ana.places(group) == [replace(LOBBY, channel="practice")]
    await ana.talk.later(hours=5)
    assert not [one for one in ana.talk.adapter.sent if one.message.place.workspace == "new"]
    started = await ana.press(way(reply, "Try it and start"))
    assert "Study group is on." in said(started)
    assert "Tue 3 Mar, 12:30 (Europe/Berlin)" in said(started)
    group = await ana.group()
    assert (group.paused, group.delivery) == (False, Delivery.POSTED)
    ana.talk.adapter.sent.clear()
    await ana.talk.later(hours=24)
    places = [one.message.place for one in ana.talk.adapter.sent if one.message.recipient is None]
    assert replace(LOBBY, channel="practice") in places
    assert LOBBY not in places


async def test_every_question_can_be_answered_by_typing_too(ana: Host) -> None:
    reply = await walk(ana, until=1)
    for label, value, shown in (
        ("Another time", "8am", "08:00"),
        ("Another zone", "asia/kolkata", "Asia/Kolkata"),
        ("Other days", "tue, thu", "Tue, Thu"),
    ):
        action = way(reply, label)
        assert action.picks == ()
        reply = await ana.press(action, {action.asks[0]: value})
        assert "step" in said(reply), shown
    assert "thread" in said(reply)
    summary = said(await ana.press(way(reply, "Private feedback")))
    for shown in ("08:00", "Asia/Kolkata", "Tue, Thu", "private"):
        assert shown in summary


async def test_nothing_is_lost_when_it_is_left_in_the_middle(ana: Host) -> None:
    await walk(ana, until=3)
    ana.talk.clock.advance(ana.talk.clock.now() - MONDAY)
    reply = await ana.say("setup")
    assert "step 4 of 5" in said(reply)
    assert (await ana.group()).zone == "Europe/Berlin"


async def test_all_options_at_once_go_straight_to_the_summary(ana: Host) -> None:
    chosen = Chosen(
        "setup",
        {
            "channel": "c1",
            "time": "07:00",
            "zone": "Asia/Tokyo",
            "days": "weekends",
            "feedback": "private",
            "hosts": "coaches",
            "ping": "everyone-in-it",
        },
    )
    reply = await ana.talk.send("Ana", chosen, place=LOBBY, trusted=True)
    assert "Ready to start" in said(reply)
    (facts,) = [one for one in reply.cards[0].blocks if isinstance(one, Facts)]
    ids = {facts.pairs[index] for index in facts.channels | facts.roles}
    assert ids == {("channel", "c1"), ("hosts", "coaches"), ("a prompt calls", "everyone-in-it")}
    group = await ana.group()
    assert (group.host_role, group.ping) == ("coaches", "everyone-in-it")


@pytest.mark.parametrize(
    ("line", "next_step"),
    [
        ("setup c1", "step 2"),
        ("setup c1 09:00", "step 3"),
        ("setup c1 09:00 UTC", "step 4"),
        ("setup days=daily", "step 5"),
        ("setup hosts=coaches", "step 1"),
        ("setup private", "Ready to start"),
    ],
)
async def test_the_next_question_follows_the_furthest_answer(
    ana: Host, line: str, next_step: str
) -> None:
    assert next_step in said(await ana.say(line))


async def test_what_was_passed_over_is_named_in_the_summary(ana: Host) -> None:
    assert "UTC (not chosen yet)" in said(await ana.say("setup private"))


@pytest.mark.parametrize(
    ("line", "step", "trouble"),
    [
        ("setup zone=Europe/Berln", "step 3", "Did you mean Europe/Berlin"),
        ("setup zone=berlin", "step 3", "There is no time zone “berlin”"),
        ("setup time=25:00", "step 2", "“25:00” is not a time of day"),
        ("setup days=someday", "step 4", "does not name weekdays"),
    ],
)
async def test_a_wrong_answer_is_asked_again(ana: Host, line: str, step: str, trouble: str) -> None:
    reply = await ana.say(line)
    assert step in said(reply)
    assert trouble in said(reply)


async def test_a_wrong_zone_offers_what_was_meant_first(ana: Host) -> None:
    for typed in ("berlin", "Europe/Berln"):
        picks = way(await ana.say(f"setup zone={typed}"), "Choose a time zone").picks
        assert picks[0][1] == "Europe/Berlin"
        assert "now 09:00" in picks[0][0]
        assert len(picks) <= 25
        assert len({value for _, value in picks}) == len(picks)


async def test_what_was_right_beside_a_wrong_answer_is_kept(ana: Host) -> None:
    reply = await ana.say("setup c1 09:30 Berln mon-fri private")
    assert "step 3" in said(reply)
    reply = await ana.pick(way(reply, "Choose a time zone"), "Europe/Berlin")
    assert "Ready to start" in said(reply)
    assert (await ana.group()).schedule.local_time == time(9, 30)


async def test_a_running_group_shows_its_settings_and_changes_one(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    reply = await ana.say("setup")
    assert "Study group is running" in said(reply)
    assert "Mon 2 Mar, 12:30 (Europe/Berlin)" in said(reply)
    reply = await ana.pick(way(reply, "Change the time"), "18:00")
    assert "Saved. The next prompt comes Mon 2 Mar, 18:00" in said(reply)
    reply = await ana.press(way(reply, "Private feedback"))
    assert (await ana.group()).feedback is FeedbackPlace.PRIVATE
    reply = await ana.press(way(reply, "Name a host role"), {"hosts": "r1"})
    assert (await ana.group()).host_role == "r1"
    reply = await ana.press(way(reply, "No host role"))
    assert (await ana.group()).host_role == ""
    reply = await ana.press(way(reply, "Change the channel"), {"channel": "c9"})
    assert await ana.places(await ana.group()) == [replace(LOBBY, channel="c9")]


async def test_a_paused_group_is_not_new(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    await ana.say("pause")
    reply = await ana.say("setup")
    assert "Study group is paused" in said(reply)
    assert "is on." in said(await ana.press(way(reply, "Try it and go on")))


async def test_each_step_is_in_the_audit_log(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    log = said(await ana.say("audit"))
    for entry in (
        "setup.channel · value practice",
        "setup.time · value 12:30",
        "setup.zone · value Europe/Berlin",
        "setup.days · value mon,tue,wed,thu,fri",
        "setup.feedback · value thread",
        "setup.start",
        "host.add · member Ana",
    ):
        assert entry in log


async def test_who_sets_up_is_a_host_for_good(ana: Host) -> None:
    await ana.say("setup")
    assert said(await ana.say("pause", trusted=False)) != refusals.HOSTS_ONLY
    ben = await ana.talk.send("Ben", Typed("setup"), place=LOBBY)
    assert said(ben) == refusals.HOSTS_ONLY


async def test_who_only_looks_at_a_running_group_is_made_nothing(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.send("Ben", Typed("setup"), trusted=True)
    async with talk.core.deps.store.read() as work:
        roles = {member.name: role for member, role in await work.members.of_group(1)}
    assert roles == {"Ana": Role.HOST, "Ben": Role.MEMBER}


async def test_days_before_the_start_count_for_no_streak(ana: Host) -> None:
    reply = await walk(ana)
    await ana.talk.send("Ben", Typed("practice"), place=LOBBY)
    await ana.talk.later(days=4)
    await ana.press(way(reply, "Try it and start"))
    async with ana.talk.core.deps.store.read() as work:
        calendar = await work.groups.calendar((await ana.group()).id)
    assert [sorted(one.weekdays) for one in calendar.rules] == [[], [0, 1, 2, 3, 4]]


# What the trial finds.


async def test_a_trial_that_fails_keeps_the_group_waiting(ana: Host) -> None:
    trial = FakeTrial("open threads", "pin")
    ana.talk.core.offer_trial("testing", trial)
    reply = await ana.press(way(await walk(ana), "Try it and start"))
    assert "Not started yet" in said(reply)
    assert "Allow: open threads." in said(reply)
    assert "works" in said(reply)
    assert (await ana.group()).paused
    assert trial.tried == [replace(LOBBY, channel="practice")]
    assert [one.label for one in ways(reply)] == ["Try again", "Change the channel"]
    trial.missing = ()
    again = await ana.press(way(reply, "Try again"))
    assert "Study group is on." in said(again)
    assert not (await ana.group()).paused


async def test_a_trial_of_a_running_group_changes_nothing(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    before = await ana.group()
    ana.talk.core.offer_trial("testing", FakeTrial("pin"))
    assert "Prompts still come as planned" in said(await ana.say("setup check"))
    ana.talk.core.offer_trial("testing", FakeTrial())
    assert "Everything works" in said(await ana.say("setup check"))
    assert await ana.group() == before


async def test_the_prompt_can_be_had_at_once(ana: Host) -> None:
    started = await ana.press(way(await walk(ana), "Try it and start"))
    await ana.press(way(started, "Post one now"))
    assert any("Today's prompt" in one for one in await ana.talk.work())


@pytest.fixture
async def local(tmp_path: Path) -> AsyncIterator[Conversation]:
    founding = Founding("Local group", "UTC", delivery=Delivery.ON_VISIT, local_time=time(0))
    talk = await a_conversation(tmp_path, MONDAY, founding=founding)
    yield talk
    await talk.core.close()


async def test_a_group_that_runs_without_postings_stays_so(local: Conversation) -> None:
    assert "whenever somebody comes" in await local.say("Ana", "/setup")
    await local.say("Ana", "/setup check")
    assert "whenever somebody comes" in await local.say("Ana", "/group")
