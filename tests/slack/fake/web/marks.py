"""Pins and reactions."""

from __future__ import annotations

from tests.slack.fake.errors import Json, SlackError
from tests.slack.fake.web.call import Call
from tests.slack.fake.world.message import Message


def pins_add(call: Call) -> Json:
    channel = call.open(call.inside(call.channel()))
    message = call.message(channel, call.text("timestamp"))
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    channel.pins.append(message.ts)
    call.world.changes.happened()
    return {}


def pins_remove(call: Call) -> Json:
    channel = call.inside(call.channel())
    message = call.message(channel, call.text("timestamp"))
    if message.ts not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(message.ts)
    call.world.changes.happened()
    return {}


def pins_list(call: Call) -> Json:
    channel = call.inside(call.channel())
    items = [
        {"type": "message", "channel": channel.id, "message": channel.messages[ts].payload()}
        for ts in reversed(channel.pins)
    ]
    return {"items": items}


def reactions_add(call: Call) -> Json:
    message = _reacted(call)
    people = message.reactions.setdefault(call.text("name"), [])
    if call.by.user in people:
        raise SlackError("already_reacted")
    people.append(call.by.user)
    call.world.changes.happened()
    return {}


def reactions_remove(call: Call) -> Json:
    message = _reacted(call)
    people = message.reactions.get(call.text("name"), [])
    if call.by.user not in people:
        raise SlackError("no_reaction")
    people.remove(call.by.user)
    if not people:
        del message.reactions[call.text("name")]
    call.world.changes.happened()
    return {}


def _reacted(call: Call) -> Message:
    channel = call.open(call.inside(call.channel()))
    if not call.text("name").replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise SlackError("invalid_name")
    return call.message(channel, call.text("timestamp"))
