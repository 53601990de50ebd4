"""What the bot gets to read of a message that somebody else wrote."""

from __future__ import annotations

from tests.discord.fake.errors import Json
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.user import User

HIDDEN: dict[str, object] = {"content": "", "embeds": [], "attachments": [], "components": []}


def open_to(message: Message, bot: User) -> bool:
    """Whether it can be read without the content intent.

    Discord's list (gateway: you might not need a privileged intent): what the bot wrote itself,
    direct messages, what mentions the bot, and replies with a ping to a regular message of it;
    replies to its answers to interactions stay closed.
    """
    if message.author is bot or message.channel.guild is None:
        return True
    if any(f"<@{mark}{bot.id}>" in message.content for mark in ("", "!")):
        return True
    asked = message.replied
    return (
        asked is not None
        and asked.author is bot
        and asked.interaction is None
        and message.pings_replied
    )


def seen(message: Message, bot: User, *, content: bool) -> Json:
    """The message as a bot with or without the content intent gets it."""
    made = message.payload()
    if not content and not open_to(message, bot):
        made |= HIDDEN
    above = message.replied
    if made.get("referenced_message") and above and not content and not open_to(above, bot):
        made["referenced_message"] = made["referenced_message"] | HIDDEN
    return made
