"""Several processes on one database: each shard is heard by one, and taken over when that ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.discord.shards import shards_of
from adapters.holder import Holder
from adapters.tenure import Tenure
from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Rounds, posting_in, rounds

REPLY = "70 because the desk drills it every quarter"
FIRST, SECOND, THIRD = (Holder("here", number, "life") for number in (1, 2, 3))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who stands by looks often, and takes none of these processes for an ended one."""
    monkeypatch.setattr(Tenure, "patience", 0.02)
    monkeypatch.setattr(Holder, "outlived", lambda *_: False)


@dataclass
class Server:
    """A server with a host, a member and a channel."""

    guild: Guild
    room: GuildChannel
    ana: Person
    ben: Person

    @property
    def shard(self) -> int:
        return (self.guild.id >> 22) % 2


@pytest.fixture
def servers(fake: FakeDiscord) -> tuple[Server, Server]:
    """One of each of two shards."""
    found: dict[int, Server] = {}
    while len(found) < 2:
        ana, ben = fake.user("Ana"), fake.user("Ben")
        guild = fake.guild("Study", owner=ana, members=[ben])
        made = Server(guild, fake.text(guild, "practice"), ana, ben)
        found.setdefault(made.shard, made)
    return found[0], found[1]


async def post(fake: FakeDiscord, server: Server) -> Message:
    """Set a group up and post to it, over the wire."""
    ana, guild, room = server.ana, server.guild, server.room
    await ana.slash(guild, room, "setup", channel=room, time="09:00", zone="UTC", days="daily")
    await ana.slash(guild, room, "setup", do="check")
    await ana.slash(guild, room, "post now")
    posted = await fake.until(lambda: posting_in(fake, room))
    assert posted is not None
    return posted


async def answer(fake: FakeDiscord, server: Server, posted: Message) -> None:
    """Answer, and see the feedback come to the one who acted."""
    form = await server.ben.press(posted, "Answer")
    assert "safe" in (await server.ben.submit(form, {"text": REPLY})).text
    await fake.until(lambda: any("70 of 100" in one for one in shown_to(server)))


def shown_to(server: Server) -> list[str]:
    """What only the member saw."""
    return [str(one.embeds) for one in server.room.messages.values() if one.only_for is not None]


def heard_by(fake: FakeDiscord) -> list[int]:
    """The shards that are connected."""
    return sorted(one.shard[0] for one in fake.gateway.sessions if one.connected)


@asynccontextmanager
async def two_processes(fake: FakeDiscord, folder: Path) -> AsyncIterator[tuple[Rounds, Rounds]]:
    """Each takes one of two shards."""
    async with (
        rounds(fake, folder, shards=(2, "any 1"), holder=FIRST) as one,
        rounds(fake, folder, shards=(2, "any 1"), holder=SECOND) as other,
    ):
        await fake.until(lambda: heard_by(fake) == [0, 1])
        yield one, other


async def test_two_processes_serve_two_shards(
    fake: FakeDiscord, servers: tuple[Server, Server], tmp_path: Path
) -> None:
    async with two_processes(fake, tmp_path) as processes:
        for server in servers:
            await answer(fake, server, await post(fake, server))
        heard = [set(bot.service.workspaces or ()) for bot in processes]
    for server in servers:
        assert [str(server.guild.id) in some for some in heard].count(True) == 1
    for server in servers:
        prompts = [one for one in server.room.messages.values() if "Answer" in one.labels]
        assert len([one for one in prompts if one.only_for is None]) == 1
        assert len([one for one in shown_to(server) if "70 of 100" in one]) == 1


async def test_a_process_leaves_the_servers_of_the_others_alone(
    fake: FakeDiscord, servers: tuple[Server, Server], tmp_path: Path
) -> None:
    async with two_processes(fake, tmp_path):
        for server in servers:
            await post(fake, server)
    # At its start each looks for servers that it was removed from.
    async with two_processes(fake, tmp_path) as (one, _):
        for server in servers:
            await server.ana.slash(server.guild, server.room, "streak")
        async with one.core.deps.store.read() as work:
            assert [group.paused for group in await work.groups.every()] == [False, False]


async def test_who_stands_by_takes_over_and_hears_what_was_missed(
    fake: FakeDiscord, tmp_path: Path, servers: tuple[Server, Server]
) -> None:
    server = servers[0]
    async with (
        rounds(fake, tmp_path, holder=FIRST) as first,
        rounds(fake, tmp_path, holder=SECOND) as second,
    ):
        posted = await post(fake, server)
        thread = await fake.until(lambda: posted.thread)
        assert thread is not None
        assert second.service.workspaces == ()
        assert len(fake.gateway.sessions) == 1
        first.stop.set()
        await fake.until(lambda: not fake.gateway.connected)
        await server.ben.write(thread, f"<@{fake.bot.id}> {REPLY}")
        await fake.until(lambda: heard_by(fake) == [0])
        await fake.until(
            lambda: any("70 of 100" in str(one.embeds) for one in server.ben.dm.messages.values())
        )


async def test_ranges_that_overlap_never_run_together(
    fake: FakeDiscord, tmp_path: Path, servers: tuple[Server, Server]
) -> None:
    _ = servers
    async with (
        rounds(fake, tmp_path, shards=(2, "1"), holder=FIRST) as first,
        rounds(fake, tmp_path, shards=(2, "0-1"), holder=SECOND) as second,
    ):
        assert not await second.service.adapter.gateway.tenure.take()
        assert heard_by(fake) == [1]
        assert second.service.workspaces == ()
        first.stop.set()
        await fake.until(lambda: 0 in heard_by(fake))


@pytest.mark.parametrize(
    ("count", "written", "ids", "most"),
    [
        (1, "", [0], 1),
        (4, "", [0, 1, 2, 3], 4),
        (4, "1-2", [1, 2], 2),
        (4, "3, 0", [0, 3], 2),
        (4, "0-1,1-2", [0, 1, 2], 3),
        (4, "any 2", [0, 1, 2, 3], 2),
    ],
)
def test_shards_are_written_as_people_think_of_them(
    count: int, written: str, ids: list[int], most: int
) -> None:
    found = shards_of(count, written)
    assert (list(found.ids), found.most) == (ids, most)


@pytest.mark.parametrize("written", ["4", "2-1", "0-9", "any 5", "any 0", "all", "1-", "-1"])
def test_shards_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"write|there are"):
        shards_of(4, written)
