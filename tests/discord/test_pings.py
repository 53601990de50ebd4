"""Who is called and what is pinned: only what the group chose, never what somebody wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, public
from tests.support.days import calm, tick, tomorrow

NASTY = "70 @everyone @here <@&{role}> <@{user}> <#{room}> drill"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group that shows feedback to everybody."""
    async with a_study(fake, tmp_path, clock=fake.clock, feedback="thread") as made:
        yield made


def everything(fake: FakeDiscord) -> list[Message]:
    """Whatever the bot said anywhere."""
    channels = fake.world.channels.values()
    return [one for room in channels for one in room.messages.values() if one.author is fake.bot]


def quiet(one: Message) -> bool:
    return not one.mention_everyone and not one.mention_roles and not one.mentions


async def next_prompt(study: Study) -> Message:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)
    await calm(study.bot)
    return [one for one in public(study.fake, study.room) if "Answer" in one.labels][-1]


async def test_nobody_is_called_by_default(study: Study, fake: FakeDiscord) -> None:
    assert quiet(await next_prompt(study))
    assert all(quiet(one) for one in everything(fake))


async def test_the_chosen_role_is_called_by_prompts_alone(study: Study, fake: FakeDiscord) -> None:
    role = fake.role(study.guild, "night owls", mentionable=True)
    other = fake.role(study.guild, "others", mentionable=True)
    await study.ana.slash(study.guild, study.room, "setup", ping=role)
    posted = await next_prompt(study)
    assert posted.mention_roles == [role.id]
    assert not posted.mention_everyone
    assert posted.content.startswith(role.mention)
    assert all(quiet(one) for one in everything(fake) if one is not posted)
    sent = fake.asked(f"POST /channels/{study.room.id}/messages")[-1].body["allowed_mentions"]
    assert [int(one) for one in sent["roles"]] == [role.id]
    assert not sent["parse"]
    assert other.mention not in posted.content


async def test_a_call_can_be_taken_back(study: Study, fake: FakeDiscord) -> None:
    role = fake.role(study.guild, "night owls", mentionable=True)
    await study.ana.slash(study.guild, study.room, "setup", ping=role)
    shown = await study.ana.slash(study.guild, study.room, "setup")
    more = await shown.followup(1)
    done = await study.ana.press(more, "Call nobody")
    assert "Saved" in done.text
    assert quiet(await next_prompt(study))


async def test_nothing_that_people_write_calls_anybody(study: Study, fake: FakeDiscord) -> None:
    role = fake.role(study.guild, "night owls", mentionable=True)
    fake.grant("mention_everyone", study.guild)
    nasty = NASTY.format(role=role.id, user=study.ana.id, room=study.room.id)
    fake.member(study.guild, study.ben, nick="@everyone")
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": nasty})
    assert "safe" in done.text
    await fake.said(study.thread, 2)
    await study.ben.write(study.room, nasty, reply_to=study.posted)
    await study.ben.slash(study.guild, study.room, "settings", what="board", value="@here")
    await study.ana.slash(study.guild, study.room, "group", what="name", value="@everyone owls")
    await study.ben.slash(study.guild, study.room, "history")
    await study.ben.slash(study.guild, study.room, "leaderboard", window="all")
    await study.ben.slash(study.guild, study.room, "practice", topic="@everyone")
    await study.ben.slash(study.guild, study.room, "help", command="<@&1> @everyone")
    await study.ben.slash(study.guild, study.room, "appeal", reason=nasty)
    await study.ana.slash(study.guild, study.room, "appeals")
    await study.ben.write(study.room, f"{fake.bot.mention} @everyone what?")
    await study.ben.slash(study.guild, study.room, "settings", what="share", value="on")
    await next_prompt(study)
    said = everything(fake)
    assert len(said) > 12
    assert all(quiet(one) for one in said)


async def test_every_send_says_whom_it_may_call(study: Study, fake: FakeDiscord) -> None:
    """Nothing is left to Discord's default, which calls everybody who is named."""
    await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": "70 drill"})
    await study.ben.write(study.ben.dm, "daily")
    await next_prompt(study)
    for one in fake.asked("POST /channels/*/messages"):
        assert "allowed_mentions" in one.body, one
        assert "parse" in one.body["allowed_mentions"], one
        assert not one.body["allowed_mentions"]["parse"], one
    for one in fake.asked("POST /interactions/*/callback"):
        if one.body["type"] == 4:
            assert one.body["data"]["allowed_mentions"]["parse"] == [], one


async def test_a_knock_calls_its_member_alone(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        study.ben.close_dms()
        await study.ben.write(study.room, "70 drill", reply_to=study.posted)
        knock = await fake.said(study.thread, 2)
        assert knock.mentions == [study.ben]
        assert not knock.mention_everyone


async def test_the_newest_prompt_is_pinned_and_only_that(study: Study, fake: FakeDiscord) -> None:
    await study.ana.slash(study.guild, study.room, "group", what="pins", value="on")
    first = await next_prompt(study)
    assert list(study.room.pinned_at) == [first.id]
    mine = await study.ana.write(study.room, "our rules")
    study.room.pinned_at[mine.id] = fake.clock.now()
    second = await next_prompt(study)
    assert set(study.room.pinned_at) == {mine.id, second.id}
    assert not study.ana.dm.messages
