"""Messages of a channel: sending, reading, changing, deleting."""

from __future__ import annotations

from typing import Any

from tests.discord.fake.acts.writing import refer
from tests.discord.fake.errors import (
    DM_CLOSED,
    MISSING_PERMISSIONS,
    NO_MUTUAL_GUILD,
    NOT_A_TEXT_CHANNEL,
    NOT_THE_AUTHOR,
    REPLY_NEEDS_HISTORY,
    SYSTEM_MESSAGE,
    THREAD_ARCHIVED,
    ApiError,
    Json,
    invalid_form,
)
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.rest.draft import check_new, fill, permitted, revise
from tests.discord.fake.world.channel import NO_MESSAGES, Channel, DirectChannel
from tests.discord.fake.world.message import SYSTEM, Message, MessageType
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.posting import changed, compose, publish, remove

BULK_DAYS = 14


def send(call: Call) -> Answer:
    channel = call.channel()
    check_can_send(call, channel)
    check_new(call, call.body)
    body = permitted(call, channel, call.body, new=True)
    again = _same_nonce(call, channel)
    if again is not None:
        return 200, call.shown(again)
    made = compose(call.world, channel, call.world.bot)
    _refer(call, made)
    fill(call, made, body)
    made.nonce = call.body.get("nonce")
    publish(call.world, made)
    if made.nonce is not None:
        call.world.nonces[channel.id, str(made.nonce)] = made
    return 200, call.shown(made)


def check_can_send(call: Call, channel: Channel) -> None:
    """Raises what keeps the bot from writing there."""
    if channel.type in NO_MESSAGES:
        raise ApiError(*NOT_A_TEXT_CHANNEL)
    if isinstance(channel, DirectChannel):
        _check_open(call, channel)
        return
    threaded = channel.thread is not None
    speaks = Permission.SEND_MESSAGES_IN_THREADS if threaded else Permission.SEND_MESSAGES
    call.require(channel, speaks)
    thread = channel.thread
    moderates = channel.allowed(call.world.bot) & Permission.MANAGE_THREADS
    if thread is not None and thread.locked and not moderates:
        raise ApiError(*(THREAD_ARCHIVED if thread.archived else MISSING_PERMISSIONS))


def listed(call: Call) -> Answer:
    """Newest first; nothing without the right to read history."""
    channel = call.channel()
    if not channel.allowed(call.world.bot) & Permission.READ_MESSAGE_HISTORY:
        return 200, []
    limit = int(call.query.get("limit", "50"))
    if not 1 <= limit <= 100:
        words = "int value should be between 1 and 100."
        raise invalid_form("limit", "NUMBER_TYPE_MAX", words)
    every = [one for one in channel.messages.values() if not one.ephemeral]
    return 200, [call.shown(one) for one in _page(every, call.query, limit)]


def one(call: Call) -> Answer:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return 200, call.shown(call.message(channel))


def edit(call: Call) -> Answer:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        raise ApiError(*NOT_THE_AUTHOR)
    if channel.thread is not None and channel.thread.archived:
        raise ApiError(*THREAD_ARCHIVED)
    if isinstance(channel, DirectChannel):
        _check_open(call, channel)
    revise(call, message, permitted(call, channel, call.body, new=False))
    changed(call.world, message)
    return 200, call.shown(message)


def delete(call: Call) -> Answer:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        if channel.guild is None:
            raise _not_in_dm()
        call.require(channel, Permission.MANAGE_MESSAGES)
    if message.type is MessageType.THREAD_STARTER:
        raise ApiError(*SYSTEM_MESSAGE)
    remove(call.world, message)
    return NOTHING


def delete_many(call: Call) -> Answer:
    channel = call.channel(Permission.MANAGE_MESSAGES)
    numbers = [int(one) for one in call.body["messages"]]
    if not 2 <= len(numbers) <= 100:
        words = "You must provide at least 2 and at most 100 messages"
        raise invalid_form("messages", "BASE_TYPE_BAD_LENGTH", words)
    for number in numbers:
        if number in channel.messages:
            remove(call.world, channel.messages[number])
    return NOTHING


def typing(call: Call) -> Answer:
    check_can_send(call, call.channel())
    return NOTHING


def open_dm(call: Call) -> Answer:
    person = call.world.users.get(int(call.body["recipient_id"]))
    if person is None or person is call.world.bot:
        raise invalid_form("recipient_id", "USER_INVALID", "Invalid Recipient(s)")
    return 200, call.world.conversation(person).payload()


def _check_open(call: Call, channel: DirectChannel) -> None:
    person = channel.person
    if person.shuts == 50278 or not call.world.shares_guild(person):
        raise ApiError(*NO_MUTUAL_GUILD)
    if person.shuts is not None:
        raise ApiError(*DM_CLOSED)


def _same_nonce(call: Call, channel: Channel) -> Message | None:
    nonce = call.body.get("nonce")
    if nonce is None or not call.body.get("enforce_nonce"):
        return None
    found = call.world.nonces.get((channel.id, str(nonce)))
    if found is None or call.world.clock.since(found.sent_at) > call.world.nonce_window_s:
        return None
    return found


def _refer(call: Call, made: Message) -> None:
    asked: Json | None = call.body.get("message_reference")
    if asked is None:
        return
    channel = made.channel
    if not channel.allowed(call.world.bot) & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(*REPLY_NEEDS_HISTORY)
    found = channel.messages.get(int(asked["message_id"]))
    if found is not None and found.type in SYSTEM:
        raise _bad_reference("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "to a system message")
    if found is not None and not found.ephemeral:
        made.type, made.replied, made.reference = MessageType.REPLY, found, refer(found)
    elif asked.get("fail_if_not_exists", True):
        raise _bad_reference("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")


def _bad_reference(code: str, words: str) -> ApiError:
    return invalid_form("message_reference", code, words)


def _not_in_dm() -> ApiError:
    return ApiError(403, 50003, "Cannot execute action on a DM channel")


def _page(every: list[Message], query: dict[str, Any], limit: int) -> list[Message]:
    """After Discord: `after` takes the oldest beyond it, all else the newest; newest first."""
    numbers = {key: int(query[key]) for key in ("before", "after", "around") if key in query}
    if "around" in numbers:
        older = [one for one in every if one.id < numbers["around"]][-(limit // 2) :]
        newer = [one for one in every if one.id >= numbers["around"]]
        kept = older + newer[: limit - len(older)]
    elif "after" in numbers:
        kept = [one for one in every if one.id > numbers["after"]][:limit]
    elif "before" in numbers:
        kept = [one for one in every if one.id < numbers["before"]][-limit:]
    else:
        kept = every[-limit:]
    return kept[::-1]


BASE = "/channels/{channel_id}"
ROUTES = {
    f"POST {BASE}/messages": send,
    f"GET {BASE}/messages": listed,
    f"GET {BASE}/messages/{{message_id}}": one,
    f"PATCH {BASE}/messages/{{message_id}}": edit,
    f"DELETE {BASE}/messages/{{message_id}}": delete,
    f"POST {BASE}/messages/bulk-delete": delete_many,
    f"POST {BASE}/typing": typing,
    "POST /users/@me/channels": open_dm,
}
