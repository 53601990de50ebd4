"""What was written while the bot was away is taken in when it is back, once."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, rounds

REPLY = "70 because the desk drills it every quarter"


async def told(fake: FakeDiscord, study: Study, said: Message) -> None:
    """The message counts, and its author hears of it once."""
    await fake.until(lambda: said.reactions)
    assert list(said.reactions) == ["✅"]
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def once(fake: FakeDiscord, study: Study, folder: Path, *, content: bool = False) -> None:
    """After another start nothing has come a second time."""
    before = list(study.ben.dm.messages)
    async with rounds(fake, folder, content=content):
        history = await study.ben.slash(study.guild, study.room, "history")
        assert history.text.count("70") == 1
    assert list(study.ben.dm.messages) == before


def forget_positions(folder: Path, channel: str) -> int:
    """As if nobody had written down how far it was heard; returns of how many channels."""
    with closing(sqlite3.connect(folder / "rounds.db")) as connection, connection:
        return connection.execute("DELETE FROM cursors WHERE channel LIKE ?", (channel,)).rowcount


async def test_a_reply_with_a_ping(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted, ping=True)
    async with rounds(fake, tmp_path):
        await told(fake, study, said)
    await once(fake, study, tmp_path)


async def test_a_reply_to_the_first_prompt_before_anything_was_written_down(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    """Whoever posted it was killed at that moment: nobody knows how far the channel was heard."""
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    assert forget_positions(tmp_path, "%")
    async with rounds(fake, tmp_path):
        await told(fake, study, said)
    await once(fake, study, tmp_path)


async def test_a_mention_in_a_thread_before_anything_was_written_down(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    """It had just opened when we were killed."""
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.thread, REPLY, mentions=(fake.bot,))
    assert forget_positions(tmp_path, str(study.thread.id)) == 1
    async with rounds(fake, tmp_path):
        await told(fake, study, said)
    await once(fake, study, tmp_path)


async def test_what_was_missed_is_read_although_we_end_before_it_could_be(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    """Newer messages that were heard meanwhile do not hide it."""
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    lost = fake.trouble.drop("GET /channels/*/messages", times=100)
    async with rounds(fake, tmp_path):
        await fake.until(lambda: lost.seen)
        newer = await study.ana.write(study.room, "60 after a drill", reply_to=study.posted)
        await fake.until(lambda: newer.reactions)
        assert not said.reactions
    fake.trouble.clear()
    async with rounds(fake, tmp_path):
        await told(fake, study, said)


async def test_what_was_missed_is_read_although_somebody_writes_while_we_connect(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)

    async def at_once() -> None:
        await fake.connected()
        await study.ana.write(study.room, "60 after a drill", reply_to=study.posted)

    writing = asyncio.create_task(at_once())
    async with rounds(fake, tmp_path, patience=0.5):
        await told(fake, study, said)
    await writing


async def test_a_mention_in_the_thread(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.thread, f"{fake.bot.mention} {REPLY}", mentions=[fake.bot])
    async with rounds(fake, tmp_path):
        await told(fake, study, said)
    await once(fake, study, tmp_path)


async def test_plain_words_in_the_thread_with_the_intent(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, content=True) as study:
        pass
    said = await study.ben.write(study.thread, REPLY)
    async with rounds(fake, tmp_path, content=True):
        await told(fake, study, said)
    await once(fake, study, tmp_path, content=True)


async def test_a_thread_that_was_archived_meanwhile(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, content=True) as study:
        pass
    said = await study.ben.write(study.thread, REPLY)
    fake.archive(study.thread)
    async with rounds(fake, tmp_path, content=True):
        await told(fake, study, said)


@pytest.mark.parametrize("begun_by", ["us", "them"])
async def test_a_direct_message(fake: FakeDiscord, tmp_path: Path, begun_by: str) -> None:
    async with a_study(fake, tmp_path) as study:
        if begun_by == "them":
            asked = await study.ben.slash(study.guild, study.room, "streak")
            assert asked.acknowledged
            await fake.answer(await study.ben.write(study.ben.dm, "daily"))
        else:
            await study.ben.write(study.room, "40 with a ping", reply_to=study.posted)
            await fake.said(study.ben.dm, 1)
    before = len(study.ben.dm.messages)
    said = await study.ben.write(study.ben.dm, REPLY)
    async with rounds(fake, tmp_path):
        await fake.until(lambda: said.reactions)
        await fake.until(lambda: len(study.ben.dm.messages) > before + 1)
        assert "70 of 100" in study.ben.dm.last.text
    after = len(study.ben.dm.messages)
    async with rounds(fake, tmp_path):
        await study.ben.slash(study.guild, study.room, "streak")
    assert len(study.ben.dm.messages) == after


async def test_many_people_in_many_places(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        people = [fake.user(name) for name in ("Cleo", "Dan", "Eve")]
        for one in people:
            fake.member(study.guild, one)
    said = [
        await one.write(study.room, f"{60 + n} on paper", reply_to=study.posted)
        for n, one in enumerate(people)
    ]
    async with rounds(fake, tmp_path):
        for n, one in enumerate(people):
            assert f"{60 + n} of 100" in (await fake.said(one.dm, 1)).text
        assert all(one.reactions for one in said)


async def test_a_channel_that_is_gone_stops_no_other(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        await fake.answer(await study.ben.write(study.ben.dm, "daily"))
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    fake.delete_channel(study.thread)
    async with rounds(fake, tmp_path):
        await fake.until(lambda: said.reactions)


async def test_a_lost_line_while_catching_up_loses_nothing(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path) as study:
        pass
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    fake.drop(f"GET /channels/{study.room.id}/messages")
    async with rounds(fake, tmp_path):
        await told(fake, study, said)


async def test_what_was_heard_is_not_answered_again(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        await study.ben.write(study.room, f"{fake.bot.mention} daily")
        await fake.said(study.ben.dm, 1)
        said = await study.ben.write(study.ben.dm, REPLY)
        await fake.until(lambda: said.reactions)
        await fake.until(lambda: len(study.ben.dm.messages) == 3)
    fake.requests.clear()
    async with rounds(fake, tmp_path):
        await fake.until(lambda: fake.asked(f"GET /channels/{study.ben.dm.id}/messages"))
        await fake.answer(await study.ana.write(study.ana.dm, "streak"))
    assert len(study.ben.dm.messages) == 3


async def test_after_a_crash_what_was_heard_is_not_said_twice(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    """Where the last position was not written down, messages are heard again."""
    async with a_study(fake, tmp_path) as study:
        said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
        await fake.until(lambda: said.reactions)
        await fake.said(study.ben.dm, 1)
    folder = tmp_path / "rounds.db"
    with closing(sqlite3.connect(folder)) as database, database:
        database.execute("UPDATE cursors SET position = ?", [str(study.posted.id)])
    async with rounds(fake, tmp_path):
        await fake.until(lambda: fake.asked(f"GET /channels/{study.room.id}/messages"))
        await fake.answer(await study.ana.write(study.ana.dm, "streak"))
        history = await study.ben.slash(study.guild, study.room, "history")
    assert history.text.count("70") == 1
    assert len(study.ben.dm.messages) == 1
