"""Threads and forum posts."""

from __future__ import annotations

from tests.discord.fake.acts.writing import refer
from tests.discord.fake.clock import iso
from tests.discord.fake.errors import (
    MISSING_PERMISSIONS,
    NOT_ON_DM,
    TAG_REQUIRED,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MEMBER,
    WRONG_CHANNEL_TYPE,
    ApiError,
    Json,
    invalid_form,
)
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.rest.draft import check_new, fill, permitted
from tests.discord.fake.world.channel import ChannelType, GuildChannel
from tests.discord.fake.world.message import MessageFlag, MessageType
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.posting import changed, compose, note, publish
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.threading import joined, started

REQUIRE_TAG = 1 << 4
PARENTS = (ChannelType.TEXT, ChannelType.NEWS)


def from_message(call: Call) -> Answer:
    """The thread has its message's id."""
    channel = _parent(call, PARENTS)
    call.require(channel, Permission.CREATE_PUBLIC_THREADS, Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if message.thread is not None:
        raise ApiError(*THREAD_EXISTS)
    thread = _new(call, channel, message.id)
    message.thread = thread
    message.flags |= MessageFlag.HAS_THREAD
    started(call.world, thread)
    changed(call.world, message)
    note(
        call.world,
        thread,
        call.world.bot,
        MessageType.THREAD_STARTER,
        reference=refer(message),
        replied=message,
    )
    return 201, thread.payload() | {"member": thread.seat(call.world.bot)}


def create(call: Call) -> Answer:
    """In a forum a post with its first message, elsewhere a thread of its own."""
    channel = _parent(call, (*PARENTS, ChannelType.FORUM))
    if channel.type is ChannelType.FORUM:
        return _post(call, channel)
    kind = ChannelType(call.body.get("type") or ChannelType.PRIVATE_THREAD)
    private = kind is ChannelType.PRIVATE_THREAD
    needs = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    call.require(channel, needs)
    thread = _new(call, channel, call.world.ids(), kind)
    started(call.world, thread)
    if not private:
        note(
            call.world,
            channel,
            call.world.bot,
            MessageType.THREAD_CREATED,
            content=thread.name,
            reference={"channel_id": str(thread.id), "guild_id": str(thread.guild.id), "type": 0},
            thread=thread,
        )
    return 201, thread.payload() | {"member": thread.seat(call.world.bot)}


def archived(call: Call) -> Answer:
    """Newest archived first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    every = [
        one
        for one in _of(call, channel.id)
        if one.archived and one.type is ChannelType.PUBLIC_THREAD
    ]
    every.sort(key=lambda one: iso(one.archived_at or one.made_at), reverse=True)
    if before := call.query.get("before"):
        every = [one for one in every if iso(one.archived_at or one.made_at) < before]
    limit = int(call.query.get("limit", "50"))
    return 200, _list(call, every[:limit]) | {"has_more": len(every) > limit}


def archived_private(call: Call) -> Answer:
    call.channel(Permission.READ_MESSAGE_HISTORY)
    return 200, {"threads": [], "members": [], "has_more": False}


def active(call: Call) -> Answer:
    guild = call.guild()
    bot = call.world.bot
    seen = [one for one in guild.threads.values() if one.allowed(bot) & Permission.VIEW_CHANNEL]
    return 200, _list(call, [one for one in seen if not one.archived]) | {"has_more": False}


def join(call: Call) -> Answer:
    thread = _thread(call)
    joined(call.world, thread, call.user("user_id") if _named(call) else call.world.bot)
    return NOTHING


def leave(call: Call) -> Answer:
    thread = _thread(call)
    thread.joined.pop((call.user() if _named(call) else call.world.bot).id, None)
    return NOTHING


def members(call: Call) -> Answer:
    thread = _thread(call)
    return 200, [thread.seat(call.world.users[one]) for one in thread.joined]


def member(call: Call) -> Answer:
    thread = _thread(call)
    user = call.user()
    if user.id not in thread.joined:
        raise ApiError(*UNKNOWN_MEMBER)
    return 200, thread.seat(user)


def _post(call: Call, channel: GuildChannel) -> Answer:
    body: Json = call.body
    if "message" not in body:
        raise invalid_form("message", "BASE_TYPE_REQUIRED", "This field is required")
    call.require(channel, Permission.SEND_MESSAGES)
    check_new(call, body["message"])
    said = permitted(call, channel, body["message"], new=True)
    tags = [str(one) for one in body.get("applied_tags") or []]
    known = {one["id"] for one in channel.tags}
    if not set(tags) <= known or len(tags) > 5:
        raise invalid_form("applied_tags", "BASE_TYPE_CHOICES", "Unknown tag")
    if channel.flags & REQUIRE_TAG and not tags:
        raise ApiError(*TAG_REQUIRED)
    number = call.world.ids()
    thread = _new(call, channel, number)
    thread.tags = tags
    first = compose(call.world, thread, call.world.bot)
    first.id = number
    fill(call, first, said)
    started(call.world, thread)
    publish(call.world, first)
    made = thread.payload() | {"member": thread.seat(call.world.bot)}
    return 201, made | {"message": call.shown(first)}


def _new(
    call: Call,
    channel: GuildChannel,
    number: int,
    kind: ChannelType = ChannelType.PUBLIC_THREAD,
) -> Thread:
    world, body = call.world, call.body
    name = body["name"]
    if not 1 <= len(name) <= 100:
        words = "Must be between 1 and 100 in length."
        raise invalid_form("name", "BASE_TYPE_BAD_LENGTH", words)
    made = Thread(number, kind, channel, name, world.bot, world.clock.now())
    made.archive_minutes = body.get("auto_archive_duration") or made.archive_minutes
    made.slowmode = body.get("rate_limit_per_user") or 0
    made.joined[world.bot.id] = world.clock.now()
    return made


def _parent(call: Call, kinds: tuple[ChannelType, ...]) -> GuildChannel:
    channel = call.channel()
    if channel.guild is None:
        raise ApiError(*NOT_ON_DM)
    if not isinstance(channel, GuildChannel) or channel.type not in kinds:
        raise ApiError(*WRONG_CHANNEL_TYPE)
    return channel


def _thread(call: Call) -> Thread:
    channel = call.channel()
    if not isinstance(channel, Thread):
        raise ApiError(*UNKNOWN_CHANNEL)
    if channel.archived:
        raise ApiError(*THREAD_ARCHIVED)
    if channel.type is ChannelType.PRIVATE_THREAD and call.world.bot.id not in channel.joined:
        raise ApiError(*MISSING_PERMISSIONS)
    return channel


def _named(call: Call) -> bool:
    return "user_id" in call.request.params


def _of(call: Call, channel_id: int) -> list[Thread]:
    every = call.world.channels.values()
    found = [one for one in every if isinstance(one, Thread) and one.parent.id == channel_id]
    return [one for one in found if not one.gone]


def _list(call: Call, threads: list[Thread]) -> Json:
    bot = call.world.bot
    seats = [one.seat(bot) for one in threads if bot.id in one.joined]
    return {"threads": [one.payload() for one in threads], "members": seats}


BASE = "/channels/{channel_id}"
ROUTES = {
    f"POST {BASE}/messages/{{message_id}}/threads": from_message,
    f"POST {BASE}/threads": create,
    f"GET {BASE}/threads/archived/public": archived,
    f"GET {BASE}/threads/archived/private": archived_private,
    f"GET {BASE}/users/@me/threads/archived/private": archived_private,
    "GET /guilds/{guild_id}/threads/active": active,
    f"GET {BASE}/thread-members": members,
    f"PUT {BASE}/thread-members/@me": join,
    f"DELETE {BASE}/thread-members/@me": leave,
    f"GET {BASE}/thread-members/{{user_id}}": member,
    f"PUT {BASE}/thread-members/{{user_id}}": join,
    f"DELETE {BASE}/thread-members/{{user_id}}": leave,
}
