"""More than one group in a workspace, and more than one place to speak from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.group import Place
from bot.inbound import Chosen, Mentioned, Typed
from bot.refusals import groups as group_refusals
from bot.refusals import trouble as trouble_refusals
from tests.support.conversation import PLACE, Conversation
from tests.support.host import LOBBY, Host, said, walk, way, ways


@pytest.fixture
async def ana(talk: Conversation) -> Host:
    return Host(talk)


async def test_a_name_is_given_while_setting_up(ana: Host) -> None:
    assert "Night owls: step 1" in said(await ana.say("setup name=Night owls"))
    assert (await ana.group()).name == "Night owls"


async def test_a_second_group_needs_a_channel_and_goes_on_from_anywhere(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    first = await ana.group()
    without = said(await ana.say("setup name=Early birds"))
    assert without == " ".join(group_refusals.another_group_needs_channel("Early birds").split())
    reply = await ana.say("setup channel=birds name=Early birds")
    assert "Early birds: step 2" in said(reply)
    reply = await ana.pick(way(reply, "Choose a time"), "07:00")
    reply = await ana.pick(way(reply, "Choose a time zone"), "Asia/Tokyo")
    reply = await ana.pick(way(reply, "Choose the days"), "daily")
    reply = await ana.press(way(reply, "Private feedback"))
    assert "Ready to start: Early birds" in said(reply)
    assert "Early birds is on." in said(await ana.press(way(reply, "Try it and start")))
    second = await ana.group(replace(LOBBY, channel="birds"))
    assert (second.name, second.zone, second.paused) == ("Early birds", "Asia/Tokyo", False)
    assert await ana.group() == first
    # Its name is enough from now on, in any capitals.
    assert "Early birds is running" in said(await ana.say("setup name=early BIRDS"))


async def test_a_channel_of_another_group_stays_with_it(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    await ana.say("setup channel=birds name=Early birds")
    reply = await ana.say("setup channel=practice name=Early birds")
    assert "That channel belongs to the group “Study group”" in said(reply)
    assert "Choose the channel" in [one.label for one in ways(reply)]
    second = await ana.group(replace(LOBBY, channel="birds"))
    assert await ana.places(second) == [replace(LOBBY, channel="birds")]


async def test_the_host_of_one_group_is_no_host_of_the_next(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    await ana.say("setup channel=birds name=Early birds")
    number = str((await ana.group(replace(LOBBY, channel="birds"))).id)
    await ana.say("setup hosts=coaches")
    for given in ({"time": "10:00"}, {"do": "check"}):
        chosen = Chosen("setup", {"group": number, **given})
        reply = await ana.talk.send("Ben", chosen, place=LOBBY, roles=frozenset({"coaches"}))
        assert said(reply) == group_refusals.not_host_of("Early birds")
    named = Typed("setup name=Early birds")
    reply = await ana.talk.send("Ben", named, place=LOBBY, roles=frozenset({"coaches"}))
    assert said(reply) == group_refusals.not_host_of("Early birds")


async def test_a_group_of_another_workspace_is_out_of_reach(ana: Host) -> None:
    await ana.talk.say("Ana", "/daily")
    await walk(ana)
    async with ana.talk.core.deps.store.read() as work:
        other = await work.groups.at(PLACE)
    assert other is not None
    chosen = Chosen("setup", {"group": str(other.id), "time": "10:00"})
    reply = await ana.talk.send("Ana", chosen, place=LOBBY, trusted=True)
    assert said(reply) == group_refusals.GONE
    async with ana.talk.core.deps.store.read() as work:
        assert await work.groups.at(PLACE) == other


async def test_in_private_it_is_about_the_group_at_home(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    private = Place("testing", "", "dm-ana")
    said_there = Mentioned("setup")
    reply = await ana.talk.send("Ana", said_there, place=private, private=True)
    assert "Study group is running" in said(reply)
    chosen = Chosen("setup", {"channel": "lounge"})
    await ana.talk.send("Ana", chosen, place=private, private=True)
    assert await ana.places(await ana.group()) == [replace(LOBBY, channel="lounge")]


async def test_a_name_that_another_group_has_is_refused(ana: Host) -> None:
    await ana.press(way(await walk(ana), "Try it and start"))
    await ana.say("setup channel=birds name=Early birds")
    reply = await ana.say("group name Early birds")
    assert "Early birds" in said(reply)
    assert trouble_refusals.UNEXPECTED not in said(reply)
    assert said(reply) == group_refusals.name_taken("Early birds")
