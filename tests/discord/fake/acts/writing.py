"""Writing, changing and deleting messages, and reacting to them."""

from __future__ import annotations

import re

from tests.discord.fake.acts.sending import check_sight
from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.world.attachment import attached
from tests.discord.fake.world.channel import NO_MESSAGES, Channel, DirectChannel
from tests.discord.fake.world.message import Message, MessageType
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.posting import changed, compose, of_guild, publish, remove
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World

SPEAKS = Permission.SEND_MESSAGES
PINGED = re.compile(r"<@!?(\d+)>")
PINGED_ROLE = re.compile(r"<@&(\d+)>")


def write(
    world: World,
    user: User,
    channel: Channel,
    text: str,
    reply_to: Message | None,
    *,
    ping: bool,
    files: dict[str, bytes],
) -> Message:
    """A message as a person's client sends it; a reply pings its author unless told not to."""
    _check(world, user, channel)
    made = compose(world, channel, user, content=text)
    made.attachments = [attached(world, name, data) for name, data in files.items()]
    made.mentions = _mentioned(world, channel, text)
    made.mention_roles = [int(one) for one in PINGED_ROLE.findall(text)]
    if reply_to is not None:
        check_sight(user, reply_to)
        made.type, made.replied, made.pings_replied = MessageType.REPLY, reply_to, ping
        made.reference = refer(reply_to)
        if ping and reply_to.author not in made.mentions:
            made.mentions.append(reply_to.author)
    return publish(world, made)


def edit(world: World, user: User, message: Message, text: str) -> Message:
    """One's own message, with other words."""
    check_sight(user, message)
    if message.author is not user:
        raise CannotDo("people edit only their own messages")
    message.content = text
    message.edited_at = world.clock.now()
    above = [message.replied.author] if message.replied and message.pings_replied else []
    named = _mentioned(world, message.channel, text)
    message.mentions = named + [one for one in above if one not in named]
    changed(world, message)
    return message


def delete(world: World, user: User, message: Message) -> None:
    """One's own message, or another's for those who moderate; ephemeral ones for oneself."""
    check_sight(user, message)
    moderates = message.channel.allowed(user) & Permission.MANAGE_MESSAGES
    if user not in (message.author, message.only_for) and not moderates:
        raise CannotDo(f"{user.name} may not delete this")
    remove(world, message)


def react(world: World, user: User, message: Message, emoji: str) -> None:
    """Adds one's reaction."""
    check_sight(user, message)
    people = message.reactions.setdefault(emoji, [])
    if user in people:
        return
    people.append(user)
    channel = message.channel
    private = channel.guild is None
    needs = Intent.DIRECT_MESSAGE_REACTIONS if private else Intent.GUILD_MESSAGE_REACTIONS
    data: Json = of_guild(channel) | {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "message_author_id": str(message.author.id),
        "emoji": {"id": None, "name": emoji},
        "burst": False,
        "type": 0,
    }
    if channel.guild is not None:
        data["member"] = channel.guild.members[user.id].payload()
    world.tell(plain("MESSAGE_REACTION_ADD", data, needs))


def refer(message: Message) -> Json:
    """A message_reference to it."""
    made: Json = {"type": 0, "message_id": str(message.id), "channel_id": str(message.channel.id)}
    return made | of_guild(message.channel)


def _check(world: World, user: User, channel: Channel) -> None:
    if isinstance(channel, DirectChannel) and not world.shares_guild(user):
        raise CannotDo(f"{user.name} shares no server with the bot")
    thread = channel.thread
    may = channel.allowed(user)
    speaks = SPEAKS if thread is None else Permission.SEND_MESSAGES_IN_THREADS
    if channel.gone or not may & Permission.VIEW_CHANNEL or not may & speaks:
        raise CannotDo(f"{user.name} may not write in channel {channel.id}")
    if channel.type in NO_MESSAGES:
        raise CannotDo("nobody writes there")
    if thread is not None and thread.locked:
        raise CannotDo("the thread is locked")


def _mentioned(world: World, channel: Channel, text: str) -> list[User]:
    found = [world.users.get(int(one)) for one in dict.fromkeys(PINGED.findall(text))]
    guild = channel.guild
    return [one for one in found if one and (guild is None or one.id in guild.members)]
