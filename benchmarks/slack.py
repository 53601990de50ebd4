"""Acknowledgement times on Slack: so many members answer at once while their grades are made.

The bot is a process of its own (`rounds serve`, the real bank and grader, SQLite on disk), talking
over sockets to the fake Slack of the tests, which takes the time from a request to its
acknowledgement; once by Socket Mode and once over signed HTTP. Waves follow each other without a
pause, so that every wave but the first meets the grading of the one before.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, spread
from benchmarks.timing import Times
from benchmarks.words import reply
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team

WORDS = 150
MODES = ("Socket Mode", "HTTP")


async def run(sizes: Sizes) -> list[Table]:
    """Waves of answers by everybody, and commands asked meanwhile, in both modes."""
    tables = []
    for mode in MODES:
        table = Table(
            f"Slack by {mode}: {sizes.members} members answer at once ({WORDS} words), "
            "waves without a pause",
            ("what", *SPREAD),
        )
        with tempfile.TemporaryDirectory() as folder:
            async with FakeSlack() as fake:
                await _waves(fake, Path(folder), sizes, table, over_http=mode == "HTTP")
        tables.append(table)
    return tables


async def _waves(
    fake: FakeSlack, folder: Path, sizes: Sizes, table: Table, *, over_http: bool
) -> None:
    team = fake.team("Study")
    people = [fake.user(f"Member {n}", team) for n in range(sizes.members)]
    host = fake.user("Host", team, "owner")
    room = fake.channel(team, "practice", [host, *people])
    bot = await _started(fake, team, folder, over_http=over_http)
    try:
        posted = await _set_up(fake, host, room)
        chance = Random(1)
        begin = perf_counter()
        for number in range(sizes.waves):
            wave = await _wave(people, room, chance)
            table.add(f"answers by command, wave {number + 1}", *spread(_acknowledged(wave)))
        written = await _thread(people, room, posted, chance)
        table.add("answers in the thread", *spread(_acknowledged(written)))
        asked = [one.slash(room, "/rounds", "streak") for one in people[: sizes.members // 4]]
        times = _acknowledged(await asyncio.gather(*asked))
        table.add(f"{len(asked)} times /rounds streak meanwhile", *spread(times))
        wanted = sizes.members * (sizes.waves + 1)
        await fake.until(lambda: _graded(fake) >= wanted, 300)
        took = perf_counter() - begin
        table.notes.append(f"{wanted} answers, each with its feedback, in {took:.1f} s")
    finally:
        bot.terminate()
        begin = perf_counter()
        status = await bot.wait()
        table.notes.append(f"stopped in {perf_counter() - begin:.1f} s with status {status}")


async def _set_up(fake: FakeSlack, host: Person, room: Channel) -> Message:
    line = f"setup channel=#{room.name} time=09:00 zone=UTC days=daily"
    for each in (line, "setup check", "post now"):
        await (await host.slash(room, "/rounds", each)).told()
    return await fake.until(lambda: _posting(room))


def _posting(room: Channel) -> Message:
    found = [one for one in room.messages.values() if "Answer" in str(one.blocks)]
    return found[-1] if found else None  # type: ignore[return-value]


async def _started(
    fake: FakeSlack, team: Team, folder: Path, *, over_http: bool
) -> asyncio.subprocess.Process:
    port = _free_port()
    given = {
        "ROUNDS_DATABASE_URL": f"sqlite:///{folder / 'rounds.db'}",
        "ROUNDS_SLACK_BOT_TOKEN": team.token,
        "ROUNDS_SLACK_API_URL": fake.api_url,
        "ROUNDS_HTTP_PORT": str(port),
        "ROUNDS_LOG_LEVEL": "ERROR",
    }
    if over_http:
        given["ROUNDS_SLACK_SIGNING_SECRET"] = fake.app.signing_secret
    else:
        given["ROUNDS_SLACK_APP_TOKEN"] = fake.app.token
    own = {name: value for name, value in os.environ.items() if not name.startswith("ROUNDS_")}
    rounds = Path(sys.executable).with_name("rounds")
    bot = await asyncio.create_subprocess_exec(str(rounds), "serve", env=own | given)
    if over_http:
        await _listening(port)
        await fake.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    else:
        await fake.connected(2, 30)
    return bot


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _listening(port: int) -> None:
    for _ in range(300):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError("rounds serve does not listen")


async def _wave(people: list[Person], room: Channel, chance: Random) -> list[Exchange]:
    texts = [f"answer {reply(WORDS, chance)}" for _ in people]
    answers = [one.slash(room, "/rounds", text) for one, text in zip(people, texts, strict=True)]
    return list(await asyncio.gather(*answers))


async def _thread(
    people: list[Person], room: Channel, posted: Message, chance: Random
) -> list[Exchange]:
    texts = [reply(WORDS, chance) for _ in people]
    answers = [
        one.write(room, text, thread=posted) for one, text in zip(people, texts, strict=True)
    ]
    return list(await asyncio.gather(*answers))


def _acknowledged(wave: list[Exchange]) -> Times:
    missing = sum(one.seconds is None for one in wave)
    if missing:
        raise RuntimeError(f"{missing} of {len(wave)} were not acknowledged")
    return Times((one.seconds or 0) * 1000 for one in wave)


def _graded(fake: FakeSlack) -> int:
    """How many cards of feedback went out."""
    sent = [*fake.asked("chat.postMessage"), *fake.asked("chat.postEphemeral")]
    return sum("Graded by" in str(one.args) for one in sent)
