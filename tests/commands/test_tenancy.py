"""Tenancy: the same ids in two workspaces and on two platforms, and nobody sees the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.commands.catalogue import all_commands
from bot.commands.command import Command
from bot.domain.group import Place
from bot.domain.member import Account
from bot.groups import Wanted, set_group
from bot.inbound import Chosen, Replied, Said, Typed
from bot.views.model import Reply
from tests.support.conversation import PLACE, Conversation, read_out

HOME = PLACE
FAR = replace(HOME, workspace="elsewhere")
TWIN = replace(HOME, platform="twin")

SECRETS = ("heliotrope", "Anastasia", "Homestead")
"""An answer's word, a person's name, a group's name: all of the first group."""

NUMBERED = ("1", "a1", "1 approve", "approve 1", "approve a1", "a1 met fallback Because", "s1", "2")
"""How things are named by their numbers, which are the same everywhere."""

DONE_AT_HOME = (
    "story add a1",
    "plan 2026-12-01",
    "suggest What would heliotrope growers ask first?",
    "appeal It names the heliotrope",
    "settings name real",
    "settings share on",
    "mock start",
    "probe 60 of heliotrope",
)


async def _speak(
    talk: Conversation, who: str, name: str, what: Said, place: Place, **facts: Any
) -> Reply:
    """Names may be alike; the platforms' ids are what people are."""
    account = Account(f"{place.platform}:{who}", name)
    return await talk.send(name, what, place=place, account=account, may_host=True, **facts)


@pytest.fixture
async def lived(talk: Conversation) -> Conversation:
    """The first group has practised; two others have the same ids of channels and of people."""
    await talk.say("Zero", "/daily")
    await set_group(talk.core.deps, HOME, Wanted(name="Homestead"), usual_zone="UTC")
    for place, name in ((FAR, "Far"), (TWIN, "Twin")):
        await set_group(talk.core.deps, place, Wanted(name=f"{name} group"), usual_zone="UTC")
        await _speak(talk, "host", name, Typed("daily"), place)
    await talk.later(hours=2)
    answer = Replied("80 because we count heliotrope misses")
    await _speak(talk, "ana", "Anastasia", answer, HOME, about="message-1")
    await talk.work()
    for line in DONE_AT_HOME:
        await _speak(talk, "ana", "Anastasia", Typed(line), HOME)
    await talk.later(hours=1)
    export = await _speak(talk, "ana", "Anastasia", Chosen("mydata export"), HOME)
    assert "heliotrope" in str(export.attachments)
    return talk


def _lines(command: Command) -> list[str]:
    open_to = [command.words, *(f"{command.words} {one}" for one in NUMBERED)]
    return open_to if command.options else open_to[:1]


async def test_nobody_elsewhere_sees_anything_of_it(lived: Conversation) -> None:
    """By any command, by its number or without, as a host or as who has the same id there."""
    asked = 0
    for command in all_commands().commands():
        for line in _lines(command):
            for who, place in (("host", FAR), ("host", TWIN), ("ana", TWIN)):
                reply = await _speak(lived, who, who.title(), Typed(line), place)
                told = read_out(reply)
                assert not [one for one in SECRETS if one in told], (line, who, place)
                asked += 1
    assert asked > 300
    sent = [one for one in lived.adapter.sent if one.message.place not in {None, HOME}]
    for one in sent:
        told = "" if one.reply is None else read_out(one.reply)
        assert not [word for word in SECRETS if word in told]


async def test_in_private_the_same_id_on_another_platform_is_somebody_else(
    lived: Conversation,
) -> None:
    for words in ("history", "streak", "story list", "plan", "mydata export", "progress", "later"):
        for place in (TWIN, replace(TWIN, workspace="")):
            reply = await _speak(lived, "ana", "Ana", Chosen(words), place, private=True)
            told = read_out(reply) + "".join(str(one) for one in reply.attachments)
            assert not [one for one in SECRETS if one in told], (words, place)


async def test_an_answer_under_a_message_of_the_same_id_stays_where_it_is(
    lived: Conversation,
) -> None:
    """`about` names a message of ours by the platform's id, which another may have too."""
    said = Replied("70 because of something quite different that we measure every single week")
    reply = await _speak(lived, "host", "Twin", said, TWIN, about="message-1")
    await lived.work()
    assert "Homestead" not in read_out(reply)
    async with lived.core.deps.store.read() as work:
        home = await work.groups.at(HOME)
        assert home is not None
        members = {member.name for member, _ in await work.members.of_group(home.id)}
    assert members == {"Zero", "Anastasia"}
