"""Channels, who is in them and what was said there."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TypeVar

from tests.slack.fake.errors import Json, SlackError
from tests.slack.fake.web.call import Call
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.events import tell_all
from tests.slack.fake.world.message import Message

T = TypeVar("T")
KINDS = {"public_channel": Kind.PUBLIC, "private_channel": Kind.PRIVATE, "im": Kind.DIRECT}


def history(call: Call) -> Json:
    """Newest first; answers in threads are not among them, unless they were broadcast."""
    channel = call.inside(call.channel("history"))
    every = [one for one in channel.messages.values() if _in_history(one)]
    kept = _between(call, every)
    page, following = _page(call, kept[::-1])
    return {
        "messages": [_told(call, one) for one in page],
        "has_more": bool(following),
        "pin_count": len(channel.pins),
        "response_metadata": {"next_cursor": following},
    }


def replies(call: Call) -> Json:
    """The thread from its first message on, oldest first; of an answer's ts only that answer."""
    channel = call.inside(call.channel("history"))
    ts = call.text("ts")
    root = channel.messages.get(ts)
    if root is None:
        raise SlackError("thread_not_found")
    kept = [root, *_between(call, channel.thread(ts))]
    page, following = _page(call, kept)
    return {
        "messages": [_told(call, one) for one in page],
        "has_more": bool(following),
        "response_metadata": {"next_cursor": following},
    }


def info(call: Call) -> Json:
    channel = call.channel("read")
    made = channel.payload(call.by.user)
    if not call.flag("include_num_members"):
        made.pop("num_members", None)
    return {"channel": made}


def list_(call: Call) -> Json:
    """What the application can see of these kinds."""
    kinds = (call.maybe("types") or "public_channel").split(",")
    for one in kinds:
        if one.strip() not in KINDS:
            raise SlackError("invalid_types")
    wanted = {KINDS[one.strip()] for one in kinds}
    for kind in sorted(wanted):
        call.needs({Kind.PUBLIC: "channels:read", Kind.PRIVATE: "groups:read"}.get(kind, "im:read"))
    found = [one for one in call.world.channels.values() if _listed(call, one, wanted)]
    page, following = _page(call, found)
    return {
        "channels": [one.payload(call.by.user) for one in page],
        "response_metadata": {"next_cursor": following},
    }


def members(call: Call) -> Json:
    channel = call.channel("read")
    page, following = _page(call, channel.members)
    return {
        "members": [one.id for one in page],
        "response_metadata": {"next_cursor": following},
    }


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind is not Kind.PUBLIC:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    made: Json = {}
    if call.by.user in channel.members:
        made = {"warning": "already_in_channel"}
    else:
        channel.members.append(call.by.user)
        tell_all(call.world, channel, joined(call, channel))
    return {"channel": channel.payload(call.by.user)} | made


def open_(call: Call) -> Json:
    """The direct messages with one person."""
    if number := call.maybe("channel"):
        return {"channel": {"id": call.world.channel(call.by, number).id}}
    people = [one for one in call.text("users").split(",") if one]
    if len(people) > 1:
        call.needs("mpim:write")
        raise SlackError("not_implemented_by_the_fake")
    person = call.world.user(call.by, people[0])
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if person.deleted:
        raise SlackError("user_disabled")
    known = call.world.known_conversation(call.by, person) is not None
    channel = call.world.conversation(call.by, person)
    more = {"no_op": True, "already_open": True} if known else {}
    shown = channel.payload(call.by.user) if call.flag("return_im") else {"id": channel.id}
    return {"channel": shown} | more


def joined(call: Call, channel: Channel) -> Json:
    return {
        "type": "member_joined_channel",
        "user": call.by.user.id,
        "channel": channel.id,
        "channel_type": channel.id[0],
        "team": call.by.team.id,
        "event_ts": call.world.clock.ts(),
    }


def _told(call: Call, message: Message) -> Json:
    return message.payload(whole_metadata=call.flag("include_all_metadata"))


def _in_history(message: Message) -> bool:
    answer = message.thread_ts is not None and message.thread_ts != message.ts
    return not answer or message.subtype == "thread_broadcast"


def _between(call: Call, every: list[Message]) -> list[Message]:
    """After `oldest` and before `latest`; these themselves only with `inclusive`."""
    oldest = float(call.maybe("oldest") or 0)
    latest = float(call.maybe("latest") or "inf")
    if call.flag("inclusive"):
        return [one for one in every if oldest <= float(one.ts) <= latest]
    return [one for one in every if oldest < float(one.ts) < latest]


def _page(call: Call, every: list[T]) -> tuple[list[T], str]:
    limit = call.number("limit", 100, 1000)
    start = 0
    if cursor := call.maybe("cursor"):
        try:
            start = int(b64decode(cursor, validate=True).decode().removeprefix("next:"))
        except ValueError:
            raise SlackError("invalid_cursor") from None
    end = start + limit
    following = b64encode(f"next:{end}".encode()).decode() if end < len(every) else ""
    return every[start:end], following


def _listed(call: Call, channel: Channel, wanted: set[Kind]) -> bool:
    if channel.kind not in wanted or not call.world.team_of(call.by, channel):
        return False
    if channel.archived and call.flag("exclude_archived"):
        return False
    return channel.kind is Kind.PUBLIC or call.by.user in channel.members
