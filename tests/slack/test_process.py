"""`rounds serve` as people run it: a process of its own, in both modes, alone and with Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest

from tests.discord.fake import FakeDiscord
from tests.slack.fake import FakeSlack
from tests.slack.rounds import MODES

STOP_SECONDS = 5


@asynccontextmanager
async def serving(folder: Path, **given: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The process, once it says that it is ready; stopped by SIGTERM in the end."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDS_")}
    env = own | {"ROUNDS_DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}"} | given
    rounds = Path(sys.executable).with_name("rounds")
    process = await asyncio.create_subprocess_exec(
        str(rounds),
        "serve",
        env=env,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            begin = monotonic()
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
            assert monotonic() - begin < STOP_SECONDS


async def line_with(process: asyncio.subprocess.Process, word: str) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(30):
        async for line in process.stdout:
            if word in line.decode():
                return line.decode()
    raise AssertionError(f"it never said {word}")


def slack_of(fake: FakeSlack, token: str, mode: str) -> dict[str, str]:
    made = {"ROUNDS_SLACK_BOT_TOKEN": token, "ROUNDS_SLACK_API_URL": fake.api_url}
    if mode == "socket":
        return made | {"ROUNDS_SLACK_APP_TOKEN": fake.app.token}
    return made | {"ROUNDS_SLACK_SIGNING_SECRET": fake.app.signing_secret, "ROUNDS_HTTP_PORT": "0"}


async def reachable(fake: FakeSlack, ready: str, mode: str) -> None:
    if mode == "socket":
        await fake.connected(1)
        return
    port = ready.split('"port": ')[1].split(",", maxsplit=1)[0].strip(" }\n")
    await fake.deliver_to(f"http://127.0.0.1:{port}/slack/events")


@pytest.mark.parametrize("mode", MODES)
async def test_it_says_that_it_is_ready_answers_and_stops(
    fake: FakeSlack, tmp_path: Path, mode: str
) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    async with serving(tmp_path, **slack_of(fake, team.token, mode)) as process:
        await reachable(fake, await line_with(process, "slack.ready"), mode)
        asked = await ana.slash(room, "/rounds", "help")
        assert "setup" in await asked.settled()


async def test_slack_and_discord_in_one_process(fake: FakeSlack, tmp_path: Path) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    async with FakeDiscord() as other:
        zoe = other.user("Zoe")
        guild = other.guild("Owls", owner=zoe)
        night = other.text(guild, "night")
        given = slack_of(fake, team.token, "socket") | {
            "ROUNDS_DISCORD_TOKEN": other.token,
            "ROUNDS_DISCORD_API_URL": other.api_url,
        }
        async with serving(tmp_path, **given) as process:
            await line_with(process, "slack.ready")
            await fake.connected(1)
            await other.connected(30)
            await other.synced(30)
            there = await zoe.slash(guild, night, "setup", channel=night, time="09:00")
            here = await ana.slash(room, "/rounds", "setup channel=#practice time=09:00 zone=UTC")
            assert there.acknowledged
            assert await here.settled()
            told = await ana.slash(room, "/rounds", "health")
            assert "night" not in await told.settled()


async def test_a_token_that_slack_does_not_know_is_told_in_a_sentence(
    fake: FakeSlack, tmp_path: Path
) -> None:
    given = slack_of(fake, "xoxb-nobody", "socket")
    async with serving(tmp_path, **given) as process:
        said = await line_with(process, "ROUNDS_SLACK_BOT_TOKEN")
        assert "Traceback" not in said
        assert await process.wait() != 0
