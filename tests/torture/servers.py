"""The tests' Discord under siege: a server for each shard, and channels in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import TypeVar

from bot.domain.group import Place
from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.torture.ground import SAFE
from tests.torture.hail import Cloud, DiscordHail
from tests.torture.plan import Plan

THINKING_S = 100.0
"""How long somebody waits who was told that it takes a moment."""


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
        """No message tells on Discord what it was: prompts alone are counted."""
        return 0

    async def practise(self, number: int, acknowledged: set[str]) -> None:
        """Everybody by command, until they read that it is safe."""
        await self.fake.until(lambda: self.prompts(number), within=self.plan.longest)
        room = self.rooms[number]
        await asyncio.gather(
            *(self.answer(room, one, at, acknowledged) for at, one in enumerate(room.people))
        )

    async def answer(self, room: Room, person: Person, number: int, acknowledged: set[str]) -> None:
        """A person whom nobody thanked tries again, with other words."""
        ends = monotonic() + self.plan.longest
        tries = 0
        while monotonic() < ends:
            tries += 1
            words = words_of(room, number, tries)
            asked = await person.slash(room.guild, room.channel, "answer", text=words)
            await self.fake.world.changes.until(lambda: not asked.thinking, THINKING_S)  # noqa: B023
            self.shown.append(asked.text if asked.acknowledged else None)
            if asked.acknowledged and SAFE in asked.text:
                acknowledged.add(words)
                return
            await asyncio.sleep(0.2)


Kind = TypeVar("Kind", bound=Servers)


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
        weather = Cloud(chance)
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
