"""Secrets and what people wrote: set as canaries, used in every way, and found nowhere after."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.rounds import posting_in as posting_on_discord
from tests.hostile.canary import Canary, files, heard
from tests.hostile.served import CONTENT, Served, served
from tests.judge.server import Answer, JudgeServer, Seen, honestly
from tests.slack.fake import FakeSlack
from tests.slack.rounds import posting_in

pytestmark = [pytest.mark.timeout(180), pytest.mark.waits]

DISCORD = Canary("Discord's token", "MTIzNDU2Nzg5MDEyMzQ1Njc4.Canary.discordTokenOfOurs012345678")
SIGNING = Canary("the signing secret", "ca4a27ca4a27ca4a27ca4a27ca4a27ca")
JUDGE = Canary("the judge's key", "judge-key-canary-4fd1b2c3")
PASSWORD = Canary("the database's password", "canaryPassw0rdOfTheDatabase")
SAID = Canary("what an exception says", "CanaryInError")

WORDS = Canary("a reply's words", "quillfeather")
LINE = Canary("a mistyped command", "brackwater")
NAME = Canary("a person's name", "Tamsinbrook")
PRIVATE = (WORDS, LINE, NAME)

RECORD = Canary("a record's number", "4711001")
MAIL = Canary("an address", "jane.canary@clinic.example")
KEY = Canary("a key in a reply", "sk-canaryinareply0123456789abcdef")
TAKEN_OUT = (RECORD, MAIL, KEY)

REPLY = (
    f"First I would count the {WORDS.word} misses each week and stop above five of them. "
    f"Ask {MAIL.word}, record number MRN: {RECORD.word}, key {KEY.word}."
)


@dataclass
class Stage:
    """One process on both platforms, with a judge."""

    slack: FakeSlack
    discord: FakeDiscord
    judge: JudgeServer
    served: Served
    folder: Path
    port: int
    secrets: tuple[Canary, ...]


@asynccontextmanager
async def a_stage(folder: Path) -> AsyncIterator[Stage]:
    async with (
        FakeSlack() as slack,
        FakeDiscord(DISCORD.word) as discord,
        JudgeServer("openai") as judge,
    ):
        slack.world.answer_within_s = discord.world.answer_within_s = 30
        team = slack.team("Study")
        given = {
            "ROUNDS_LOG_LEVEL": "DEBUG",
            "ROUNDS_SLACK_BOT_TOKEN": team.token,
            "ROUNDS_SLACK_APP_TOKEN": slack.app.token,
            "ROUNDS_SLACK_SIGNING_SECRET": SIGNING.word,
            "ROUNDS_SLACK_API_URL": slack.api_url,
            "ROUNDS_DISCORD_TOKEN": DISCORD.word,
            "ROUNDS_DISCORD_API_URL": discord.api_url,
            "ROUNDS_JUDGE_URL": judge.url,
            "ROUNDS_JUDGE_MODEL": "some-model",
            "ROUNDS_JUDGE_KEY": JUDGE.word,
        }
        secrets = (
            DISCORD,
            SIGNING,
            JUDGE,
            Canary("Slack's bot token", team.token),
            Canary("Slack's app token", slack.app.token),
        )
        async with served(folder, given) as running:
            port = int((await running.said("door.open"))["port"])
            await running.said("slack.ready")
            await running.said("discord.ready")
            await slack.connected(2, 30)
            yield Stage(slack, discord, judge, running, folder, port, secrets)


async def test_no_secret_and_no_word_of_anybody_leaves(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    async with a_stage(tmp_path) as stage:
        await _on_slack(stage)
        await _on_discord(stage)
        pages = await _pages(stage)
        # While it runs: what is not yet in the database is in its log of changes.
        during = files(tmp_path)
        await _keep(stage)
        assert await stage.served.stop() == 0
        after = files(tmp_path) | _received(stage)
        told = during | after | pages
    log = {"the log": stage.served.log.read_bytes()}
    assert len(log["the log"].splitlines()) > 10
    assert WORDS.sings_in(told["rounds.db"]), "the reply was not stored at all"
    assert "backup.db" in told
    assert "export" in told
    assert stage.judge.seen, "the judge was not asked at all"
    assert heard(stage.secrets, told | log) == []
    assert heard((*PRIVATE, *TAKEN_OUT, SAID), log | pages) == []
    # As long as an answer is not taken in, what came in is kept as it came.
    assert heard(TAKEN_OUT, after) == []
    assert heard((NAME,), {"the judge": told["the judge"]}) == []
    assert b'"exception"' in log["the log"], "no handler failed at all"


async def _on_slack(stage: Stage) -> None:
    """A host, a member, a reply in each way, refusals, and every kind of trouble."""
    fake, team = stage.slack, next(iter(stage.slack.world.teams.values()))
    ana, ben = fake.user("Ana", team, "owner"), fake.user(NAME.word, team)
    room = fake.channel(team, "practice", [ana, ben])
    line = "setup channel=#practice time=09:00 zone=UTC days=daily feedback=private"
    for words in (line, "setup check", "post now"):
        await (await ana.slash(room, "/rounds", words)).settled(30)
    posted = await fake.until(lambda: posting_in(room), 30)
    assert posted is not None
    said = await ben.write(room, REPLY, thread=posted)
    await said.dm(1, 30)
    stage.judge.behave = _refusing
    form = await (await ben.press(posted, "Answer")).opened(30)
    await (await ben.submit(form, {"text": f"{REPLY} Twice."})).told(1, 30)
    stage.judge.behave = honestly
    assert said.message is not None
    await ben.edit(said.message, f"{REPLY} Thrice.")
    await ben.write(room, "", thread=posted, files={"answer.txt": REPLY.encode()})
    for words in (f"audit {LINE.word}", LINE.word, f"streak {LINE.word}={LINE.word}", "history"):
        await (await ben.slash(room, "/rounds", words)).settled(30)
    token = team.token
    fake.fail("chat.postEphemeral", f"no_such_{token}", times=2, provided=token)
    fake.fail("response_url", token, status=502, times=2)
    fake.fail("chat.postMessage", token, times=2)
    fake.fail("chat.postMessage", token, status=500, times=1)
    await ben.slash(room, "/rounds", "streak")
    await ana.slash(room, "/rounds", "setup check")
    await ana.slash(room, "/rounds", "post now")
    before = _boards(stage, SAID.word)
    for words in ("streak", "daily", "settings"):
        await (await ben.slash(room, "/rounds", words)).settled(30)
    _boards(stage, before)
    await (await ben.slash(room, "/rounds", "mydata export")).settled(30)
    await (await ana.slash(room, "/rounds", "health")).settled(30)


def _boards(stage: Stage, name: str) -> str:
    """Write down a member as no version of ours does: every handler that reads them fails."""
    with closing(sqlite3.connect(stage.served.database)) as connection:
        (before,) = connection.execute("SELECT DISTINCT board_name FROM members").fetchone()
        connection.execute("UPDATE members SET board_name = ?", (name,))
        connection.commit()
    return str(before)


def _refusing(seen: Seen) -> Answer:
    """A judge that says what it was asked with."""
    return Answer(status=401, whole=json.dumps({"error": {"message": str(seen.headers)}}).encode())


async def _on_discord(stage: Stage) -> None:
    fake = stage.discord
    ana, ben = fake.user("Ana"), fake.user(NAME.word)
    guild = fake.guild("Study", owner=ana, members=[ben])
    room = fake.text(guild, "practice")
    await fake.synced(30)
    await ana.slash(guild, room, "setup", channel=room, time="09:00", zone="UTC")
    await (await ana.slash(guild, room, "setup", do="check")).settled(30)
    await ana.slash(guild, room, "post now")
    posted = await fake.until(lambda: posting_on_discord(fake, room), 30)
    assert posted is not None
    done = await ben.submit(await ben.press(posted, "Answer"), {"text": REPLY})
    await done.followup(1, 30)
    await ben.write(room, REPLY, reply_to=posted)
    fake.world.answer_within_s = 1
    told = {"message": f"401: {DISCORD.word}", "code": 0}
    fake.fail("POST /interactions/*/callback", 400, told)
    fake.fail("POST /channels/*/messages", 400, told)
    await ben.slash(guild, room, "streak")
    await ben.write(room, f"{fake.bot.mention} {LINE.word}", mentions=[fake.bot])
    await (await ben.slash(guild, room, "mydata export")).settled(30)


async def _pages(stage: Stage) -> dict[str, bytes]:
    found = {}
    async with aiohttp.ClientSession() as session:
        for path in ("/health", "/ready", "/metrics"):
            async with session.get(f"http://127.0.0.1:{stage.port}{path}") as answer:
                assert answer.status == 200
                found[path] = await answer.read()
    return found


async def _keep(stage: Stage) -> None:
    """What a host does with the data, with the same settings."""
    given = {"ROUNDS_DATABASE_URL": f"sqlite:///{stage.served.database}"}
    for words in (("db", "backup", "backup.db"), ("db", "export", "export"), ("doctor",)):
        status, _ = await _ran(stage.folder, given, *words)
        assert status == 0 or words == ("doctor",)


def _received(stage: Stage) -> dict[str, bytes]:
    """What went to each platform and to the judge, but for the header that lets us in."""
    slack = [[one.method, one.path, one.args] for one in stage.slack.requests]
    discord = [[one.method, one.path, one.body] for one in stage.discord.requests]
    judge = [[one.path, one.body] for one in stage.judge.seen]
    named = {"Slack": slack, "Discord": discord, "the judge": judge}
    return {name: json.dumps(told, ensure_ascii=False).encode() for name, told in named.items()}


async def _ran(folder: Path, given: Mapping[str, str], *words: str) -> tuple[int, bytes]:
    """The status of a word of the shell, and all that it printed."""
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("rounds")),
        *words,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "ROUNDS_CONTENT": str(CONTENT),
            "ROUNDS_LOG_LEVEL": "DEBUG",
            **given,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out


@pytest.mark.parametrize("platform", ["slack", "discord"])
async def test_who_refuses_our_token_may_repeat_it(tmp_path: Path, platform: str) -> None:
    async with FakeSlack() as slack, FakeDiscord(DISCORD.word) as discord:
        token = slack.team("Study").token
        slack.fail("auth.test", token, times=100, token=token)
        discord.fail("GET /users/@me", 400, {"message": DISCORD.word, "code": 0}, times=100)
        given = {
            "slack": {
                "ROUNDS_SLACK_BOT_TOKEN": token,
                "ROUNDS_SLACK_APP_TOKEN": slack.app.token,
                "ROUNDS_SLACK_API_URL": slack.api_url,
            },
            "discord": {
                "ROUNDS_DISCORD_TOKEN": DISCORD.word,
                "ROUNDS_DISCORD_API_URL": discord.api_url,
            },
        }[platform]
        status, told = await _ran(tmp_path, {"ROUNDS_HTTP_PORT": "0"} | given, "serve")
    assert status == 2, told
    tokens = (DISCORD, Canary("Slack's token", token))
    assert heard(tokens, {"what is printed": told} | files(tmp_path)) == []


@pytest.mark.parametrize(
    "words", [("serve",), ("doctor",), ("db", "export", "export"), ("db", "copy")], ids=" ".join
)
async def test_a_database_that_is_not_there_tells_no_password(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    url = f"postgresql+asyncpg://rounds:{PASSWORD.word}@127.0.0.1:9/rounds"
    given = {"ROUNDS_COPY_TO": url} if "copy" in words else {"ROUNDS_DATABASE_URL": url}
    given |= {"ROUNDS_DISCORD_TOKEN": DISCORD.word} if words == ("serve",) else {}
    if "copy" in words:
        await _ran(tmp_path, {}, "db", "upgrade")
    status, told = await _ran(tmp_path, given, *words)
    assert status != 0
    assert b"127.0.0.1" in told
    assert heard((PASSWORD, DISCORD), {"what is printed": told} | files(tmp_path)) == []
