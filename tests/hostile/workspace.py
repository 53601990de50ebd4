"""A Slack workspace with a running Rounds, and what its people made Slack send."""

from __future__ import annotations

import copy
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.hostile.outcome import Outcome
from tests.hostile.pouring import saw, worked_off
from tests.hostile.rows import misplaced
from tests.hostile.served import Served, served
from tests.slack.fake import FakeSlack
from tests.slack.fake.delivery.parcel import Kind
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.slack.rounds import posting_in

CROWD = 20
_TRIES = 4
REPLY = "First I would ask who answers the phone at night, and drill the paper fallback."
SPOKEN = ("chat.", "views.", "response_url", "reactions.", "files.")
"""What Rounds calls to show something to somebody."""

_NUMBER = "an acknowledgement of no envelope"

LINES = (
    "help",
    "daily",
    "practice ai hard",
    "answer text=Nothing",
    "streak",
    "settings",
    "leaderboard",
    "history",
    "schedule time=10:30",
    "setup",
    "appeal It counts",
    "suggest question=Why?",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Something that Slack sent, and how."""

    kind: Kind
    payload: dict[str, Any]


@dataclass
class Workspace:
    """A process, the platform it is connected to, and what that sends."""

    fake: FakeSlack
    served: Served
    team: Team
    room: Channel
    ana: Person
    crowd: list[Person]
    posted: Message
    samples: list[Sample]
    port: int

    def fresh(self, sample: Sample, number: int, chance: Random) -> dict[str, Any]:
        """The same act of somebody of the crowd, as if it happened now for the first time."""
        made = copy.deepcopy(sample.payload)
        who = chance.choice(self.crowd)
        stamp = f"{int(self.fake.clock.epoch())}.{number % 1_000_000:06d}"
        for name in ("trigger_id", "event_id"):
            if name in made:
                made[name] = f"{name[:2]}{number}.{stamp}"
        match sample.kind:
            case Kind.COMMAND:
                made |= {"user_id": who.id, "user_name": who.name}
            case Kind.INTERACTION:
                made["user"] |= {"id": who.id, "username": who.name, "name": who.name}
                _renew_interaction(made, number, stamp)
            case Kind.EVENT:
                _renew_event(made["event"], who, stamp)
        return made

    async def answered(self) -> bool:
        """Whether somebody's command is answered; a line that is just opened anew may lose one."""
        for _ in range(_TRIES):
            told = await self.crowd[0].slash(self.room, "/rounds", "help")
            with suppress(AssertionError):
                return bool(await told.settled(20))
        return False

    async def look(self, outcome: Outcome) -> None:
        """Look through what was said to people, once all of it is worked off, and forget it."""
        await worked_off(self.served)
        for request in self.fake.requests:
            if request.method.startswith(SPOKEN):
                saw(outcome, request.args)
        self.fake.requests.clear()
        self.fake.world.ephemerals.clear()
        # Of an envelope that was damaged on its way the number may be, too.
        outcome.unwanted += [one for one in self.fake.violations if _NUMBER not in one]
        self.fake.violations.clear()

    async def still_answers(self) -> bool:
        """Whether somebody's command is answered, and a new answer taken in."""
        ben = self.crowd[0]
        told = await self.answered()
        said = await ben.write(self.room, f"{REPLY} Once more.", thread=self.posted)
        return told and said.acknowledged

    def misplaced(self) -> list[str]:
        """Rows with ids that are none of Slack's, or of another workspace."""
        return misplaced(
            self.served.database,
            {
                "account": re.compile(rf"slack:{self.team.id}:[UW][A-Z0-9]{{6,30}}"),
                "channel": re.compile(r"[CDG][A-Z0-9]{6,30}"),
                "workspace": re.compile(self.team.id),
            },
        )


@asynccontextmanager
async def workspace(folder: Path, *, over_http: bool) -> AsyncIterator[Workspace]:
    """Ana hosts; a prompt is out; everybody has done everything once."""
    async with FakeSlack() as fake:
        fake.world.answer_within_s = 60
        team = fake.team("Study")
        ana = fake.user("Ana", team, "owner")
        crowd = [fake.user(f"Member {number}", team) for number in range(CROWD)]
        room = fake.channel(team, "practice", [ana, *crowd])
        given = {"ROUNDS_SLACK_BOT_TOKEN": team.token, "ROUNDS_SLACK_API_URL": fake.api_url}
        if over_http:
            given["ROUNDS_SLACK_SIGNING_SECRET"] = fake.app.signing_secret
        else:
            given["ROUNDS_SLACK_APP_TOKEN"] = fake.app.token
        async with served(folder, given) as running:
            ready = await running.said("slack.ready")
            if over_http:
                await fake.deliver_to(f"http://127.0.0.1:{ready['port']}/slack/events")
            else:
                await fake.connected(2, 30)
            posted = await _posted(fake, ana, room)
            samples = await _samples(fake, ana, crowd[0], room, posted)
            for hook in fake.world.hooks.values():
                # Each is used again for many acts, of which Slack gives every one its own.
                hook.uses = -(10**9)
            yield Workspace(
                fake, running, team, room, ana, crowd, posted, samples, int(ready["port"])
            )


async def _posted(fake: FakeSlack, ana: Person, room: Channel) -> Message:
    line = "setup channel=#practice time=09:00 zone=UTC days=daily feedback=private"
    for words in (line, "setup check", "post now"):
        await (await ana.slash(room, "/rounds", words)).settled(30)
    posted = await fake.until(lambda: posting_in(room), 30)
    assert posted is not None
    return posted


async def _samples(
    fake: FakeSlack, ana: Person, ben: Person, room: Channel, posted: Message
) -> list[Sample]:
    """Every kind of thing that Slack tells, as it tells it."""
    before = len(fake.parcels)
    said = await ben.write(room, REPLY, thread=posted)
    mention = await ben.write(room, "streak", mentions=[ben.team.bot])
    await ben.write(ben.dm, "daily")
    assert said.message is not None
    await ben.edit(said.message, f"{REPLY} Twice.")
    talk = await ben.write(room, "Good morning")
    assert talk.message is not None
    await ben.delete(talk.message)
    await ben.open_home()
    await ben.open_home("messages")
    await ben.write(room, "", thread=posted, files={"answer.txt": REPLY.encode()})
    await ben.press(posted, "Hint")
    form = await (await ben.press(posted, "Answer")).opened(30)
    await ben.submit(form, {"text": REPLY})
    for words in LINES:
        await (ana if words.startswith(("schedule", "setup")) else ben).slash(
            room, "/rounds", words
        )
    assert mention.message is not None
    await ben.shortcut("rounds_grade", mention.message)
    line = await (await ben.shortcut("rounds_anywhere")).opened(30)
    await ben.submit(line, {"line": "help"})
    await ben.react(posted, "eyes")
    await fake.until(lambda: ben.home is not None, 30)
    return [Sample(one.kind, copy.deepcopy(one.payload)) for one in fake.parcels[before:]]


def _renew_interaction(made: dict[str, Any], number: int, stamp: str) -> None:
    for action in made.get("actions", ()):
        action["action_ts"] = f"{1_600_000_000 + 2 * number}.000001"
    if "action_ts" in made:
        made["action_ts"] = stamp
    if made["type"] == "view_submission":
        made["view"]["id"] = f"V{number:010d}"


def _renew_event(event: dict[str, Any], who: Person, stamp: str) -> None:
    event["event_ts"] = stamp
    if event.get("subtype") == "message_changed":
        event["message"]["user"] = who.id
        event["message"].setdefault("edited", {})["ts"] = stamp
    elif event["type"] in {"message", "app_mention"} and "deleted_ts" not in event:
        event |= {"user": who.id, "ts": stamp, "client_msg_id": stamp}
    elif "user" in event:
        event["user"] = who.id
