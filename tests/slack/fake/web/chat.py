"""Posting, changing and deleting messages."""

from __future__ import annotations

from tests.slack.fake.errors import Json, SlackError
from tests.slack.fake.web.call import Call
from tests.slack.fake.web.content import ADVISED, content, not_empty
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.posting import change, compose, publish, remove, whisper


def post_message(call: Call) -> Json:
    """Posts; a user's id stands for the direct messages with them."""
    channel = _place(call)
    made = content(call)
    not_empty(made)
    root = _root(channel, call.maybe("thread_ts"))
    message = compose(
        call.world,
        channel,
        call.by.user,
        made.raw or "",
        blocks=made.blocks or [],
        metadata=made.metadata or None,
        by=call.by,
        thread_ts=root.ts if root else None,
        subtype="thread_broadcast" if root and call.flag("reply_broadcast") else None,
    )
    publish(call.world, message)
    shown = message.payload(whole_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def update(call: Call) -> Json:
    """Without `blocks` the old ones stay; without `metadata` that stays too."""
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    before = message.payload()
    made = content(call, ADVISED)
    if made.raw is None and made.blocks is None:
        not_empty(made)
    message.raw = message.raw if made.raw is None else made.raw
    if made.blocks is not None:
        message.earlier.append(message.blocks)
        message.blocks = made.blocks
    if made.metadata is not None:
        message.metadata = made.metadata or None
    message.state = {}
    change(call.world, message, before, call.by.user)
    shown = message.payload(whole_metadata=True)
    del shown["ts"]
    return {"channel": channel.id, "ts": message.ts, "text": message.raw, "message": shown}


def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    remove(call.world, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    """Only for somebody who is in the channel; nobody can change it afterwards."""
    channel = call.open(call.inside(call.channel()))
    reader = call.world.users.get(call.text("user"))
    if reader is None or reader not in channel.members:
        raise SlackError("user_not_in_channel")
    made = content(call)
    not_empty(made)
    message = compose(
        call.world,
        channel,
        call.by.user,
        made.raw or "",
        blocks=made.blocks or [],
        by=call.by,
        thread_ts=call.maybe("thread_ts") or None,
        only_for=reader,
    )
    whisper(call.world, message)
    return {"message_ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    found = channel.messages.get(call.text("message_ts"))
    if found is None or found.deleted:
        raise SlackError("message_not_found")
    base = f"https://{channel.team.domain}.slack.com/archives/{channel.id}"
    link = f"{base}/p{found.ts.replace('.', '')}"
    if found.thread_ts:
        link += f"?thread_ts={found.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _place(call: Call) -> Channel:
    target = call.text("channel")
    if target[0] in "UW":
        person = call.world.user(call.by, target, "channel_not_found")
        if person.is_bot:
            raise SlackError("cannot_dm_bot")
        return call.open(call.world.conversation(call.by, person))
    if target[0] == "#":
        named = [one for one in call.world.channels.values() if one.name == target[1:]]
        target = next((one.id for one in named if call.world.team_of(call.by, one)), target)
    channel = call.open(call.world.channel(call.by, target))
    public = channel.kind is Kind.PUBLIC and "chat:write.public" in call.by.scopes
    return channel if public else call.inside(channel)


def _root(channel: Channel, ts: str) -> Message | None:
    """The thread's first message, also where the ts is that of an answer in it."""
    if not ts:
        return None
    found = channel.messages.get(ts)
    if found is None:
        raise SlackError("thread_not_found")
    return channel.messages.get(found.thread_ts or "", found)


def _own(call: Call, channel: Channel, refused: str) -> Message:
    message = call.message(channel, call.text("ts"))
    if message.by is not call.by:
        raise SlackError(refused)
    if channel.archived:
        raise SlackError("is_archived")
    return message
