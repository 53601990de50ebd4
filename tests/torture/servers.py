"""The tests' Discord under siege: a server for each shard, and channels in them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import TypeVar

from bot.domain.group import Place
from bot.refusals.trouble import AWAY
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.torture.ground import SAFE
from tests.torture.hail import Cloud, DiscordHail
from tests.torture.plan import Plan
from tests.torture.seen import Feedback, attempt_of

THINKING_S = 100.0
"""How long somebody waits who was told that it takes a moment."""


MARKED_S = 10.0
"""How long somebody waits for the mark on what they wrote, before they write once more."""


@dataclass
class Room:
    """A group's channel, and who practises there."""

    guild: Guild
    channel: GuildChannel
    people: list[Person]


class Servers:
    """Implements `tests.torture.ground.Ground`."""

    def __init__(self, fake: FakeDiscord, plan: Plan, weather: Cloud) -> None:
        self.fake = fake
        self.plan = plan
        self.rooms = _rooms(fake, plan)
        self.weather = weather
        self.written: set[str] = set()
        self.shown: list[str | None] = []
        """What each who answered got to read; None: that the application did not respond."""

    @property
    def places(self) -> Sequence[Place]:
        """A channel for each group."""
        return [Place("discord", str(one.guild.id), str(one.channel.id)) for one in self.rooms]

    @property
    def settings(self) -> Mapping[str, str]:
        """As many shards as processes."""
        return {
            "ROUNDS_DISCORD_TOKEN": self.fake.token,
            "ROUNDS_DISCORD_API_URL": self.fake.api_url,
            "ROUNDS_DISCORD_SHARDS": str(self.plan.processes),
            "ROUNDS_HTTP_PORT": "0",
        }

    def own_settings(self, number: int) -> Mapping[str, str]:
        """Any one of the shards."""
        del number
        return {"ROUNDS_DISCORD_SHARD_IDS": "any 1"}

    @property
    def asked(self) -> int:
        """All requests, whatever became of them."""
        return len(self.fake.requests)

    @property
    def invalid(self) -> int:
        """Those for which Discord shuts an address out."""
        return self.fake.invalid_requests

    def shift(self, seconds: float) -> None:
        """What Discord remembers of a repeated key ends, too."""
        self.fake.clock.shift(seconds)

    def prompts(self, number: int) -> int:
        """Of ours, with something to press."""
        return sum(
            1
            for one in self.rooms[number].channel.messages.values()
            if one.author is self.fake.bot and one.only_for is None and "Answer" in one.labels
        )

    def doubled(self) -> int:
        """Messages for all or by direct message that show the same in one channel.

        On Discord nothing else tells what a message was. Whoever is told to send something again
        is told so as often as they sent it.
        """
        cards = Counter(
            (one.channel.id, one.type, one.text)
            for one in self._ours()
            if one.only_for is None
            and "Answer" not in one.labels
            and attempt_of(one.components) is None
            and AWAY not in one.text
        )
        return sum(count - 1 for count in cards.values())

    def unfinished(self) -> int:
        """A thread and a pin for each prompt."""
        prompts = [one for one in self._ours() if one.only_for is None and "Answer" in one.labels]
        return sum((one.thread is None) + (not one.pinned) for one in prompts)

    def feedback(self) -> Feedback:
        """By the attempt that its buttons name."""
        found = Feedback()
        for one in self._ours():
            attempt = attempt_of(one.components)
            if attempt is not None:
                counted = found.passing if one.ephemeral else found.lasting
                counted[attempt] += 1
        return found

    def _ours(self) -> Iterator[Message]:
        for channel in self.fake.world.channels.values():
            for one in channel.messages.values():
                if one.author is self.fake.bot:
                    yield one

    async def practise(self, number: int, acknowledged: set[str]) -> None:
        """One by command, one with the form, one under the prompt, and so on."""
        await self.fake.until(lambda: self.prompts(number), within=self.plan.longest)
        room = self.rooms[number]
        ways = (self._by_command, self._by_form, self._by_reply, self._in_thread)
        await asyncio.gather(
            *(
                self.answer(room, one, at, acknowledged, ways[(number + at) % len(ways)])
                for at, one in enumerate(room.people)
            )
        )

    async def answer(
        self,
        room: Room,
        person: Person,
        number: int,
        acknowledged: set[str],
        way: Way | None = None,
    ) -> None:
        """A person whom nobody thanked tries again, with other words; by command without a way."""
        ends = monotonic() + self.plan.longest
        tries = 0
        while monotonic() < ends:
            tries += 1
            words = words_of(room, number, tries)
            if await (way or self._by_command)(room, person, words):
                acknowledged.add(words)
                return
            await asyncio.sleep(0.2)

    async def _by_command(self, room: Room, person: Person, words: str) -> bool:
        return await self._safe(await person.slash(room.guild, room.channel, "answer", text=words))

    async def _by_form(self, room: Room, person: Person, words: str) -> bool:
        pressed = await person.press(self._prompt(room), "Answer")
        if pressed.modal is None:
            return False
        field = pressed.modal.fields[0]["custom_id"]
        return await self._safe(await person.submit(pressed.modal, {field: words}))

    async def _by_reply(self, room: Room, person: Person, words: str) -> bool:
        """Discord tells nobody that a message arrived: a mark of ours on it does."""
        self.written.add(words)
        said = await person.write(room.channel, words, reply_to=self._prompt(room))
        return await self._marked(said)

    async def _in_thread(self, room: Room, person: Person, words: str) -> bool:
        """Calling us, as one must whose words we may read only then."""
        thread = self._prompt(room).thread
        if thread is None:
            # It opens in a moment: until then there is the prompt itself.
            return await self._by_reply(room, person, words)
        self.written.add(words)
        return await self._marked(await person.write(thread, words, mentions=(self.fake.bot,)))

    async def _safe(self, asked: Exchange) -> bool:
        """Whether they read that it is safe."""
        await self.fake.world.changes.until(lambda: not asked.thinking, THINKING_S)
        self.shown.append(asked.text if asked.acknowledged else None)
        return asked.acknowledged and SAFE in asked.text

    async def _marked(self, said: Message) -> bool:
        return bool(await self.fake.world.changes.until(lambda: said.reactions, MARKED_S))

    def _prompt(self, room: Room) -> Message:
        ours = (one for one in room.channel.messages.values() if one.author is self.fake.bot)
        return next(one for one in ours if one.only_for is None and "Answer" in one.labels)


Kind = TypeVar("Kind", bound=Servers)
Way = Callable[[Room, Person, str], Awaitable[bool]]


def words_of(room: Room, number: int, tries: int) -> str:
    """An answer that nobody else gives."""
    return (
        f"Answer {room.channel.id}.{number}.{tries}: we count serious errors per 100 uses, "
        "and above 2 in 100 we stop the rollout."
    )


@asynccontextmanager
async def servers(plan: Plan, chance: Random) -> AsyncIterator[Servers]:
    """Stands while its block lasts."""
    async with standing(plan, chance, Servers) as made:
        yield made


@asynccontextmanager
async def standing(plan: Plan, chance: Random, kind: type[Kind]) -> AsyncIterator[Kind]:
    """The same with people of another kind."""
    async with FakeDiscord() as fake:
        fake.server.validating = False
        # The siege has one bot's limit for five bots' work.
        fake.server.quota.a_second = None
        weather = Cloud(chance, plan.hail)
        fake.trouble = fake.server.switches = DiscordHail(weather)
        yield kind(fake, plan, weather)


def _rooms(fake: FakeDiscord, plan: Plan) -> list[Room]:
    """As many servers as processes, so that each shard has its own."""
    found: dict[int, Guild] = {}
    host = fake.user("Host")
    while len(found) < plan.processes:
        guild = fake.guild("Study", owner=host)
        found.setdefault((guild.id >> 22) % plan.processes, guild)
    rooms = []
    for number in range(plan.groups):
        guild = found[number % plan.processes]
        people = [fake.user(f"Member {number}.{one}") for one in range(plan.replies)]
        for person in people:
            fake.member(guild, person)
        rooms.append(Room(guild, fake.text(guild, f"room-{number}"), people))
    return rooms
