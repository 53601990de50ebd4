"""Pinned messages."""

from __future__ import annotations

from tests.discord.fake.acts.writing import refer
from tests.discord.fake.clock import iso
from tests.discord.fake.errors import SYSTEM_MESSAGE, TOO_MANY_PINS, ApiError
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import SYSTEM, Message, MessageType
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.posting import changed, note, of_guild

MOST = 250


def pin(call: Call) -> Answer:
    channel, message = _found(call)
    if message.type in SYSTEM:
        raise ApiError(*SYSTEM_MESSAGE)
    if message.pinned:
        return NOTHING
    if len(channel.pinned_at) >= MOST:
        raise ApiError(*TOO_MANY_PINS)
    channel.pinned_at[message.id] = call.world.clock.now()
    _tell(call, channel, message)
    note(
        call.world,
        channel,
        call.world.bot,
        MessageType.PINNED,
        reference=refer(message),
    )
    return NOTHING


def unpin(call: Call) -> Answer:
    channel, message = _found(call)
    if channel.pinned_at.pop(message.id, None) is not None:
        _tell(call, channel, message)
    return NOTHING


def listed(call: Call) -> Answer:
    """Newest pin first, page by page."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    limit = int(call.query.get("limit", "50"))
    pins = sorted(channel.pinned_at.items(), key=lambda item: item[1], reverse=True)
    if before := call.query.get("before"):
        pins = [(number, at) for number, at in pins if iso(at) < before]
    items = [
        {"pinned_at": iso(at), "message": call.shown(channel.messages[number])}
        for number, at in pins[:limit]
    ]
    return 200, {"items": items, "has_more": len(pins) > limit}


def listed_before(call: Call) -> Answer:
    """The older form of the list."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return 200, [call.shown(channel.messages[one]) for one in channel.pinned_at]


def _found(call: Call) -> tuple[Channel, Message]:
    channel = call.channel()
    if channel.guild is not None:
        call.require(channel, Permission.PIN_MESSAGES, Permission.READ_MESSAGE_HISTORY)
    return channel, call.message(channel)


def _tell(call: Call, channel: Channel, message: Message) -> None:
    changed(call.world, message)
    data = of_guild(channel) | {
        "channel_id": str(channel.id),
        "last_pin_timestamp": iso(call.world.clock.now()) if channel.pinned_at else None,
    }
    needs = Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILDS
    call.world.tell(plain("CHANNEL_PINS_UPDATE", data, needs))


BASE = "/channels/{channel_id}"
ROUTES = {
    f"PUT {BASE}/messages/pins/{{message_id}}": pin,
    f"DELETE {BASE}/messages/pins/{{message_id}}": unpin,
    f"GET {BASE}/messages/pins": listed,
    f"PUT {BASE}/pins/{{message_id}}": pin,
    f"DELETE {BASE}/pins/{{message_id}}": unpin,
    f"GET {BASE}/pins": listed_before,
}
