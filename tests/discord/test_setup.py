"""Setting up by buttons and lists alone, from an empty server to the first prompt."""

from __future__ import annotations

from pathlib import Path

from bot.refusals.groups import HOSTS_ONLY
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.rounds import posting_in, public, rounds


def a_server(fake: FakeDiscord) -> tuple[Person, Guild, GuildChannel]:
    ana = fake.user("Ana")
    guild = fake.guild("Study", owner=ana, members=[fake.user("Ben")])
    return ana, guild, fake.text(guild, "practice")


async def shown(done: Exchange) -> Message:
    """What it says after a press: in time, to this person alone."""
    assert done.acknowledged
    return await done.settled()


async def through(ana: Person, guild: Guild, room: GuildChannel, target: GuildChannel) -> Message:
    """From the command to the summary."""
    step = await shown(await ana.slash(guild, room, "setup"))
    assert "step 1 of 5" in step.text
    step = await shown(await ana.select(step, "Choose the channel", [target]))
    assert "step 2 of 5" in step.text
    step = await shown(await ana.select(step, "Choose a time", ["09:00"]))
    assert "step 3 of 5" in step.text
    form = await ana.press(step, "Another zone")
    assert form.modal is not None
    step = await shown(await ana.submit(form, {"zone": "Atlantis/Deep"}))
    assert "no time zone" in step.text
    assert "step 3 of 5" in step.text
    form = await ana.press(step, "Another zone")
    step = await shown(await ana.submit(form, {"zone": "Europe/Berlin"}))
    assert "step 4 of 5" in step.text
    step = await shown(await ana.select(step, "Choose the days", ["Every day"]))
    assert "step 5 of 5" in step.text
    step = await shown(await ana.press(step, "Private feedback"))
    assert "Ready to start" in step.text
    assert target.mention in step.text
    assert "Europe/Berlin" in step.text
    return step


async def test_from_nothing_to_the_first_prompt(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    async with rounds(fake, tmp_path):
        await fake.synced()
        ready = await through(ana, guild, room, room)
        assert not public(fake, room)
        started = await shown(await ana.press(ready, "Try it and start"))
        assert "Started" in started.text
        assert "does not work" not in started.text
        assert not public(fake, room), "the dry run is gone"
        assert not [one for one in guild.threads.values() if not one.archived]
        done = await ana.press(started, "Post one now")
        assert done.acknowledged
        posted = await fake.until(lambda: posting_in(fake, room))
        await fake.until(lambda: posted is not None and posted.thread)


async def test_a_dry_run_that_fails_and_the_next_one(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    fake.revoke("create_public_threads", room)
    async with rounds(fake, tmp_path) as bot:
        await fake.synced()
        ready = await through(ana, guild, room, room)
        failed = await shown(await ana.press(ready, "Try it and start"))
        assert "Not started yet" in failed.text
        assert "Create Public Threads" in failed.text
        assert (await bot.core.homes("discord"))[0][0].paused
        fake.grant("create_public_threads", room)
        started = await shown(await ana.press(failed, "Try again"))
        assert "Started" in started.text
        assert not (await bot.core.homes("discord"))[0][0].paused
        assert not public(fake, room)


async def test_another_channel_after_a_failed_dry_run(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    hidden = fake.text(guild, "secret")
    fake.hide(hidden, ana)
    async with rounds(fake, tmp_path):
        await fake.synced()
        ready = await through(ana, guild, room, hidden)
        failed = await shown(await ana.press(ready, "Try it and start"))
        assert "View Channel" in failed.text
        changed = await shown(await ana.select(failed, "Change the channel", [room]))
        assert "Saved" in changed.text
        started = await shown(await ana.press(changed, "Try it and start"))
        assert "Started" in started.text


async def test_a_restart_between_two_steps(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    async with rounds(fake, tmp_path):
        await fake.synced()
        step = await shown(await ana.slash(guild, room, "setup"))
    async with rounds(fake, tmp_path):
        step = await shown(await ana.select(step, "Choose the channel", [room]))
        form = await ana.press(step, "Another time")
    async with rounds(fake, tmp_path):
        step = await shown(await ana.submit(form, {"time": "half past nine"}))
        assert "step 2 of 5" in step.text
        form = await ana.press(step, "Another time")
        step = await shown(await ana.submit(form, {"time": "9:30"}))
        assert "step 3 of 5" in step.text


async def test_all_at_once(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    async with rounds(fake, tmp_path):
        await fake.synced()
        done = await ana.slash(
            guild,
            room,
            "setup",
            channel=room,
            time="7pm",
            zone="Europe/Berlin",
            days="mon-fri",
            feedback="thread",
            name="Night owls",
        )
        assert "Ready to start: Night owls" in done.text
        assert "19:00" in done.text
        ready = done.messages[0]
        assert "Started" in (await shown(await ana.press(ready, "Try it and start"))).text


async def test_who_may_not_is_refused_and_nothing_is_founded(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    ana, guild, room = a_server(fake)
    ben = next(one.user for one in guild.members.values() if one.user.name == "ben")
    assert isinstance(ben, Person)
    async with rounds(fake, tmp_path) as bot:
        await fake.synced()
        refused = await ben.slash(guild, room, "setup", forced=True)
        assert refused.ephemeral
        assert "no study group here yet" in refused.text
        assert not await bot.core.homes("discord")
        before = await ben.slash(guild, room, "daily")
        assert "no study group here yet" in before.text
        ready = await through(ana, guild, room, room)
        assert ready.only_for is ana
        again = await ben.slash(guild, room, "setup", forced=True)
        assert HOSTS_ONLY in again.text


async def test_a_second_group_in_the_same_server(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    other = fake.text(guild, "evening")
    async with rounds(fake, tmp_path) as bot:
        await fake.synced()
        await shown(await ana.press(await through(ana, guild, room, room), "Try it and start"))
        done = await ana.slash(guild, room, "setup", channel=other, name="Evening")
        assert "step 2" in done.text or "Evening" in done.text
        homes = await bot.core.homes("discord")
        assert {place.channel for _, place in homes} == {str(room.id), str(other.id)}
        taken = await ana.slash(guild, other, "setup", channel=room)
        assert "belongs to the group" in taken.text


async def test_a_role_that_cannot_be_called_is_told(fake: FakeDiscord, tmp_path: Path) -> None:
    ana, guild, room = a_server(fake)
    role = fake.role(guild, "owls")
    async with rounds(fake, tmp_path):
        await fake.synced()
        await ana.slash(guild, room, "setup", channel=room, ping=role)
        failed = await shown(await ana.slash(guild, room, "setup", do="check"))
        assert "make the role mentionable" in failed.text
        loud = fake.role(guild, "loud owls", mentionable=True)
        await ana.slash(guild, room, "setup", ping=loud)
        works = await shown(await ana.slash(guild, room, "setup", do="check"))
        assert "does not work" not in works.text
    assert not [one for one in fake.world.channels[room.id].messages.values() if one.mention_roles]
