"""Forums: each prompt is a post, answered and closed inside of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.thread import Thread
from tests.discord.rounds import Rounds, public, rounds
from tests.support.days import calm, later, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
POST = "POST /channels/*/threads"
RETRIED = "GET /guilds/*/threads/active"


@dataclass
class Forum:
    """A group that practises in a forum, with its first prompt out."""

    bot: Rounds
    guild: Guild
    forum: GuildChannel
    ana: Person
    ben: Person
    thread: Thread

    @property
    def posted(self) -> Message:
        return next(iter(self.thread.messages.values()))


def posts(forum: GuildChannel) -> list[Thread]:
    """The posts of the bot, without those of dry runs."""
    every = [one for one in forum.home.threads.values() if one.parent is forum]
    return [one for one in every if one.name != "Dry run"]


async def said(fake: FakeDiscord, thread: Thread, number: int) -> Message:
    """The so-manieth thing that the bot said to everybody in a post."""
    return (await fake.until(lambda: public(fake, thread)[number - 1 : number]))[0]


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Forum]:
    ana, ben = fake.user("Ana"), fake.user("Ben")
    guild = fake.guild("Study", owner=ana, members=[ben])
    forum = fake.forum(guild, "questions", ["daily"], tag_required=True)
    room = fake.text(guild, "talk")
    async with rounds(fake, tmp_path, clock=fake.clock, content=True) as bot:
        await fake.synced()
        options: dict[str, Any] = {"time": "09:00", "zone": "UTC", "feedback": "thread"}
        await ana.slash(guild, room, "setup", channel=forum, **options)
        started = await ana.slash(guild, room, "setup", do="check")
        assert "Started" in (await started.settled()).text
        await ana.slash(guild, room, "post now")
        found = await fake.until(lambda: posts(forum))
        await calm(bot)
        yield Forum(bot, guild, forum, ana, ben, found[0])


async def test_a_prompt_is_a_post(study: Forum) -> None:
    assert study.thread.name.startswith("Today's prompt")
    assert study.thread.tags
    assert study.posted.labels == ["Answer", "Hint", "Later"]


async def test_an_answer_by_button_is_graded_in_the_post(study: Forum, fake: FakeDiscord) -> None:
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
    assert "safe" in done.text
    told = await said(fake, study.thread, 2)
    assert "Ben" in told.text
    assert "70 of 100" in told.text


async def test_plain_words_in_the_post_count(study: Forum, fake: FakeDiscord) -> None:
    written = await study.ben.write(study.thread, REPLY)
    await fake.until(lambda: written.reactions)
    assert "70 of 100" in (await said(fake, study.thread, 2)).text


async def test_the_prompt_is_closed_in_its_post(study: Forum, fake: FakeDiscord) -> None:
    await study.ben.write(study.thread, REPLY)
    await said(fake, study.thread, 2)
    tomorrow(fake)
    await tick(fake, study.bot)
    await fake.until(lambda: len(posts(study.forum)) == 2)
    ended = await said(fake, study.thread, 3)
    assert "1 answer" in ended.text
    assert len(posts(study.forum)) == 2
    assert not study.ana.dm.messages


@pytest.mark.parametrize("effect", [True, False], ids=["after", "before"])
async def test_a_lost_line_opens_no_second_post(
    study: Forum, fake: FakeDiscord, effect: bool
) -> None:
    tomorrow(fake)
    fake.drop(POST, effect=effect)
    await tick(fake, study.bot)
    await later(fake, study.bot, lambda: len(posts(study.forum)) == 2 and fake.asked(RETRIED))
    await calm(study.bot)
    assert len(posts(study.forum)) == 2
    newest = posts(study.forum)[-1]
    done = await study.ben.submit(
        await study.ben.press(next(iter(newest.messages.values())), "Answer"), {"text": REPLY}
    )
    assert "safe" in done.text
    assert "70 of 100" in (await said(fake, newest, 2)).text
    assert len(posts(study.forum)) == 2


async def test_nor_where_it_was_put_into_the_archive_meanwhile(
    study: Forum, fake: FakeDiscord
) -> None:
    tomorrow(fake)
    fake.drop(POST, effect=True)
    await tick(fake, study.bot)
    await fake.until(lambda: len(posts(study.forum)) == 2)
    fake.archive(posts(study.forum)[-1])
    fake.clock.shift(3600)
    await later(fake, study.bot, lambda: fake.asked(RETRIED))
    await calm(study.bot)
    assert len(posts(study.forum)) == 2


@pytest.mark.parametrize("threads", ["on", "off"])
async def test_who_answers_in_a_post_whose_line_was_lost_is_heard(
    study: Forum, fake: FakeDiscord, threads: str
) -> None:
    """What stands there is known to be ours only once a further try has found it."""
    talk = study.guild.channel("talk")
    await study.ana.slash(study.guild, talk, "group", what="threads", value=threads)
    tomorrow(fake)
    fake.drop(POST, effect=True)
    await tick(fake, study.bot)
    await fake.until(lambda: len(posts(study.forum)) == 2)
    written = await study.ben.write(posts(study.forum)[-1], REPLY)
    await later(fake, study.bot, lambda: written.reactions)
    assert "70 of 100" in (await said(fake, posts(study.forum)[-1], 2)).text
    await calm(study.bot)
    assert len(public(fake, posts(study.forum)[-1])) == 2


async def test_pins_are_left_out_in_silence(study: Forum, fake: FakeDiscord) -> None:
    await study.ana.slash(
        study.guild, study.guild.channel("talk"), "group", what="pins", value="on"
    )
    tomorrow(fake)
    await tick(fake, study.bot)
    await fake.until(lambda: len(posts(study.forum)) == 2)
    await study.ben.write(study.thread, REPLY)
    assert not study.ana.dm.messages


async def test_the_dry_run_leaves_no_post_open(study: Forum) -> None:
    tried = [one for one in study.forum.home.threads.values() if one.name == "Dry run"]
    assert all(one.archived for one in tried)


async def test_missed_words_in_a_post_are_caught_up(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, ben = fake.user("Ana"), fake.user("Ben")
    guild = fake.guild("Study", owner=ana, members=[ben])
    forum, room = fake.forum(guild, "questions"), fake.text(guild, "talk")
    async with rounds(fake, tmp_path, content=True):
        await fake.synced()
        options: dict[str, Any] = {"time": "09:00", "zone": "UTC", "feedback": "thread"}
        await ana.slash(guild, room, "setup", channel=forum, **options)
        await ana.slash(guild, room, "setup", do="check")
        await ana.slash(guild, room, "post now")
        thread = (await fake.until(lambda: posts(forum)))[0]
        await said(fake, thread, 1)
    missed = await ben.write(thread, REPLY)
    async with rounds(fake, tmp_path, content=True):
        await fake.until(lambda: missed.reactions)
