"""Channels and threads themselves: reading, changing, deleting, overwrites."""

from __future__ import annotations

from tests.discord.fake.errors import (
    MISSING_PERMISSIONS,
    NOT_ON_DM,
    THREAD_ARCHIVED,
    ApiError,
    Json,
)
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.world.channel import Channel, GuildChannel
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.removing import remove_channel
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.threading import updated


def one(call: Call) -> Answer:
    return 200, call.channel().payload()


def edit(call: Call) -> Answer:
    channel = call.channel()
    if isinstance(channel, Thread):
        _edit_thread(call, channel)
    elif isinstance(channel, GuildChannel):
        _edit_channel(call, channel)
    else:
        raise ApiError(*NOT_ON_DM)
    return 200, channel.payload()


def delete(call: Call) -> Answer:
    channel = call.channel()
    if channel.guild is None:
        return 200, channel.payload()
    threaded = channel.thread is not None
    call.require(channel, Permission.MANAGE_THREADS if threaded else Permission.MANAGE_CHANNELS)
    remove_channel(call.world, channel)
    return 200, channel.payload()


def overwrite(call: Call) -> Answer:
    channel = _guild_channel(call)
    allow, deny = (int(call.body.get(key) or 0) for key in ("allow", "deny"))
    channel.overwrites[call.number("overwrite_id")] = (allow, deny)
    _tell(call, channel)
    return NOTHING


def remove_overwrite(call: Call) -> Answer:
    channel = _guild_channel(call)
    channel.overwrites.pop(call.number("overwrite_id"), None)
    _tell(call, channel)
    return NOTHING


def _edit_thread(call: Call, thread: Thread) -> None:
    """Its owner may archive and rename; locking, and what is locked, is for moderators."""
    body: Json = call.body
    may = thread.allowed(call.world.bot)
    moderates = bool(may & Permission.MANAGE_THREADS)
    if not moderates and ("locked" in body or thread.locked or thread.owner is not call.world.bot):
        raise ApiError(*MISSING_PERMISSIONS)
    opens = body.get("archived") is False
    if thread.archived and not opens:
        raise ApiError(*THREAD_ARCHIVED)
    if "archived" in body and body["archived"] != thread.archived:
        thread.archived = body["archived"]
        thread.archived_at = call.world.clock.now()
    thread.locked = body.get("locked", thread.locked)
    thread.name = body.get("name", thread.name)
    thread.archive_minutes = body.get("auto_archive_duration") or thread.archive_minutes
    thread.tags = [str(one) for one in body.get("applied_tags", thread.tags)]
    updated(call.world, thread)


def _edit_channel(call: Call, channel: GuildChannel) -> None:
    call.require(channel, Permission.MANAGE_CHANNELS)
    channel.name = call.body.get("name", channel.name)
    channel.topic = call.body.get("topic", channel.topic)
    _tell(call, channel)


def _guild_channel(call: Call) -> GuildChannel:
    channel: Channel = call.channel(Permission.MANAGE_ROLES)
    if not isinstance(channel, GuildChannel):
        raise ApiError(*NOT_ON_DM)
    return channel


def _tell(call: Call, channel: GuildChannel) -> None:
    call.world.tell(plain("CHANNEL_UPDATE", channel.payload(), Intent.GUILDS))


BASE = "/channels/{channel_id}"
ROUTES = {
    f"GET {BASE}": one,
    f"PATCH {BASE}": edit,
    f"DELETE {BASE}": delete,
    f"PUT {BASE}/permissions/{{overwrite_id}}": overwrite,
    f"DELETE {BASE}/permissions/{{overwrite_id}}": remove_overwrite,
}
