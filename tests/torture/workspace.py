"""The tests' Slack under siege: one workspace with a channel for each group.

In Socket Mode every process has its own connections, over HTTP each has an address of its own
behind a balancer. People answer by command, with a form and in the thread; Slack repeats events
that nobody acknowledged, and nothing else.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from random import Random
from time import monotonic

from bot.domain.group import Place
from tests.slack.balancer import Balancer, free_ports
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.torture.ground import SAFE
from tests.torture.hail import Cloud, SlackHail
from tests.torture.plan import Plan, Road
from tests.torture.seen import Feedback, attempt_of

REPEATED_AFTER_S = (0.2, 1.0, 4.0)
"""As often as Slack repeats an event, in seconds instead of minutes."""

_FORM_S = 1.5
"""How long a person waits for a form before they press once more."""


@dataclass
class _Room:
    """A group's channel, and who practises there."""

    channel: Channel
    people: list[Person]

    @property
    def prompts(self) -> list[Message]:
        """Of ours, with something to press, oldest first."""
        ours = (one for one in self.channel.messages.values() if one.by is not None)
        return [one for one in ours if "Answer" in one.labels]


class Workspace:
    """Implements `tests.torture.ground.Ground`."""

    def __init__(
        self, fake: FakeSlack, team: Team, plan: Plan, weather: Cloud, balancer: Balancer | None
    ) -> None:
        self._fake = fake
        self._team = team
        self._plan = plan
        self._balancer = balancer
        self._rooms = [_room(fake, team, plan, number) for number in range(plan.groups)]
        self.weather = weather
        self.written: set[str] = set()
        """Slack itself tells what was not acknowledged."""

    @property
    def places(self) -> Sequence[Place]:
        """A channel for each group."""
        return [Place("slack", self._team.id, one.channel.id) for one in self._rooms]

    @property
    def settings(self) -> Mapping[str, str]:
        """The workspace's token, and what the road needs."""
        app = self._fake.app
        given = {
            "ROUNDS_SLACK_BOT_TOKEN": self._team.token,
            "ROUNDS_SLACK_API_URL": self._fake.api_url,
        }
        if self._balancer is None:
            return given | {"ROUNDS_SLACK_APP_TOKEN": app.token, "ROUNDS_HTTP_PORT": "0"}
        return given | {"ROUNDS_SLACK_SIGNING_SECRET": app.signing_secret}

    def own_settings(self, number: int) -> Mapping[str, str]:
        """Behind a balancer, where to listen."""
        if self._balancer is None:
            return {}
        return {"ROUNDS_HTTP_PORT": str(self._balancer.ports[number])}

    @property
    def asked(self) -> int:
        """All requests, whatever became of them."""
        return len(self._fake.requests)

    @property
    def invalid(self) -> int:
        """Slack shuts nobody out for them."""
        return sum(one.status in {401, 403, 429} for one in self._fake.requests)

    def shift(self, seconds: float) -> None:
        """For signatures and for addresses that end."""
        self._fake.clock.shift(seconds)

    def prompts(self, number: int) -> int:
        """Those in the channel."""
        return len(self._rooms[number].prompts)

    def doubled(self) -> int:
        """Messages that carry the same key, prompts and feedback apart."""
        keys = Counter(
            (one.channel.id, key)
            for one in self._lasting()
            if (key := _key(one)) and not key.startswith(("posting/", "feedback/"))
        )
        return sum(count - 1 for count in keys.values())

    def unfinished(self) -> int:
        """A pin for each prompt; threads are there on Slack without being opened."""
        return sum(one.ts not in room.channel.pins for room in self._rooms for one in room.prompts)

    def feedback(self) -> Feedback:
        """By the attempt that its buttons name."""
        found = Feedback()
        passing = chain.from_iterable(self._fake.world.ephemerals.values())
        for counted, shown in ((found.lasting, self._lasting()), (found.passing, passing)):
            for one in shown:
                attempt = attempt_of(one.blocks) if one.by is not None else None
                if attempt is not None:
                    counted[attempt] += 1
        return found

    def _lasting(self) -> Iterator[Message]:
        for channel in self._fake.world.channels.values():
            yield from channel.messages.values()

    async def practise(self, number: int, acknowledged: set[str]) -> None:
        """One by command, one with the form, one in the thread, and so on."""
        await self._fake.until(lambda: self.prompts(number), within=self._plan.longest)
        room = self._rooms[number]
        await asyncio.gather(
            *(self._answer(room, one, at, acknowledged) for at, one in enumerate(room.people))
        )

    async def _answer(
        self, room: _Room, person: Person, number: int, acknowledged: set[str]
    ) -> None:
        """A person whom Slack tells that nothing answered tries again, with other words."""
        ways = (self._by_command, self._by_form, self._in_thread)
        ends = monotonic() + self._plan.longest
        tries = 0
        while monotonic() < ends:
            tries += 1
            words = (
                f"Answer {room.channel.id}.{number}.{tries}: we count serious errors per 100 uses, "
                "and above 2 in 100 we stop the rollout."
            )
            if await ways[number % len(ways)](room, person, words):
                acknowledged.add(words)
                return
            await asyncio.sleep(0.2)

    async def _by_command(self, room: _Room, person: Person, words: str) -> bool:
        asked = await person.slash(room.channel, "/rounds", f"answer {words}")
        return asked.acknowledged and not await self._was_refused(asked)

    async def _by_form(self, room: _Room, person: Person, words: str) -> bool:
        if person.modal is not None:
            # What was sent and not acknowledged stays on the screen.
            await person.close(person.modal)
        pressed = await person.press(room.prompts[0], "Answer")
        view = await self._fake.world.changes.until(lambda: pressed.modal, _FORM_S)
        if view is None:
            return False
        done = await person.submit(view, {"text": words}, channel=room.channel)
        return done.acknowledged and not done.errors and not await self._was_refused(done)

    async def _in_thread(self, room: _Room, person: Person, words: str) -> bool:
        said = await person.write(room.channel, words, thread=room.prompts[0])
        await asyncio.gather(*(one.done for one in said.parcels))
        return said.acknowledged

    async def _was_refused(self, said: Exchange) -> bool:
        """Whether they read something else than that it is safe; silence is no refusal."""
        text = await self._fake.world.changes.until(lambda: said.text, _FORM_S)
        return bool(text) and SAFE not in text


@asynccontextmanager
async def workspace(plan: Plan, chance: Random) -> AsyncIterator[Workspace]:
    """Stands while its block lasts."""
    async with AsyncExitStack() as stack:
        fake = await stack.enter_async_context(FakeSlack())
        fake.courier(fake.app).retry_after_s = REPEATED_AFTER_S
        weather = Cloud(chance, plan.hail)
        fake.trouble = fake.server.switches = SlackHail(weather)
        balancer = None
        if plan.road is Road.HTTP:
            balancer = await stack.enter_async_context(Balancer(free_ports(plan.processes)))
            await fake.deliver_to(f"{balancer.url}/slack/events", verify=False)
        yield Workspace(fake, fake.team("Study"), plan, weather, balancer)


def _room(fake: FakeSlack, team: Team, plan: Plan, number: int) -> _Room:
    people = [fake.user(f"Member {number}.{one}", team) for one in range(plan.replies)]
    return _Room(fake.channel(team, f"room-{number}", people), people)


def _key(message: Message) -> str:
    """The key by which we find a message of ours again; empty for all others."""
    metadata = message.metadata or {}
    return str(metadata.get("event_payload", {}).get("key", ""))
