"""The fake Discord in short: a whole day's round with the real library. More in `fake/test_*`."""

from __future__ import annotations

import time

import discord
import pytest

from tests.discord.fake import FakeDiscord, schema
from tests.discord.fake.tiny import running


async def test_a_day_with_the_bot(fake: FakeDiscord) -> None:
    """Posting, thread, form, deferral, a lost line, a rate limit, closed direct messages."""
    ana, ben = fake.user("Ana"), fake.user("Ben")
    study = fake.guild("Study", owner=ana, members=[ben])
    room = fake.text(study, "practice")
    async with running(fake) as bot:
        channel = bot.get_channel(room.id)
        assert isinstance(channel, discord.TextChannel)
        fake.trouble.rate_limit("POST /channels/*/messages", 0.05)
        posting = await channel.send("Today's question", nonce="monday")
        assert (await channel.send("Today's question", nonce="monday")).id == posting.id
        thread = await posting.create_thread(name="Answers")
        await thread.send("Write here")

        asked = await ben.slash(study, room, "practice", topic="ai")
        assert asked.message is not None
        form = await ben.press(asked.message, "Answer")
        graded = await ben.submit(form, {"Answer": "because of the data"})
        assert (graded.ephemeral, graded.text) == (True, "got because of the data")

        fake.gateway.drop()
        await fake.until(lambda: "resumed" in bot.events)
        late = await ben.slash(study, room, "slow")
        assert (await late.settled()).text == "done at last"

        ben.close_dms()
        person = await bot.fetch_user(ben.id)
        with pytest.raises(discord.Forbidden) as refused:
            await person.send("You have a streak")
        assert refused.value.code == 50007


async def test_it_starts_at_once() -> None:
    began = time.monotonic()
    async with FakeDiscord() as fake:
        assert fake.api_url.endswith("/api/v10")
        assert fake.gateway_url.startswith("ws://127.0.0.1:")
    assert time.monotonic() - began < 0.5, "usually some ten milliseconds"


def test_bodies_are_held_against_the_document_of_discord() -> None:
    """Skipped without it: then only the fake's own rules are kept."""
    if not schema.known():
        pytest.skip("Discord's OpenAPI document does not lie beside the project")
    assert schema.problems("POST", "/channels/{channel_id}/messages", {"content": 1})
    assert not schema.problems("POST", "/channels/{channel_id}/messages", {"content": "1"})
