"""What the bot may not do: its host is told in words, and everything else goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, posting_in, rounds
from tests.support.days import tick, tomorrow

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def next_day(study: Study) -> None:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)


def letters(study: Study) -> str:
    """What the host was told in private."""
    return "\n".join(one.text for one in study.ana.dm.messages.values())


async def told(study: Study, *words: str) -> str:
    await study.fake.until(lambda: all(one in letters(study) for one in words))
    return letters(study)


@pytest.mark.parametrize(
    ("permission", "what", "remedy"),
    [
        ("view_channel", "could not post the prompt", "View Channel"),
        ("send_messages", "could not post the prompt", "Send Messages"),
        ("embed_links", "could not post the prompt", "Embed Links"),
        ("create_public_threads", "could not open the thread", "Create Public Threads"),
        ("pin_messages", "could not pin the prompt", "Pin Messages"),
    ],
)
async def test_a_missing_permission_is_named(
    study: Study, fake: FakeDiscord, permission: str, what: str, remedy: str
) -> None:
    await study.ana.slash(study.guild, study.room, "group", what="pins", value="on")
    fake.revoke(permission, study.room)
    await next_day(study)
    text = await told(study, what, remedy)
    assert "#practice" in text or permission == "view_channel"
    assert text.count(what) == 1
    fake.grant(permission, study.room)
    before = len(study.room.messages)
    fake.clock.shift(24 * 3600)
    await tick(fake, study.bot)
    await fake.until(lambda: len(study.room.messages) > before and posting_in(fake, study.room))


async def test_a_missed_prompt_breaks_no_streak(study: Study, fake: FakeDiscord) -> None:
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
    await done.followup(1)
    fake.revoke("send_messages", study.room)
    await next_day(study)
    await told(study, "could not post the prompt")
    fake.grant("send_messages", study.room)
    fake.clock.shift(24 * 3600)
    await tick(fake, study.bot)
    posted = await fake.until(lambda: _newer(study))
    assert posted is not None
    done = await study.ben.submit(await study.ben.press(posted, "Answer"), {"text": REPLY})
    await done.followup(1)
    streak = await study.ben.slash(study.guild, study.room, "streak")
    why = await study.ben.slash(study.guild, study.room, "streak", why="why")
    assert "2 days" in streak.text, why.text


def _newer(study: Study) -> Message | None:
    found = posting_in(study.fake, study.room)
    return None if found is study.posted else found


async def test_without_reactions_an_answer_counts_all_the_same(
    study: Study, fake: FakeDiscord
) -> None:
    fake.revoke("add_reactions", study.room)
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    assert not said.reactions


async def test_without_writing_in_threads_feedback_goes_to_the_channel(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, feedback="thread") as study:
        fake.revoke("send_messages_in_threads", study.room)
        await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
        shown = await fake.until(
            lambda: [one for one in study.room.messages.values() if "70 of 100" in one.text]
        )
        assert shown[0].only_for is None


async def test_a_deleted_channel_is_told(study: Study, fake: FakeDiscord) -> None:
    fake.delete_channel(study.room)
    await next_day(study)
    text = await told(study, "could not post the prompt", "the channel is gone")
    assert text.count("could not post the prompt") == 1
    room = fake.text(study.guild, "again")
    done = await study.ana.slash(study.guild, room, "setup", channel=room)
    assert "Saved" in done.text
    fake.clock.shift(24 * 3600)
    await tick(fake, study.bot)
    posted = await fake.until(lambda: posting_in(fake, room))
    assert posted is not None


async def test_a_deleted_prompt_takes_its_answers_in_private(
    study: Study, fake: FakeDiscord
) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.delete_channel(study.thread)
    done = await study.ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await done.followup(1)).text


async def test_removed_and_invited_again(study: Study, fake: FakeDiscord) -> None:
    fake.remove_guild(study.guild)
    before = len(study.room.messages)
    for _ in range(3):
        fake.clock.shift(24 * 3600)
        await tick(fake, study.bot)
    assert len(study.room.messages) == before
    fake.join_guild(study.guild)
    asked = await study.ana.slash(study.guild, study.room, "health")
    assert "paused" in asked.text
    resumed = await study.ana.slash(study.guild, study.room, "resume")
    assert "On again" in resumed.text
    await next_day(study)
    await fake.until(lambda: _newer(study))


async def test_removed_while_away(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, clock=fake.clock) as study:
        pass
    fake.remove_guild(study.guild)
    tomorrow(fake)
    fake.requests.clear()
    async with rounds(fake, tmp_path, clock=fake.clock) as bot:
        for _ in range(500):
            if (await bot.core.homes("discord"))[0][0].paused:
                break
            await asyncio.sleep(0.01)
        fake.join_guild(study.guild)
        asked = await study.ana.slash(study.guild, study.room, "health")
        assert "paused" in asked.text
        await tick(fake, bot)
    assert not fake.asked("POST /channels/*/messages")


async def test_an_outage_of_a_server_is_no_farewell(study: Study, fake: FakeDiscord) -> None:
    fake.outage(study.guild)
    fake.outage(study.guild, over=True)
    asked = await study.ana.slash(study.guild, study.room, "health")
    assert "paused" not in asked.text


async def test_a_host_without_direct_messages_stops_nothing(
    study: Study, fake: FakeDiscord
) -> None:
    study.ana.close_dms()
    fake.revoke("create_public_threads", study.room)
    await next_day(study)
    await fake.until(lambda: _newer(study))
    said = await study.ben.write(study.room, REPLY, reply_to=_newer(study))
    await fake.until(lambda: said.reactions)


async def test_the_dry_run_names_what_lacks(study: Study, fake: FakeDiscord) -> None:
    for permission, remedy in (
        ("send_messages", "Send Messages"),
        ("embed_links", "Embed Links"),
        ("attach_files", "Attach Files"),
        ("read_message_history", "Read Message History"),
        ("add_reactions", "Add Reactions"),
        ("create_public_threads", "Create Public Threads"),
        ("send_messages_in_threads", "Send Messages in Threads"),
        ("view_channel", "View Channel"),
    ):
        before = {one.id for one in study.room.messages.values() if one.only_for is None}
        fake.revoke(permission, study.room)
        if permission == "view_channel":
            # Nobody could press anything there.
            other = fake.text(study.guild, "other")
            done = await study.ana.slash(study.guild, other, "setup", do="check")
        else:
            done = await study.ana.slash(study.guild, study.room, "setup", do="check")
        message = await done.settled()
        assert "does not work yet" in message.text, permission
        assert remedy in message.text, permission
        fake.grant(permission, study.room)
        after = {one.id for one in study.room.messages.values() if one.only_for is None}
        assert after == before, f"{permission}: the dry run left something behind"
