"""Refusals, lost lines and rate limits, on demand and as Discord keeps them."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import discord
import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.test_rest import text_channel
from tests.discord.fake.tiny import running
from tests.discord.fake.world.channel import GuildChannel

SEND = "POST /channels/*/messages"
ANSWER = "POST /interactions/*/callback"


@pytest.fixture
def ana(fake: FakeDiscord) -> Person:
    return fake.user("Ana")


@pytest.fixture
def room(fake: FakeDiscord, ana: Person) -> GuildChannel:
    return fake.text(fake.guild("Study", owner=ana), "practice")


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_a_rate_limit_is_waited_out(
    fake: FakeDiscord, room: GuildChannel, scope: str
) -> None:
    async with running(fake) as bot:
        fake.trouble.rate_limit("POST /channels/{channel_id}/messages", 0.15, scope)
        began = time.monotonic()
        await text_channel(bot, room).send("x")
        assert time.monotonic() - began > 0.14
        assert [one.status for one in fake.asked(SEND)] == [429, 200]
        assert fake.invalid_requests == 1
        assert len(room.messages) == 1


async def test_a_ban_by_cloudflare_is_raised_at_once(fake: FakeDiscord, room: GuildChannel) -> None:
    async with running(fake) as bot:
        fake.trouble.cloudflare(SEND)
        with pytest.raises(discord.HTTPException) as refused:
            await text_channel(bot, room).send("x")
        assert refused.value.status == 429
        assert "1015" in refused.value.text


async def test_buckets_are_told_in_headers_and_kept(fake: FakeDiscord, room: GuildChannel) -> None:
    async with running(fake) as bot:
        fake.server.quota.limit("POST /channels/{channel_id}/messages", 2, 0.2)
        for number in range(4):
            await text_channel(bot, room).send(str(number))
        assert fake.server.quota.hits == 0, "the library waits by itself"
        assert fake.asked(SEND)[0].status == 200


async def test_fifty_requests_a_second_are_allowed(fake: FakeDiscord, room: GuildChannel) -> None:
    headers = {"Authorization": f"Bot {fake.token}"}
    url = f"{fake.api_url}/users/@me"
    async with aiohttp.ClientSession(headers=headers) as client:

        async def status() -> int:
            async with client.get(url) as got:
                await got.read()
                return got.status

        statuses = await asyncio.gather(*(status() for _ in range(53)))
    assert statuses.count(200) == 50
    assert statuses.count(429) == 3


@pytest.mark.parametrize("effect", [False, True])
async def test_a_lost_line_is_raised_before_or_after_the_effect(
    fake: FakeDiscord, room: GuildChannel, effect: bool
) -> None:
    async with running(fake) as bot:
        fake.drop(SEND, effect=effect)
        with pytest.raises(aiohttp.ClientError):
            await text_channel(bot, room).send("x")
        assert len(room.messages) == effect
        assert fake.asked(SEND)[0].status is None


async def test_a_callback_can_be_lost_after_it_arrived(
    fake: FakeDiscord, ana: Person, room: GuildChannel, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(fake):
        fake.drop(ANSWER, effect=True)
        asked = await ana.slash(room.guild, room, "practice")
        assert asked.acknowledged
        fake.drop(ANSWER)
        fake.world.answer_within_s = 0.1
        assert not (await ana.slash(room.guild, room, "practice")).acknowledged


async def test_an_order_can_be_refused_after_it_was_carried_out(
    fake: FakeDiscord, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        fake.fail(SEND, 503, effect=True)
        with pytest.raises(discord.DiscordServerError):
            await text_channel(bot, room).send("x")
        assert len(room.messages) == 1
        fake.fail(SEND, 403, {"code": 50013, "message": "Missing Permissions"})
        with pytest.raises(discord.Forbidden) as refused:
            await text_channel(bot, room).send("x")
        assert refused.value.code == 50013
        assert fake.asked(SEND)[-1].code == 50013


async def test_slowness_and_its_end(fake: FakeDiscord, room: GuildChannel) -> None:
    async with running(fake) as bot:
        fake.trouble.slow(SEND, 0.1)
        began = time.monotonic()
        await text_channel(bot, room).send("x")
        assert time.monotonic() - began > 0.1
        fake.trouble.clear()
        began = time.monotonic()
        await text_channel(bot, room).send("x")
        assert time.monotonic() - began < 0.1


async def test_a_wrong_token_and_unknown_roads(fake: FakeDiscord) -> None:
    async with aiohttp.ClientSession() as client:
        async with client.get(f"{fake.api_url}/users/@me") as got:
            assert (got.status, (await got.json())["code"]) == (401, 0)
        async with client.get(f"{fake.api_url}/nowhere") as got:
            assert got.status == 404
    assert fake.violations.pop() == "the fake knows no route GET /nowhere"
