"""Somebody who sets a group up: does what the cards offer, as with a mouse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.group import Group, Place
from bot.inbound import Chosen, Typed
from bot.views.model import Action, Reply
from tests.support.conversation import Conversation, read_out

LOBBY = Place("testing", "new", "lobby")
"""A channel of a workspace where nobody has practised yet."""


def said(reply: Reply) -> str:
    return " ".join(read_out(reply).split())


def ways(reply: Reply) -> list[Action]:
    return [action for card in reply.cards for action in card.actions]


def way(reply: Reply, label: str) -> Action:
    (found,) = [one for one in ways(reply) if one.label == label]
    return found


class Host:
    """Somebody who runs a workspace and does what the cards offer."""

    def __init__(self, talk: Conversation, place: Place = LOBBY, name: str = "Ana") -> None:
        self.talk = talk
        self.place = place
        self.name = name

    async def say(self, line: str, **facts: Any) -> Reply:
        here: dict[str, Any] = {"place": self.place, "trusted": True} | facts
        return await self.talk.send(self.name, Typed(line), **here)

    async def press(self, action: Action, given: Mapping[str, str] | None = None) -> Reply:
        assert set(given or {}) == set(action.asks)
        values = dict(action.values) | dict(given or {})
        said = Chosen(action.words, values)
        return await self.talk.send(self.name, said, place=self.place, trusted=True)

    async def pick(self, action: Action, value: str) -> Reply:
        assert value in [one for _, one in action.picks]
        return await self.press(action, {action.asks[0]: value})

    async def group(self, place: Place | None = None) -> Group:
        async with self.talk.core.deps.store.read() as work:
            found = await work.groups.at(place or self.place)
        assert found is not None
        return found

    async def places(self, group: Group) -> list[Place]:
        async with self.talk.core.deps.store.read() as work:
            return await work.groups.places(group.id)


async def walk(ana: Host, *, until: int = 5) -> Reply:
    """The five questions answered as somebody with a mouse would."""
    reply = await ana.say("setup")
    answers = (
        ("Choose the channel", "practice"),
        ("Choose a time", "12:30"),
        ("Choose a time zone", "Europe/Berlin"),
        ("Choose the days", "mon-fri"),
        ("Feedback in the thread", None),
    )
    for label, value in answers[:until]:
        action = way(reply, label)
        if value is None:
            reply = await ana.press(action)
        elif action.picks:
            reply = await ana.pick(action, value)
        else:
            reply = await ana.press(action, {action.asks[0]: value})
    return reply
