"""Days go by: closing posts, the week's digest, reminders, edits and deletions in time and late."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, posting_in, public
from tests.support.days import calm, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group whose bot lives by the fake's clock."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def next_day(study: Study) -> None:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)


async def handed_in(study: Study, text: str = REPLY) -> Message:
    """Ben's answer as a reply, graded."""
    before = len(study.ben.dm.messages)
    said = await study.ben.write(study.room, text, reply_to=study.posted)
    await study.fake.until(lambda: len(study.ben.dm.messages) > before)
    return said


async def board(study: Study) -> str:
    return (await study.ana.slash(study.guild, study.room, "leaderboard", window="all")).text


async def off_the_board(study: Study, *names: str) -> None:
    for _ in range(100):
        shown = await board(study)
        if not any(name in shown for name in names):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("they still count")


async def test_the_next_prompt_comes_on_time_and_the_last_one_is_closed(
    study: Study, fake: FakeDiscord
) -> None:
    await handed_in(study)
    tomorrow(fake, hour=8, minute=58)
    await tick(fake, study.bot)
    await study.ben.slash(study.guild, study.room, "streak")
    assert posting_in(fake, study.room) is study.posted
    fake.clock.shift(180)
    await tick(fake, study.bot)
    await calm(study.bot)
    # On a Monday the week's digest comes between them.
    _, ended, *_, posted = public(fake, study.room)
    assert "1 answer" in ended.text
    assert "Ben" in ended.text
    assert posted.labels == ["Answer", "Hint", "Later"]
    assert "@" not in ended.content
    await fake.until(lambda: posted.thread)


async def test_times_are_told_in_everybodys_own_zone(study: Study) -> None:
    assert "<t:" in study.posted.text


async def test_a_weekly_digest(study: Study, fake: FakeDiscord) -> None:
    await handed_in(study)
    for _ in range(8):
        await next_day(study)
    await calm(study.bot)
    digests = [
        one for one in public(fake, study.room) if "week" in one.text.lower() and not one.labels
    ]
    assert digests
    assert len({one.text for one in digests}) == len(digests)


async def test_a_reminder_at_ones_own_time(study: Study, fake: FakeDiscord) -> None:
    await study.ben.slash(study.guild, study.room, "settings", what="reminder", value="18:00")
    await next_day(study)
    assert not study.ben.dm.messages
    fake.clock.shift(9 * 3600)
    await tick(fake, study.bot)
    letter = await fake.said(study.ben.dm, 1)
    assert "Answer" in letter.labels
    done = await study.ben.submit(await study.ben.press(letter, "Answer"), {"text": REPLY})
    assert "safe" in done.text
    await fake.until(lambda: "70 of 100" in study.ben.dm.last.text)
    seen = len(study.ben.dm.messages)
    fake.clock.shift(600)
    await tick(fake, study.bot)
    await calm(study.bot)
    assert len(study.ben.dm.messages) == seen


async def test_later_by_button(study: Study, fake: FakeDiscord) -> None:
    put_off = await study.ben.press(study.posted, "Later")
    assert put_off.ephemeral
    assert "<t:" in put_off.text
    fake.clock.shift(3 * 3600 + 60)
    study.bot.server.ring()
    assert "Answer" in (await fake.said(study.ben.dm, 1)).labels


async def test_who_has_answered_is_not_reminded(study: Study, fake: FakeDiscord) -> None:
    await study.ben.press(study.posted, "Later")
    await handed_in(study)
    seen = len(study.ben.dm.messages)
    fake.clock.shift(4 * 3600)
    study.bot.server.ring()
    await calm(study.bot)
    assert len(study.ben.dm.messages) == seen


async def test_closed_direct_messages_swallow_a_reminder(study: Study, fake: FakeDiscord) -> None:
    """Nobody is called in front of all for not having practised."""
    await study.ben.press(study.posted, "Later")
    study.ben.close_dms()
    fake.clock.shift(4 * 3600)
    study.bot.server.ring()
    await calm(study.bot)
    assert public(fake, study.room) == [study.posted]
    assert not [one for one in public(fake, study.thread) if one.pings(study.ben)]


async def test_an_edit_in_time_is_a_new_version(study: Study, fake: FakeDiscord) -> None:
    said = await handed_in(study, "40 at first")
    await study.ben.edit(said, "85 and paper at each desk")
    await fake.until(lambda: "85 of 100" in study.ben.dm.last.text)
    history = await study.ben.slash(study.guild, study.room, "history")
    assert "85" in history.text
    await study.ben.edit(said, "85 and paper at each desk")
    await calm(study.bot)
    assert len(study.ben.dm.messages) == 2


async def test_an_edit_after_the_deadline_changes_nothing(study: Study, fake: FakeDiscord) -> None:
    said = await handed_in(study, "40 at first")
    await next_day(study)
    await calm(study.bot)
    await study.ben.edit(said, "95 much better now")
    told = await fake.said(study.ben.dm, 2)
    assert "deadline has passed" in told.text
    history = await study.ben.slash(study.guild, study.room, "history")
    assert "95" not in history.text


async def test_an_answer_after_the_deadline_is_practice(study: Study, fake: FakeDiscord) -> None:
    tomorrow(fake)
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
    await fake.until(lambda: "deadline has passed" in done.text)
    await fake.until(lambda: "70 of 100" in done.text)


async def test_a_deletion_takes_the_answer_off_the_board(study: Study, fake: FakeDiscord) -> None:
    said = await handed_in(study)
    assert "Ben" in await board(study)
    await study.ben.delete(said)
    await off_the_board(study, "Ben")


async def test_a_bulk_deletion_takes_all_of_them(study: Study, fake: FakeDiscord) -> None:
    said = await handed_in(study)
    cleo = fake.user("Cleo")
    fake.member(study.guild, cleo)
    other = await cleo.write(study.room, "60 on paper", reply_to=study.posted)
    await fake.said(cleo.dm, 1)
    for one in (said, other):
        study.room.messages.pop(one.id)
    gone = {
        "ids": [str(said.id), str(other.id), "1"],
        "channel_id": str(study.room.id),
        "guild_id": str(study.guild.id),
    }
    fake.world.tell(plain("MESSAGE_DELETE_BULK", gone, Intent.GUILD_MESSAGES))
    await off_the_board(study, "Ben", "Cleo")


async def test_a_deletion_before_the_grade_sends_none(study: Study, fake: FakeDiscord) -> None:
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    await study.ben.delete(said)
    await study.ana.slash(study.guild, study.room, "health")
    fake.clock.shift(30)
    study.bot.server.ring()
    await calm(study.bot)
    assert "Ben" not in await board(study)


async def test_a_link_that_unfolds_is_no_edit(study: Study, fake: FakeDiscord) -> None:
    said = await handed_in(study, "70 see https://example.org for the drill")
    said.embeds = [{"type": "link", "url": "https://example.org", "title": "Example"}]
    fake.world.tell(
        plain(
            "MESSAGE_UPDATE",
            said.payload() | {"guild_id": str(study.guild.id), "channel_type": 0},
            Intent.GUILD_MESSAGES,
        )
    )
    await study.ben.slash(study.guild, study.room, "streak")
    await calm(study.bot)
    assert len(study.ben.dm.messages) == 1


async def test_after_a_long_outage_one_prompt_comes_and_the_others_are_excused(
    study: Study, fake: FakeDiscord
) -> None:
    fake.clock.shift(timedelta(days=3).total_seconds())
    await next_day(study)
    await calm(study.bot)
    prompts = [one for one in public(fake, study.room) if "Answer" in one.labels]
    assert len(prompts) == 2
    assert "missed" in "\n".join(one.text for one in study.ana.dm.messages.values())
