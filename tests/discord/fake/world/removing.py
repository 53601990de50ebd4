"""Channels, threads and servers going away from the bot."""

from __future__ import annotations

from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.world.channel import Channel, GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.world import World


def remove_channel(world: World, channel: Channel) -> None:
    """Deletes a channel with its threads, or a thread."""
    guild = channel.guild
    assert guild is not None
    channel.gone = True
    if isinstance(channel, Thread):
        guild.threads.pop(channel.id, None)
        data = {
            "id": str(channel.id),
            "guild_id": str(guild.id),
            "parent_id": str(channel.parent.id),
            "type": int(channel.type),
        }
        world.tell(plain("THREAD_DELETE", data, Intent.GUILDS))
    elif isinstance(channel, GuildChannel):
        for thread in [one for one in guild.threads.values() if one.parent is channel]:
            thread.gone = True
            del guild.threads[thread.id]
        guild.channels.pop(channel.id, None)
        world.tell(plain("CHANNEL_DELETE", channel.payload(), Intent.GUILDS))


def remove_bot(world: World, guild: Guild) -> None:
    """The bot is put out of a server, or leaves it."""
    guild.joined = False
    guild.members.pop(world.bot.id, None)
    world.tell(plain("GUILD_DELETE", {"id": str(guild.id)}, Intent.GUILDS))
