"""Two workspaces on one database: neither sees anything of the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.group import Place
from bot.domain.member import Account
from bot.inbound import Inbound, Replied
from bot.refusals.groups import HOSTS_ONLY
from tests.slack.fake import FakeSlack
from tests.slack.fake.delivery.parcel import Kind, Parcel
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.slack.rounds import Rounds, Study, a_study, posting_in, rounds

REPLY = "70 because the desk drills it every quarter"


@dataclass
class Two:
    """Ana hosts one, Zoe the other, each with a bot of its own on the same database."""

    one: Study
    bot: Rounds
    team: Team
    room: Channel
    zoe: Person
    posted: Message


@pytest.fixture
async def two(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Two]:
    async with a_study(fake, tmp_path, clock=fake.clock) as one:
        app = fake.application("Second")
        team = fake.team("Owls", app=app)
        zoe = fake.user("Zoe", team, "owner")
        room = fake.channel(team, "night", [zoe])
        async with rounds(fake, team, tmp_path, clock=fake.clock, app=app) as bot:
            line = "setup channel=#night time=09:00 zone=UTC days=daily feedback=private name=Owls"
            await (await zoe.slash(room, "/rounds", line)).settled()
            await (await zoe.slash(room, "/rounds", "setup check")).settled()
            await (await zoe.slash(room, "/rounds", "post now")).settled()
            posted = await fake.until(lambda: posting_in(room))
            assert posted is not None
            yield Two(one, bot, team, room, zoe, posted)


async def answer(person: Person, posted: Message, text: str) -> str:
    form = await (await person.press(posted, "Answer")).opened()
    return (await (await person.submit(form, {"text": text})).told(2)).text


async def test_boards_and_hosts_are_each_workspaces_own(two: Two) -> None:
    assert "88 of 100" in await answer(two.zoe, two.posted, "88 on paper")
    assert "70 of 100" in await answer(two.one.ben, two.one.posted, REPLY)
    here = await two.one.ana.slash(two.one.room, "/rounds", "leaderboard all")
    assert "zoe" not in await here.settled()
    there = await two.zoe.slash(two.room, "/rounds", "leaderboard all")
    text = await there.settled()
    assert "zoe" in text
    assert "ben" not in text
    for words in ("health", "audit"):
        asked = await two.zoe.slash(two.room, "/rounds", words)
        assert "ana" not in await asked.settled()
        assert HOSTS_ONLY not in asked.text


async def test_each_sends_its_own_messages_alone(two: Two, fake: FakeSlack) -> None:
    await answer(two.zoe, two.posted, "88 on paper")
    for one in fake.asked("chat.*"):
        channel = str(one.args.get("channel", ""))
        if channel in {two.room.id, two.one.room.id}:
            assert one.team_id == (two.team.id if channel == two.room.id else two.one.team.id)
        assert one.error is None


async def test_what_one_left_over_is_not_handled_by_the_other(two: Two, fake: FakeSlack) -> None:
    kept = Inbound(
        place=Place("slack", "T-elsewhere", "C1"),
        account=Account("slack:T-elsewhere:U1", "Una"),
        said=Replied(REPLY),
        event_key="slack:m:C1:1.2",
        at=fake.clock.now() - timedelta(minutes=5),
    )
    assert await two.bot.core.keep(kept)
    fake.requests.clear()
    await two.bot.server.sweep()
    assert await two.bot.core.left_over(fake.clock.now(), timedelta(minutes=1))
    assert not fake.asked("conversations.open")


async def test_homes_and_direct_messages_are_each_workspaces_own(two: Two, fake: FakeSlack) -> None:
    await answer(two.zoe, two.posted, "88 on paper")
    for person in (two.zoe, two.one.ana):
        await person.open_home()
    await fake.until(lambda: two.zoe.home is not None and two.one.ana.home is not None)
    assert two.zoe.home is not None
    assert two.one.ana.home is not None
    assert two.zoe.home.by.team is two.team
    assert "1 day" in two.zoe.home.text
    assert "1 day" not in two.one.ana.home.text
    said = await two.one.ana.write(two.one.ana.dm, "history")
    assert "88" not in (await said.dm()).text


async def test_an_event_of_another_workspace_is_nobodys_business(two: Two, fake: FakeSlack) -> None:
    said = await two.one.ben.write(two.one.room, REPLY, thread=two.one.posted)
    (parcel,) = said.parcels
    await said.dm()
    event = parcel.payload["event"] | {"text": "95 much better", "ts": fake.clock.ts()}
    strange = parcel.payload | {"team_id": two.team.id, "event": event, "event_id": "Ev-strange"}
    sent = fake.world.tell(Parcel(parcel.by, Kind.EVENT, strange, fake.clock.now()))
    await fake.until(lambda: sent.acknowledged)
    history = await two.one.ben.slash(two.one.room, "/rounds", "history")
    assert "95" not in await history.settled()
