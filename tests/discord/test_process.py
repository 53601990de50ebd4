"""The process itself: it starts, serves and stops as an operator expects, and tells no secrets."""

from __future__ import annotations

import asyncio
import json
import signal
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.gateway.intent import Intent
from tests.discord.rounds import posting_in, public
from tests.discord.serving import STOPS_WITHIN_S, serving

REPLY = "First I would ask who answers the phone at night, and drill the paper fallback."


async def test_it_serves_and_stops_on_a_signal(fake: FakeDiscord, tmp_path: Path) -> None:
    """With the content that is shipped and the grader that is used."""
    ana, ben = fake.user("Ana"), fake.user("Ben")
    guild = fake.guild("Study", owner=ana, members=[ben])
    room = fake.text(guild, "practice")
    async with serving(fake, tmp_path) as running:
        await running.ready()
        await ana.slash(guild, room, "setup", channel=room, time="09:00", zone="UTC")
        await (await ana.slash(guild, room, "setup", do="check")).settled()
        await ana.slash(guild, room, "post now")
        posted = await fake.until(lambda: posting_in(fake, room))
        assert posted is not None
        done = await ben.submit(await ben.press(posted, "Answer"), {"text": REPLY})
        assert "safe" in done.text
        assert "of 100" in (await done.followup(1, within=10)).text
        status, seconds = await running.stop()
    assert status == 0, running.text
    assert seconds < STOPS_WITHIN_S
    assert running.text.count("discord.ready") == 1
    assert all(json.loads(line) for line in running.lines)
    assert fake.token not in running.text
    assert REPLY not in running.text
    assert "Traceback" not in running.text
    assert len(public(fake, room)) == 1
    assert not fake.gateway.connected or fake.gateway.connections[-1].socket.closed


async def test_a_killed_process_is_followed_by_one_that_goes_on(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    ana, ben = fake.user("Ana"), fake.user("Ben")
    guild = fake.guild("Study", owner=ana, members=[ben])
    room = fake.text(guild, "practice")
    async with serving(fake, tmp_path) as running:
        await running.ready()
        await ana.slash(guild, room, "setup", channel=room, time="09:00", zone="UTC")
        await (await ana.slash(guild, room, "setup", do="check")).settled()
        await ana.slash(guild, room, "post now")
        posted = await fake.until(lambda: posting_in(fake, room))
        assert posted is not None
        await fake.until(lambda: posted.thread)
        form = await ben.press(posted, "Answer")
        await asyncio.sleep(1)  # until it has written down that this channel is one to listen to
        running.process.send_signal(signal.SIGKILL)
        await running.ended()
    missed = await ana.write(room, REPLY, reply_to=posted)
    writes = fake.world.commands.writes
    async with serving(fake, tmp_path) as running:
        await running.ready()
        done = await ben.submit(form, {"text": REPLY})
        assert "of 100" in (await done.followup(1, within=10)).text
        await fake.until(lambda: missed.reactions)
        assert (await running.stop())[0] == 0
    assert fake.world.commands.writes == writes
    assert len(public(fake, room)) == 1


async def test_a_wrong_token_is_one_sentence(fake: FakeDiscord, tmp_path: Path) -> None:
    wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc5.wrong.abcdefghijklmnopqrstuvwxyz0"
    async with serving(fake, tmp_path, ROUNDS_DISCORD_TOKEN=wrong) as running:
        assert await running.ended() == 2
    assert len(running.lines) == 1, running.text
    assert "does not know the token" in running.text
    assert wrong not in running.text


async def test_a_discord_that_is_not_there_is_one_sentence(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with serving(
        fake, tmp_path, ROUNDS_DISCORD_API_URL="http://127.0.0.1:9/api/v10"
    ) as running:
        assert await running.ended() == 2
    assert len(running.lines) == 1, running.text
    assert "cannot be reached" in running.text


async def test_a_token_that_is_taken_back_ends_it_with_a_sentence(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with serving(fake, tmp_path) as running:
        await running.ready()
        await fake.gateway.close(4004)
        assert await running.ended() == 2
    assert "does not know the token" in running.lines[-1]
    assert "Traceback" not in running.text


async def test_an_intent_that_is_not_allowed_is_named(fake: FakeDiscord, tmp_path: Path) -> None:
    fake.gateway.allowed = Intent(0)
    async with serving(fake, tmp_path, ROUNDS_DISCORD_MESSAGE_CONTENT="true") as running:
        assert await running.ended() == 2
    assert "Message Content intent" in running.lines[-1]
    assert "Traceback" not in running.text


@pytest.mark.parametrize("where", ["gateway", "login"])
async def test_it_stops_while_it_still_tries_to_connect(
    fake: FakeDiscord, tmp_path: Path, where: str
) -> None:
    if where == "gateway":
        fake.gateway.refusals_left = 1000
    else:
        fake.fail("GET /users/@me", 502, times=1000)
    async with serving(fake, tmp_path) as running:
        await fake.until(lambda: fake.asked("GET /users/@me"), within=20)
        status, seconds = await running.stop()
    assert status == 0, running.text
    assert seconds < STOPS_WITHIN_S
    assert "discord.ready" not in running.text


async def test_debug_lines_hold_no_token(fake: FakeDiscord, tmp_path: Path) -> None:
    ana = fake.user("Ana")
    guild = fake.guild("Study", owner=ana)
    room = fake.text(guild, "practice")
    async with serving(fake, tmp_path, ROUNDS_LOG_LEVEL="DEBUG") as running:
        await running.ready()
        done = await ana.slash(guild, room, "setup")
        status, _ = await running.stop()
    assert status == 0
    assert fake.token not in running.text
    assert done.interaction.token not in running.text
