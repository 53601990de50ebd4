"""`rounds serve` as people run it: a process of its own, in both modes, alone and with Discord."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from aiohttp import ClientSession

from tests.discord.fake import FakeDiscord
from tests.slack.database import age
from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.rounds import MODES, posting_in

STOP_SECONDS = 5
CROWD, HALF = 6, 3
REPLY = "First I would ask who answers the phone at night, and drill the paper fallback."


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
async def test_killed_while_people_answer_and_started_again(
    fake: FakeSlack, tmp_path: Path, mode: str
) -> None:
    """Whatever was acknowledged is graded once; what was not comes again by Slack."""
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    people = [fake.user(f"Member {number}", team) for number in range(CROWD)]
    room = fake.channel(team, "practice", [ana, *people])
    given = slack_of(fake, team.token, mode)
    async with serving(tmp_path, **given) as process:
        await reachable(fake, await line_with(process, "slack.ready"), mode)
        line = "setup channel=#practice time=09:00 zone=UTC days=daily feedback=private"
        for words in (line, "setup check", "post now"):
            await (await ana.slash(room, "/rounds", words)).settled()
        posted = await fake.until(lambda: posting_in(room))
        assert posted is not None
        forms = [await (await one.press(posted, "Answer")).opened() for one in people[:HALF]]
        before = len(fake.parcels)
        answering = [
            asyncio.create_task(one.submit(form, {"text": REPLY}))
            for one, form in zip(people[:HALF], forms, strict=True)
        ] + [asyncio.create_task(one.write(room, REPLY, thread=posted)) for one in people[HALF:]]
        await fake.until(lambda: any(one.acknowledged for one in fake.parcels[before:]))
        process.kill()
        await process.wait()
    said = await asyncio.gather(*answering)
    age(tmp_path, timedelta(minutes=3))
    async with serving(tmp_path, **given) as process:
        await reachable(fake, await line_with(process, "slack.ready"), mode)
        for number, one in enumerate(said):
            if not one.acknowledged and number < HALF:
                await people[number].submit(forms[number], {"text": REPLY})
            elif not one.acknowledged:
                await fake.redeliver(one)
        await fake.until(lambda: all(graded(fake, one) for one in people), 20)
        for person in people:
            history = await person.slash(room, "/rounds", "history")
            assert (await history.settled()).count(f"{datetime.now(UTC):%Y-%m-%d}") == 1
    assert [graded(fake, one) for one in people] == [1] * CROWD


def graded(fake: FakeSlack, person: Person) -> int:
    """How many cards of feedback somebody got, by direct message or where they answered."""
    return sum(
        "Graded by" in one.text for one in [*person.dm.messages.values(), *person.ephemerals]
    )


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


async def test_a_token_that_discord_does_not_know_leaves_slack_served(
    fake: FakeSlack, tmp_path: Path
) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    async with FakeDiscord() as other:
        given = slack_of(fake, team.token, "http") | {
            "ROUNDS_DISCORD_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc5.wrong.abcdefghijklmnopqrstuvwxyz0",
            "ROUNDS_DISCORD_API_URL": other.api_url,
        }
        async with serving(tmp_path, **given) as process:
            ready = await line_with(process, "slack.ready")
            said = await line_with(process, "platform.refused")
            assert "does not know the token" in said
            await reachable(fake, ready, "http")
            asked = await ana.slash(room, "/rounds", "setup channel=#practice time=09:00 zone=UTC")
            assert await asked.settled()
            url = fake.post.url.removesuffix("/slack/events")
            async with ClientSession() as session, session.get(f"{url}/ready") as answer:
                assert answer.status == 200
                assert await answer.json() == {
                    "ready": True,
                    "database": "ok",
                    "slack": "connected",
                    "discord": "refused",
                }


async def test_a_discord_that_is_away_leaves_slack_served(fake: FakeSlack, tmp_path: Path) -> None:
    """It is tried again meanwhile."""
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    given = slack_of(fake, team.token, "socket") | {
        "ROUNDS_DISCORD_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc5.wrong.abcdefghijklmnopqrstuvwxyz0",
        "ROUNDS_DISCORD_API_URL": "http://127.0.0.1:9/api/v10",
    }
    async with serving(tmp_path, **given) as process:
        await line_with(process, "platform.away")
        await fake.connected(1)
        assert await (await ana.slash(room, "/rounds", "help")).settled()


async def test_an_app_token_that_slack_does_not_know_is_told_in_a_sentence(
    fake: FakeSlack, tmp_path: Path
) -> None:
    team = fake.team("Study")
    given = slack_of(fake, team.token, "socket") | {"ROUNDS_SLACK_APP_TOKEN": "xapp-1-nobody"}
    async with serving(tmp_path, **given) as process:
        said = await line_with(process, "ROUNDS_SLACK_APP_TOKEN")
        assert "Traceback" not in said
        assert await process.wait() != 0
