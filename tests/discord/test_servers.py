"""Two servers and one bot: neither sees anything of the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.refusals.groups import HOSTS_ONLY
from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, posting_in

REPLY = "70 because the desk drills it every quarter"


@dataclass
class Two:
    """Ana hosts one server, Zoe the other; Ben practises in both."""

    one: Study
    zoe: Person
    guild: Guild
    room: Channel
    posted: Message


@pytest.fixture
async def two(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Two]:
    async with a_study(fake, tmp_path, feedback="thread") as one:
        zoe = fake.user("Zoe")
        guild = fake.guild("Night owls", owner=zoe, members=[one.ben, one.ana])
        room = fake.text(guild, "night")
        await zoe.slash(
            guild,
            room,
            "setup",
            channel=room,
            time="09:00",
            zone="UTC",
            days="daily",
            feedback="thread",
            name="Owls",
        )
        await zoe.slash(guild, room, "setup", do="check")
        await zoe.slash(guild, room, "post now")
        posted = await fake.until(lambda: posting_in(fake, room))
        assert posted is not None
        await fake.until(lambda: posted.thread)
        yield Two(one, zoe, guild, room, posted)


async def answer(person: Person, posted: Message, text: str) -> None:
    form = await person.press(posted, "Answer")
    assert "safe" in (await person.submit(form, {"text": text})).text


async def test_boards_are_each_servers_own(two: Two, fake: FakeDiscord) -> None:
    await answer(two.zoe, two.posted, "88 on paper")
    thread = two.posted.thread
    assert thread is not None
    assert "88 of 100" in (await fake.said(thread, 2)).text
    here = await two.one.ana.slash(two.one.guild, two.one.room, "leaderboard", window="all")
    assert "Zoe" not in here.text
    there = await two.zoe.slash(two.guild, two.room, "leaderboard", window="all")
    assert "Zoe" in there.text
    assert len([one for one in two.one.thread.messages.values() if "88" in one.content]) == 0


async def test_history_is_of_the_server_it_is_asked_in(two: Two, fake: FakeDiscord) -> None:
    ben = two.one.ben
    await answer(ben, two.one.posted, REPLY)
    assert "70 of 100" in (await fake.said(two.one.thread, 2)).text
    there = await ben.slash(two.guild, two.room, "history")
    assert "70" not in there.text
    here = await ben.slash(two.one.guild, two.one.room, "history")
    assert "70" in here.text


async def test_feedback_goes_where_the_answer_was_given(two: Two, fake: FakeDiscord) -> None:
    """Also when its author has just acted in the other server."""
    ben = two.one.ben
    await ben.slash(two.guild, two.room, "settings", what="feedback", value="private")
    await ben.slash(two.one.guild, two.one.room, "settings", what="feedback", value="private")
    form = await ben.press(two.one.posted, "Answer")
    other = await ben.press(two.posted, "Hint")
    done = await ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await done.followup(1)).text
    assert not other.followups


async def test_a_host_of_one_is_nobody_in_the_other(two: Two) -> None:
    for words in ("health", "audit", "pause", "post now", "appeals", "bank"):
        done = await two.one.ana.slash(two.guild, two.room, words, forced=True)
        assert HOSTS_ONLY in done.text, words
    audit = await two.zoe.slash(two.guild, two.room, "audit")
    assert "Ana" not in audit.text


async def test_an_appeal_reaches_the_hosts_of_its_server(two: Two, fake: FakeDiscord) -> None:
    ben = two.one.ben
    await answer(ben, two.posted, REPLY)
    thread = two.posted.thread
    assert thread is not None
    await fake.said(thread, 2)
    asked = await ben.slash(two.guild, two.room, "appeal", reason="the drill is in there")
    assert asked.acknowledged
    note = await fake.said(two.zoe.dm, 1)
    assert "drill is in there" in note.text
    assert not [one for one in two.one.ana.dm.messages.values() if "drill is in" in one.text]
    seen = await two.one.ana.slash(two.one.guild, two.one.room, "appeals")
    assert "drill" not in seen.text


async def test_schedules_are_each_servers_own(two: Two) -> None:
    await two.zoe.slash(two.guild, two.room, "schedule", what="time", value="21:30")
    here = await two.one.ana.slash(two.one.guild, two.one.room, "health")
    assert "21:30" not in here.text
    assert "Owls" not in here.text


async def test_trouble_in_one_stops_nothing_in_the_other(two: Two, fake: FakeDiscord) -> None:
    fake.delete_channel(two.room)
    await answer(two.one.ben, two.one.posted, REPLY)
    assert "70 of 100" in (await fake.said(two.one.thread, 2)).text


async def test_in_private_the_server_practised_in_last_is_meant(
    two: Two, fake: FakeDiscord
) -> None:
    ben = two.one.ben
    await answer(ben, two.one.posted, REPLY)
    await fake.said(two.one.thread, 2)
    assert "70" in (await ben.slash(None, ben.dm, "history")).text
    await answer(ben, two.posted, "66 on paper")
    thread = two.posted.thread
    assert thread is not None
    await fake.said(thread, 2)
    there = (await ben.slash(None, ben.dm, "history")).text
    assert "66" in there
    assert "70" not in there
