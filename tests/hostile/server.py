"""A Discord server with a running Rounds, and what its people made Discord send."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.discord.fake import FakeDiscord
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.rounds import posting_in
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import saw, worked_off
from tests.hostile.rows import misplaced
from tests.hostile.served import Served, served
from tests.hostile.workspace import REPLY

CROWD = 20

_SLASHES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("help", {}),
    ("daily", {}),
    ("practice", {"topic": "ai", "level": "hard"}),
    ("answer", {"text": REPLY}),
    ("streak", {}),
    ("settings", {}),
    ("leaderboard", {}),
    ("history", {}),
    ("appeal", {"reason": "It counts"}),
    ("setup", {}),
)

_NOT_MUTATED = {"READY", "RESUMED"}
"""Whoever sends those wrong has no gateway to offer; discord.py waits for the next one."""


@dataclass(frozen=True, slots=True)
class Sample:
    """An event by its name; `interaction` is what it tells of, where it is one."""

    name: str
    data: dict[str, Any]
    interaction: Interaction | None = None


@dataclass
class Server:
    """A process, the platform it is connected to, and what that sends."""

    fake: FakeDiscord
    served: Served
    guild: Guild
    room: GuildChannel
    crowd: list[Person]
    posted: Message
    samples: list[Sample]

    def fresh(self, sample: Sample, chance: Random) -> dict[str, Any]:
        """The same event of somebody of the crowd, as if it happened now for the first time."""
        world, who = self.fake.world, chance.choice(self.crowd)
        number = world.ids()
        if sample.interaction is not None:
            made = _again(sample.interaction, number, who)
            world.interactions[made.token] = made
            return made.payload(world.bot)
        data = copy.deepcopy(sample.data)
        if sample.name.startswith("MESSAGE_") and "author" in data:
            data["author"] = who.payload()
            if sample.name == "MESSAGE_CREATE":
                data["id"] = str(number)
            elif data.get("edited_timestamp"):
                data["edited_timestamp"] = world.clock.now().isoformat()
        return data

    async def look(self, outcome: Outcome) -> None:
        """Wait until all so far was heard; look through what was said to people, and forget it."""
        await worked_off(self.served)
        world = self.fake.world
        session = self.fake.gateway.session
        session.dispatch("GUILD_CREATE", self.guild.whole(world.bot))
        told = await self.crowd[0].slash(self.guild, self.room, "help")
        if not told.acknowledged and self.served.alive:
            outcome.broken += 1
        for request in self.fake.requests:
            if request.method in {"POST", "PATCH", "PUT"}:
                saw(outcome, request.body)
        self.fake.requests.clear()
        outcome.unwanted += self.fake.violations
        self.fake.violations.clear()
        world.interactions.clear()
        # What a session was told is only needed again by who comes back to it.
        session.log[:] = [(name, "") for name, _ in session.log]

    async def still_answers(self) -> bool:
        """Whether somebody's command is answered, and a new answer taken in."""
        ben = self.crowd[0]
        self.fake.world.answer_within_s = 30
        told = await ben.slash(self.guild, self.room, "help")
        said = await ben.slash(self.guild, self.room, "answer", text=f"{REPLY} Once more.")
        return bool(told.text) and said.acknowledged

    def misplaced(self) -> list[str]:
        """Rows with ids that are none of Discord's."""
        number = r"[1-9][0-9]{0,19}"
        return misplaced(
            self.served.database,
            {
                "account": re.compile(rf"discord:{number}"),
                "channel": re.compile(number),
                "workspace": re.compile(number),
            },
        )


@asynccontextmanager
async def server(folder: Path) -> AsyncIterator[Server]:
    """Ana hosts; a prompt is out; everybody has done everything once."""
    async with FakeDiscord() as fake:
        fake.world.answer_within_s = 60
        fake.server.quota.a_second = None
        ana = fake.user("Ana")
        crowd = [fake.user(f"Member {number}") for number in range(CROWD)]
        guild = fake.guild("Study", owner=ana, members=crowd)
        room = fake.text(guild, "practice")
        given = {
            "ROUNDS_DISCORD_TOKEN": fake.token,
            "ROUNDS_DISCORD_API_URL": fake.api_url,
            "ROUNDS_DISCORD_MESSAGE_CONTENT": "true",
        }
        async with served(folder, given) as running:
            await running.said("discord.ready")
            await fake.synced(30)
            await ana.slash(guild, room, "setup", channel=room, time="09:00", zone="UTC")
            await (await ana.slash(guild, room, "setup", do="check")).settled(30)
            await ana.slash(guild, room, "post now")
            posted = await fake.until(lambda: posting_in(fake, room), 30)
            assert posted is not None
            await fake.until(lambda: posted.thread, 30)
            samples = await _samples(fake, crowd[0], room, posted)
            yield Server(fake, running, guild, room, crowd, posted, samples)


async def _samples(
    fake: FakeDiscord, ben: Person, room: GuildChannel, posted: Message
) -> list[Sample]:
    """Every kind of event, as Discord tells it."""
    guild = room.home
    assert posted.thread is not None
    said = await ben.write(posted.thread, REPLY)
    await ben.write(room, REPLY, reply_to=posted)
    mention = await ben.write(room, "streak", mentions=[fake.bot])
    await ben.write(ben.dm, "daily")
    await ben.write(posted.thread, "", files={"answer.txt": REPLY.encode()})
    await ben.edit(said, f"{REPLY} Twice.")
    talk = await ben.write(room, "Good morning")
    await ben.react(talk, "👍")
    await ben.delete(talk)
    await ben.press(posted, "Hint")
    await ben.submit(await ben.press(posted, "Answer"), {"text": REPLY})
    for words, options in _SLASHES:
        await ben.slash(guild, room, words, forced=True, **options)
    await ben.autocomplete(guild, room, "practice", "topic", "a")
    await ben.menu("Grade as my answer", mention)
    other = fake.text(guild, "another")
    thread = fake.thread(other, "A thread", ben)
    role = fake.role(guild, "Learners", "manage_guild")
    fake.revoke("add_reactions", guild)
    fake.archive(thread)
    known = {one.id: one for one in fake.world.interactions.values()}
    logged = [(name, json.loads(text)["d"]) for name, text in fake.gateway.session.log]
    logged += [
        ("GUILD_UPDATE", guild.payload()),
        ("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}),
        ("CHANNEL_DELETE", other.payload()),
        ("THREAD_DELETE", thread.payload()),
        ("THREAD_LIST_SYNC", {"guild_id": str(guild.id), "threads": [thread.payload()]}),
        ("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}),
        ("MESSAGE_DELETE_BULK", {"ids": ["1", "2"], "channel_id": str(room.id)}),
        ("GUILD_EMOJIS_UPDATE", {"guild_id": str(guild.id), "emojis": []}),
        ("CHANNEL_PINS_UPDATE", {"guild_id": str(guild.id), "channel_id": str(room.id)}),
    ]
    return [
        Sample(name, data, known.get(int(data["id"])) if name == "INTERACTION_CREATE" else None)
        for name, data in logged
        if name not in _NOT_MUTATED
    ]


def _again(one: Interaction, number: int, who: Person) -> Interaction:
    return Interaction(
        number,
        one.kind,
        who,
        one.channel,
        one.data,
        one.clock,
        message=one.message,
        name=one.name,
        command_type=one.command_type,
        target=one.target,
        opened_by=one.opened_by,
        within_s=60.0,
    )
