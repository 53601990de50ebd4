"""Messages come, change and go; applications in the channel hear of it."""

from __future__ import annotations

from typing import Any

from tests.slack.fake import text
from tests.slack.fake.delivery.parcel import Parcel
from tests.slack.fake.errors import Json
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.events import of_user, tell, tell_all
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.user import User
from tests.slack.fake.world.world import World


def compose(world: World, channel: Channel, author: User, raw: str, **given: Any) -> Message:
    """A message that nobody sees yet."""
    return Message(world.clock.ts(), channel, author, raw, names=world.names, **given)


def publish(world: World, message: Message) -> list[Parcel]:
    """Puts it in its channel; what the applications were told."""
    channel = message.channel
    channel.messages[message.ts] = message
    event = _seen(message) | of_user(message.author, channel) | _place(message)
    told = tell_all(world, channel, event)
    world.changes.happened()
    return told + _mentioned(world, message)


def whisper(world: World, message: Message) -> None:
    """Shows an ephemeral message; no application hears of it, and no history has it."""
    assert message.only_for is not None
    world.ephemerals.setdefault(message.only_for.id, []).append(message)
    world.changes.happened()


def change(world: World, message: Message, before: Json, by: User) -> list[Parcel]:
    """Says that it was edited; `before` is its payload from before."""
    message.edited = {"user": by.id, "ts": world.clock.ts()}
    told = _changed(world, message.channel, message.payload(), before)
    world.changes.happened()
    return told


def remove(world: World, message: Message) -> list[Parcel]:
    """Takes it away; of a thread's first message a tombstone stays, as on Slack."""
    channel = message.channel
    message.deleted = True
    if message.ts in channel.pins:
        channel.pins.remove(message.ts)
    before = message.payload()
    if message.replies:
        message.raw, message.blocks = "This message was deleted.", []
        message.subtype, message.metadata = "tombstone", None
        told = _changed(world, channel, message.payload() | {"hidden": True}, before)
    else:
        del channel.messages[message.ts]
        stamp = world.clock.ts()
        event: Json = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": before,
            "hidden": True,
            "deleted_ts": message.ts,
            "channel": channel.id,
            "ts": stamp,
            "event_ts": stamp,
            "channel_type": str(channel.kind),
        }
        told = tell_all(world, channel, event)
    world.changes.happened()
    return told


def _changed(world: World, channel: Channel, now: Json, before: Json) -> list[Parcel]:
    stamp = world.clock.ts()
    event: Json = {
        "type": "message",
        "subtype": "message_changed",
        "message": now,
        "previous_message": before,
        "hidden": True,
        "channel": channel.id,
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": str(channel.kind),
    }
    return tell_all(world, channel, event)


def _seen(message: Message) -> Json:
    """As events have it: of a reply the thread, and of a posting no metadata."""
    made = message.payload()
    made.pop("metadata", None)
    return made


def _place(message: Message) -> Json:
    return {
        "channel": message.channel.id,
        "event_ts": message.ts,
        "channel_type": str(message.channel.kind),
    }


def _mentioned(world: World, message: Message) -> list[Parcel]:
    """A mention is told twice: as a message and as `app_mention`; not in direct messages."""
    channel = message.channel
    if channel.kind is Kind.DIRECT:
        return []
    named = text.pinged(message.raw)
    event = _seen(message) | of_user(message.author, channel)
    event |= {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
    return [
        parcel
        for team in (channel.team, *channel.shared_with)
        for by in team.installations
        if by.user in channel.members and by.user.id in named and by.user is not message.author
        for parcel in tell(world, by, event, channel)
    ]
