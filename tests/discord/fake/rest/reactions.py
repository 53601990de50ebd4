"""Reactions of the bot, and those of others."""

from __future__ import annotations

from urllib.parse import unquote

from tests.discord.fake.acts.writing import react
from tests.discord.fake.errors import UNKNOWN_EMOJI, ApiError
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.permission import Permission


def add(call: Call) -> Answer:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    emoji = _emoji(call)
    if emoji not in message.reactions:
        call.require(channel, Permission.ADD_REACTIONS)
    react(call.world, call.world.bot, message, emoji)
    return NOTHING


def remove(call: Call) -> Answer:
    message = call.message(call.channel())
    _take(message, _emoji(call), call.user().id if "user_id" in call.request.params else None)
    call.world.tell()
    return NOTHING


def remove_own(call: Call) -> Answer:
    message = call.message(call.channel())
    _take(message, _emoji(call), call.world.bot.id)
    call.world.tell()
    return NOTHING


def clear(call: Call) -> Answer:
    call.message(call.channel(Permission.MANAGE_MESSAGES)).reactions.clear()
    call.world.tell()
    return NOTHING


def people(call: Call) -> Answer:
    message = call.message(call.channel())
    return 200, [one.payload() for one in message.reactions.get(_emoji(call), [])]


def _take(message: Message, emoji: str, user_id: int | None) -> None:
    left = [one for one in message.reactions.get(emoji, []) if one.id != user_id]
    if left and user_id is not None:
        message.reactions[emoji] = left
    else:
        message.reactions.pop(emoji, None)


def _emoji(call: Call) -> str:
    """An emoji itself, or `name:id`; a plain word is none."""
    emoji = unquote(call.request.params["emoji_name"])
    if emoji.isascii() and ":" not in emoji:
        raise ApiError(*UNKNOWN_EMOJI)
    return emoji


BASE = "/channels/{channel_id}/messages/{message_id}/reactions"
ROUTES = {
    f"PUT {BASE}/{{emoji_name}}/@me": add,
    f"DELETE {BASE}/{{emoji_name}}/@me": remove_own,
    f"DELETE {BASE}/{{emoji_name}}/{{user_id}}": remove,
    f"DELETE {BASE}/{{emoji_name}}": remove,
    f"GET {BASE}/{{emoji_name}}": people,
    f"DELETE {BASE}": clear,
}
