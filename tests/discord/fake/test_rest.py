"""Messages, threads, pins and servers over REST, as the real library asks for them."""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import Any

import discord
import pytest

from tests.discord.fake import CannotDo, FakeDiscord
from tests.discord.fake.person import Person
from tests.discord.fake.tiny import TinyBot, running
from tests.discord.fake.world.channel import GuildChannel
from tests.discord.fake.world.guild import Guild


@pytest.fixture
def ana(fake: FakeDiscord) -> Person:
    return fake.user("Ana")


@pytest.fixture
def study(fake: FakeDiscord, ana: Person) -> Guild:
    return fake.guild("Study", owner=ana)


@pytest.fixture
def room(fake: FakeDiscord, study: Guild) -> GuildChannel:
    return fake.text(study, "practice")


def text_channel(bot: TinyBot, room: GuildChannel) -> discord.TextChannel:
    found = bot.get_channel(room.id)
    assert isinstance(found, discord.TextChannel)
    return found


async def test_a_message_is_sent_changed_and_deleted(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        embed = discord.Embed(title="Today", description="A question", colour=0x112233)
        embed.add_field(name="Topic", value="ai").set_footer(text="Rounds")
        sent = await channel.send("hello", embed=embed, file=discord.File(BytesIO(b"x"), "a.txt"))
        kept = room.messages[sent.id]
        assert kept.text == "hello\nToday\nA question\nTopic\nai\nRounds\na.txt"
        assert await sent.attachments[0].read() == b"x"
        edited = await sent.edit(content="bye", embed=None, attachments=[])
        assert (edited.content, kept.text) == ("bye", "bye")
        await sent.add_reaction("✅")
        assert [one.name for one in kept.reactions["✅"]] == ["rounds"]
        await sent.remove_reaction("✅", discord.Object(fake.bot.id))
        assert not kept.reactions
        theirs = await ana.write(room, "mine", reply_to=kept)
        answer = await channel.send("yours", reference=channel.get_partial_message(theirs.id))
        assert room.messages[answer.id].replied is theirs
        assert await fake.answer(theirs) is room.messages[answer.id]
        await sent.delete()
        assert kept.deleted
        with pytest.raises(discord.NotFound) as refused:
            await channel.fetch_message(sent.id)
        assert refused.value.code == 10008


async def test_layouts_come_back_and_their_buttons_work(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        view = discord.ui.LayoutView(timeout=None)
        answer = discord.ui.Button[discord.ui.LayoutView](label="Answer", custom_id="card:answer")
        section = discord.ui.Section("### Today", "A question", accessory=answer)
        small = discord.ui.TextDisplay[discord.ui.LayoutView]("-# by Rounds")
        view.add_item(discord.ui.Container(section, discord.ui.Separator(), small))
        view.stop()
        sent = await text_channel(bot, room).send(view=view)
        kept = room.messages[sent.id]
        assert kept.text == "### Today\nA question\nAnswer\n-# by Rounds"
        assert (await ana.press(kept, "Answer")).modal is not None
        view.clear_items().add_item(discord.ui.TextDisplay("over"))
        await sent.edit(view=view)
        assert kept.text == "over"


async def test_history_goes_both_ways(fake: FakeDiscord, room: GuildChannel) -> None:
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        sent = [await channel.send(str(number)) for number in range(7)]
        newest = [one.content async for one in channel.history(limit=3)]
        assert newest == ["6", "5", "4"]
        after = [one.content async for one in channel.history(after=sent[4])]
        assert after == ["5", "6"]
        before = [one.content async for one in channel.history(before=sent[2])]
        assert before == ["1", "0"]
        around = [one.content async for one in channel.history(around=sent[3], limit=3)]
        assert sorted(around) == ["2", "3", "4"]
        fake.revoke("read_message_history", room)
        assert [one async for one in channel.history()] == []


async def test_the_same_nonce_makes_one_message(fake: FakeDiscord, room: GuildChannel) -> None:
    """For some minutes; discord.py sets `enforce_nonce` with every nonce."""
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        first = await channel.send("once", nonce="a-day-in-march")
        again = await channel.send("once", nonce="a-day-in-march")
        assert first.id == again.id
        assert first.nonce == "a-day-in-march"
        fake.clock.shift(fake.world.nonce_window_s + 1)
        late = await channel.send("once", nonce="a-day-in-march")
        assert late.id != first.id
        with pytest.raises(discord.HTTPException):
            await channel.send("x", nonce="n" * 26)
        assert fake.violations.pop().endswith("}")
        assert not fake.violations


async def test_threads_of_messages_and_of_their_own(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        posting = await channel.send("Today's question")
        thread = await posting.create_thread(name="Answers", auto_archive_duration=1440)
        assert thread.id == posting.id
        kept = room.messages[posting.id].thread
        assert kept is not None
        await thread.send("write here")
        with pytest.raises(discord.HTTPException) as refused:
            await posting.create_thread(name="again")
        assert refused.value.code == 160004
        said = await ana.write(kept, "my answer")
        await fake.until(lambda: said.id in [one.id for one in bot.heard])
        await thread.edit(archived=True)
        with pytest.raises(CannotDo, match="archived"):
            await ana.slash(room.guild, kept, "practice")
        await ana.write(kept, "late")
        assert not kept.archived, "a message opens an archived thread"
        other = await channel.create_thread(name="Talk", type=discord.ChannelType.public_thread)
        assert other.id != posting.id
        fake.archive(kept)
        gone = [one.id async for one in channel.archived_threads()]
        assert gone == [kept.id]
        assert [one.id for one in await channel.guild.active_threads()] == [other.id]
        assert any(one.type is discord.MessageType.thread_created for one in bot.heard)


async def test_forum_posts(fake: FakeDiscord, study: Guild) -> None:
    forum = fake.forum(study, "questions", ["daily"], tag_required=True)
    async with running(fake) as bot:
        channel = bot.get_channel(forum.id)
        assert isinstance(channel, discord.ForumChannel)
        with pytest.raises(discord.HTTPException) as refused:
            await channel.create_thread(name="Monday", content="What would you ask?")
        assert refused.value.code == 40067
        made = await channel.create_thread(
            name="Monday", content="What would you ask?", applied_tags=channel.available_tags
        )
        assert made.thread.id == made.message.id
        kept = study.threads[made.thread.id]
        assert kept.messages[made.message.id].text == "What would you ask?"
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.request(
                discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=forum.id),
                json={"content": "x"},
            )
        assert refused.value.code == 50008


async def test_pins_need_their_own_permission(
    fake: FakeDiscord, ana: Person, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        posting = await channel.send("Today's question")
        await posting.pin()
        assert room.messages[posting.id].pinned
        assert [one.id async for one in channel.pins()] == [posting.id]
        await fake.until(lambda: bot.heard[-1].type is discord.MessageType.pins_add)
        await posting.unpin()
        assert not room.pinned_at
        fake.revoke("pin_messages", room)
        with pytest.raises(discord.Forbidden) as refused:
            await posting.pin()
        assert refused.value.code == 50013


async def test_closed_direct_messages(fake: FakeDiscord, ana: Person, study: Guild) -> None:
    async with running(fake) as bot:
        person = await bot.fetch_user(ana.id)
        await person.send("hello")
        assert ana.dm.last.text == "hello"
        ana.close_dms()
        with pytest.raises(discord.Forbidden) as refused:
            await person.send("hello?")
        assert refused.value.code == 50007
        ana.open_dms()
        fake.remove_guild(study)
        with pytest.raises(discord.Forbidden) as refused:
            await person.send("anybody?")
        assert refused.value.code == 50278


async def test_missing_rights_and_channels(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    async with running(fake) as bot:
        channel = text_channel(bot, room)

        async def code() -> int:
            with pytest.raises(discord.HTTPException) as refused:
                await channel.send(embed=discord.Embed(title="y"))
            return refused.value.code

        fake.revoke("embed_links", room)
        assert await code() == 50013
        bare = await channel.send("x", embed=discord.Embed(title="y"))
        assert bare.embeds == [], "beside other content they are silently left out"
        fake.revoke("send_messages", room)
        assert await code() == 50013
        fake.revoke("view_channel", room)
        assert await code() == 50001
        fake.grant("view_channel", room)
        fake.delete_channel(room)
        assert await code() == 10003
        fake.remove_guild(study)
        with pytest.raises(discord.NotFound):
            await bot.fetch_guild(study.id)
        with pytest.raises(discord.Forbidden):
            await bot.http.get_all_guild_channels(study.id)


async def test_only_who_is_allowed_is_pinged(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    learners = fake.role(study, "learners", mentionable=True)
    async with running(fake) as bot:
        channel = text_channel(bot, room)
        text = f"@everyone {ana.mention} {learners.mention}"
        quiet = await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
        kept = room.messages[quiet.id]
        assert (kept.mentions, kept.mention_roles, kept.mention_everyone) == ([], [], False)
        some = discord.AllowedMentions(everyone=True, users=False, roles=[learners])
        kept = room.messages[(await channel.send(text, allowed_mentions=some)).id]
        assert (kept.mentions, kept.mention_roles) == ([], [learners.id])
        assert not kept.mention_everyone, "the bot may not"


async def test_servers_and_members_are_fetched(
    fake: FakeDiscord, ana: Person, study: Guild, room: GuildChannel
) -> None:
    host = fake.role(study, "host", "manage_guild")
    ben = fake.user("Ben")
    fake.member(study, ben, host, nick="Benny")
    async with running(fake) as bot:
        guild = await bot.fetch_guild(study.id)
        assert guild.approximate_member_count == 3
        member = await guild.fetch_member(ben.id)
        assert (member.display_name, [one.id for one in member.roles][1:]) == ("Benny", [host.id])
        assert {one.name for one in await guild.fetch_roles()} == {"@everyone", "Rounds", "host"}
        assert [one.id for one in await guild.fetch_channels()] == [room.id]
        assert [one.name async for one in bot.fetch_guilds()] == ["Study"]
        with pytest.raises(discord.NotFound) as refused:
            await guild.fetch_member(fake.user("Cem").id)
        assert refused.value.code == 10007
        me = await bot.http.edit_my_member(study.id, nick="Coach")
        assert me["nick"] == "Coach"


async def test_commands_are_kept_by_scope(fake: FakeDiscord, study: Guild) -> None:
    async with running(fake) as bot:
        first = {one.name: one.id for one in await bot.tree.fetch_commands()}
        assert set(first) == {"practice", "slow", "silent", "survey", "Grade as my answer", "mock"}
        again = {one.name: one.id for one in await bot.tree.sync()}
        assert again == first, "the same names keep their ids"
        bot.tree.copy_global_to(guild=discord.Object(study.id))
        await bot.tree.sync(guild=discord.Object(study.id))
        assert len(fake.world.commands.all(study.id)) == 6
        fake.world.commands.creates_left = 0
        await bot.tree.sync()
        payload: Any = {"name": "more", "description": "x", "type": 1}
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.upsert_global_command(fake.bot.id, payload)
        assert refused.value.code == 30034


async def test_too_late_and_twice(fake: FakeDiscord, ana: Person, room: GuildChannel) -> None:
    """40060 for a second answer, 10062 after three seconds, 50027 after fifteen minutes."""
    codes: list[int] = []
    async with running(fake) as bot:

        async def on_interaction(interaction: discord.Interaction) -> None:
            for _ in range(2):
                await asyncio.sleep(0)
                interaction.response._response_type = None
                try:
                    await interaction.response.send_message("me too")
                except discord.HTTPException as refused:
                    codes.append(refused.code)
            fake.clock.shift(15 * 60)
            try:
                await interaction.followup.send("at last")
            except discord.HTTPException as refused:
                codes.append(refused.code)

        bot.tree.remove_command("silent")
        bot.on_interaction = on_interaction  # type: ignore[attr-defined]
        await ana.slash(room.guild, room, "silent")
        await fake.until(lambda: len(codes) == 2)
        assert codes == [40060, 50027]
        fake.clock.shift(-15 * 60)
        fake.world.answer_within_s = -1
        await ana.slash(room.guild, room, "silent")
        await fake.until(lambda: len(codes) > 3)
        assert codes[2:4] == [10062, 10062]
