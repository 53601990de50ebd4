"""Messages coming, changing and going, with the events that tell of it."""

from __future__ import annotations

from typing import Any

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.event import Event, plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message, MessageType
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.sight import seen
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World


def compose(world: World, channel: Channel, author: User, **given: Any) -> Message:
    """A message that is nowhere yet."""
    return Message(world.ids(), channel, author, world.clock.now(), **given)


def publish(world: World, message: Message) -> Message:
    """Puts it into its channel and tells of it."""
    channel = message.channel
    channel.messages[message.id] = message
    if message.ephemeral:
        world.tell(_about(world, "MESSAGE_CREATE", message))
        return message
    channel.last_message_id = message.id
    if isinstance(channel, Thread):
        channel.sent += 1
        _open_again(world, channel)
    world.tell(_about(world, "MESSAGE_CREATE", message))
    return message


def changed(world: World, message: Message) -> None:
    """Tells of an edit."""
    world.tell(_about(world, "MESSAGE_UPDATE", message))


def remove(world: World, message: Message) -> None:
    """Takes it away for everybody."""
    channel = message.channel
    channel.messages.pop(message.id, None)
    channel.pinned_at.pop(message.id, None)
    message.deleted = True
    data = {"id": str(message.id), "channel_id": str(channel.id)}
    if message.ephemeral:
        world.tell(plain("MESSAGE_DELETE", data, Intent.DIRECT_MESSAGES))
    elif _told(world, channel):
        world.tell(plain("MESSAGE_DELETE", data | of_guild(channel), needed(channel)))


def note(world: World, channel: Channel, author: User, kind: MessageType, **given: Any) -> Message:
    """A system message, as Discord itself writes them."""
    return publish(world, compose(world, channel, author, type=kind, **given))


def of_guild(channel: Channel) -> Json:
    return {"guild_id": str(channel.guild.id)} if channel.guild is not None else {}


def needed(channel: Channel) -> Intent:
    return Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES


def _about(world: World, name: str, message: Message) -> Event | None:
    """Ephemeral messages come as if they were direct ones: no server, no member, that intent."""
    channel = message.channel
    if message.ephemeral:
        return Event(name, lambda _: message.payload(), Intent.DIRECT_MESSAGES)
    if not _told(world, channel):
        return None
    more = of_guild(channel) | {"channel_type": int(channel.type)}
    if channel.guild is not None and message.author.id in channel.guild.members:
        more["member"] = channel.guild.members[message.author.id].bare()

    def data(content: bool) -> Json:
        made = seen(message, world.bot, content=content) | more
        if channel.guild is not None:
            members = channel.guild.members
            made["mentions"] = [
                one | {"member": members[int(one["id"])].bare()}
                for one in made["mentions"]
                if int(one["id"]) in members
            ]
        return made

    return Event(name, data, needed(channel))


def _told(world: World, channel: Channel) -> bool:
    """Whether the bot hears of what happens there."""
    if channel.guild is not None and not channel.guild.joined:
        return False
    return bool(channel.allowed(world.bot) & Permission.VIEW_CHANNEL)


def _open_again(world: World, thread: Thread) -> None:
    """A message in an archived thread opens it, unless it is locked (topics/threads)."""
    if thread.archived and not thread.locked:
        thread.archived = False
        world.tell(plain("THREAD_UPDATE", thread.payload(), Intent.GUILDS))
