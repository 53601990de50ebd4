"""Sessions, compressions and everything that goes wrong on a line."""

from __future__ import annotations

import importlib.util
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.gateway.compression import packer
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.person import Person
from tests.discord.fake.tiny import TinyBot, running
from tests.discord.fake.world.channel import GuildChannel

ZSTD = any(map(importlib.util.find_spec, ("zstandard", "compression")))


@pytest.fixture
def ana(fake: FakeDiscord) -> Person:
    return fake.user("Ana")


@pytest.fixture
def room(fake: FakeDiscord, ana: Person) -> GuildChannel:
    return fake.text(fake.guild("Study", owner=ana), "practice")


@asynccontextmanager
async def _line(fake: FakeDiscord, query: str = "") -> AsyncIterator[Any]:
    url = f"{fake.gateway_url}?v=10&encoding=json{query}"
    async with aiohttp.ClientSession() as client, client.ws_connect(url) as line:
        yield line


def _heard_of(bot: TinyBot, person: Person) -> list[str]:
    return [one.content for one in bot.heard if one.author.id == person.id]


def _identify(fake: FakeDiscord, **more: Any) -> dict[str, Any]:
    data = {"token": fake.token, "properties": {}, "intents": int(Intent.GUILDS)}
    return {"op": 2, "d": data | more}


async def test_a_dropped_line_is_resumed_and_nothing_is_missed(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake, content=True) as bot:
        fake.gateway.drop()
        await ana.write(room, "said in between")
        await fake.until(lambda: "resumed" in bot.events)
        await fake.until(lambda: bot.heard)
        assert [one.content for one in bot.heard] == ["said in between"]
        assert fake.gateway.resumed == 1
        assert len(fake.gateway.identified) == 1
        assert fake.gateway.connections[-1].path == "/resume"


@pytest.mark.parametrize("how", ["reconnect", "close", "invalid, resumable"])
async def test_it_comes_back_when_asked_to(
    fake: FakeDiscord, ana: Person, room: GuildChannel, how: str
) -> None:
    async with running(fake) as bot:
        if how == "reconnect":
            fake.gateway.reconnect()
        elif how == "close":
            await fake.gateway.close(4000)
        else:
            fake.gateway.invalidate(resumable=True)
        await fake.until(lambda: "resumed" in bot.events)
        assert (await ana.slash(room.guild, room, "practice")).acknowledged


async def test_after_an_invalid_session_it_identifies_anew(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        fake.gateway.invalidate()
        await fake.until(lambda: len(fake.gateway.identified) == 2)
        await fake.until(lambda: bot.events.count("ready") == 2)
        assert fake.gateway.resumed == 0
        assert fake.gateway.connections[-1].path == "/gateway", "not where it would resume"


async def test_a_forgotten_session_cannot_be_resumed(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        fake.gateway.forget()
        fake.gateway.drop()
        await fake.until(lambda: bot.events.count("ready") == 2)
        assert len(fake.gateway.sessions) == 2


async def test_a_fatal_close_is_not_answered_with_a_new_line(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        await fake.gateway.close(4004)
        await fake.until(bot.is_closed)
        assert len(fake.gateway.connections) == 1


async def test_content_stays_closed_without_the_intent(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    """Mentions, direct messages and replies with a ping to a regular message can be read."""
    async with running(fake) as bot:
        channel = bot.get_channel(room.id)
        assert isinstance(channel, discord.TextChannel)
        mine = room.messages[(await channel.send("a question")).id]
        answer = await (await ana.slash(room.guild, room, "practice")).settled()
        await ana.write(room, "plain")
        await ana.write(room, "hello", mentions=[fake.bot])
        await ana.write(room, "with ping", reply_to=mine)
        await ana.write(room, "without ping", reply_to=mine, ping=False)
        await ana.write(room, "to an interaction's answer", reply_to=answer)
        await ana.write(ana.dm, "in private")
        theirs = ["", f"<@{fake.bot.id}> hello", "with ping", "", "", "in private"]
        await fake.until(lambda: _heard_of(bot, ana) == theirs)
        assert (await channel.fetch_message(room.last.id)).content == ""


async def test_the_intent_opens_everything_unless_the_portal_does_not(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake, content=True) as bot:
        said = await ana.write(room, "plain")
        await ana.edit(said, "plainer")
        await ana.delete(said)
        await fake.until(lambda: "raw_message_delete" in bot.events)
        assert bot.heard[0].content == "plainer", "the library changes what it keeps"
    fake.gateway.allowed = Intent(0)
    async with _line(fake) as line:
        await line.receive_json()
        await line.send_json(_identify(fake, intents=int(Intent.MESSAGE_CONTENT)))
        await line.receive()
        assert line.close_code == 4014


async def test_what_cannot_be_seen_is_not_told(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake, content=True) as bot:
        secret = fake.text(room.home, "hosts")
        fake.hide(secret, ana)
        await ana.write(secret, "unheard")
        await ana.write(room, "heard")
        await fake.until(lambda: bot.heard)
        assert [one.content for one in bot.heard] == ["heard"]


async def test_servers_come_and_go(fake: FakeDiscord, ana: Person) -> None:
    async with running(fake) as bot:
        other = fake.guild("Other", owner=ana)
        await fake.until(lambda: bot.get_guild(other.id) is not None)
        channel = fake.text(other, "later")
        await fake.until(lambda: bot.get_channel(channel.id) is not None)
        fake.revoke("send_messages", channel)
        known = bot.get_channel(channel.id)
        assert isinstance(known, discord.TextChannel)
        await fake.until(lambda: not known.permissions_for(known.guild.me).send_messages)
        fake.delete_channel(channel)
        await fake.until(lambda: bot.get_channel(channel.id) is None)
        fake.remove_guild(other)
        await fake.until(lambda: "guild_remove" in bot.events)


async def test_a_wrong_token_and_strange_words_end_the_line(fake: FakeDiscord) -> None:
    for told, code in (
        (_identify(fake, token="wrong"), 4004),
        ({"op": 3, "d": {}}, 4003),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 0}}, 4004),
    ):
        async with _line(fake) as line:
            assert (await line.receive_json())["op"] == 10
            await line.send_json(told)
            await line.receive()
            assert line.close_code == code


async def test_members_come_in_a_chunk(fake: FakeDiscord, ana: Person) -> None:
    study = fake.guild("Study", owner=ana, members=[fake.user("Ben")])
    async with _line(fake) as line:
        await line.receive_json()
        await line.send_json(_identify(fake, intents=int(Intent.GUILDS | Intent.GUILD_MEMBERS)))
        data = {"guild_id": str(study.id), "query": "be", "limit": 0, "nonce": "n"}
        await line.send_json({"op": 8, "d": data})
        told = [await line.receive_json() for _ in range(3)]
        assert [one["t"] for one in told] == ["READY", "GUILD_CREATE", "GUILD_MEMBERS_CHUNK"]
        assert told[2]["d"]["nonce"] == "n"
        assert [one["user"]["username"] for one in told[2]["d"]["members"]] == ["ben"]


async def test_heartbeats_are_answered_unless_it_plays_dead(fake: FakeDiscord) -> None:
    async with _line(fake) as line:
        await line.receive_json()
        await line.send_json({"op": 1, "d": None})
        assert (await line.receive_json())["op"] == 11
        fake.gateway.silent = True
        await line.send_json({"op": 1, "d": None})
        await fake.until(lambda: fake.gateway.connections[0].heartbeats == 2)


async def test_refused_lines(fake: FakeDiscord) -> None:
    fake.gateway.refusals_left = 1
    with pytest.raises(aiohttp.WSServerHandshakeError):
        async with _line(fake):
            pass
    async with _line(fake, "&compress=zlib-stream") as line:
        told = zlib.decompressobj().decompress(await line.receive_bytes())
        assert json.loads(told)["op"] == 10


@pytest.mark.skipif(not ZSTD, reason="no package for zstd here, so discord.py does not ask for it")
def test_zstd_is_one_stream() -> None:
    zstandard: Any = importlib.import_module("zstandard")
    pack, unpacking = packer("zstd-stream"), zstandard.ZstdDecompressor().decompressobj()
    for text in ("one", "two" * 1000):
        assert unpacking.decompress(pack(text)).decode() == text


async def test_a_session_ends_with_a_clean_close(fake: FakeDiscord) -> None:
    for code, ended in ((1000, True), (4000, False)):
        async with _line(fake) as line:
            await line.receive_json()
            await line.send_json(_identify(fake))
            await line.receive_json()
            await line.close(code=code)
        await fake.until(lambda: not fake.gateway.connected)
        await fake.until(lambda: fake.gateway.connections[-1].closed_with)
        assert fake.gateway.session.ended is ended
