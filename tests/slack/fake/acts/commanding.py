"""Slash commands and shortcuts."""

from __future__ import annotations

import re

from tests.slack.fake import text as wire
from tests.slack.fake.acts.sending import (
    begin,
    check_command,
    check_sight,
    common,
    interact,
    place,
)
from tests.slack.fake.delivery.parcel import Kind
from tests.slack.fake.errors import CannotDo, Json
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.user import User
from tests.slack.fake.world.world import World

NAMED = re.compile(r"([@#])([\w.-]+)")


async def slash(world: World, user: User, channel: Channel, command: str, typed: str) -> Exchange:
    """Never in a thread: Slack does not offer commands there."""
    by = _installed(user, command)
    check_command(user, by, channel)
    exchange = begin(world, user, by, channel)
    trigger = world.trigger(by, user)
    hook = world.hook(by, user, channel, "commands")
    payload: Json = {
        "token": by.app.verification_token,
        "team_id": by.team.id,
        "team_domain": by.team.domain,
        "channel_id": channel.id,
        "channel_name": channel.shown,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": _typed(world, by, command, typed),
        "api_app_id": by.app.id,
        "is_enterprise_install": "false",
        "response_url": hook.url,
        "trigger_id": trigger.id,
    }
    return await interact(
        world, exchange, by, payload, trigger=trigger, hook=hook, kind=Kind.COMMAND
    )


async def everywhere(world: World, user: User, callback_id: str) -> Exchange:
    """A global shortcut: no channel, no message, no response_url."""
    by = _offering(user, callback_id, "global")
    trigger = world.trigger(by, user)
    payload = common(by, user, "shortcut") | {
        "callback_id": callback_id,
        "trigger_id": trigger.id,
        "action_ts": world.clock.ts(),
    }
    return await interact(world, begin(world, user, by), by, payload, trigger=trigger)


async def on_message(world: World, user: User, callback_id: str, message: Message) -> Exchange:
    """A shortcut of a message, whoever wrote it; also where the application is no member."""
    by = _offering(user, callback_id, "message")
    check_sight(user, message)
    check_command(user, by, message.channel)
    exchange = begin(world, user, by, message.channel)
    trigger = world.trigger(by, user)
    hook = world.hook(by, user, message.channel, "actions")
    payload = common(by, user, "message_action") | {
        "callback_id": callback_id,
        "trigger_id": trigger.id,
        "response_url": hook.url,
        "action_ts": world.clock.ts(),
        "message_ts": message.ts,
        "channel": place(message.channel),
        "message": message.payload(),
    }
    return await interact(world, exchange, by, payload, trigger=trigger, hook=hook)


def _installed(user: User, command: str) -> Installation:
    for by in user.team.installations:
        known = by.app.commands
        if "commands" in by.scopes and (known is None or command in known):
            return by
    raise CannotDo(f"{command} is no command in {user.team.name}")


def _offering(user: User, callback_id: str, kind: str) -> Installation:
    for by in user.team.installations:
        known = by.app.shortcuts
        if "commands" in by.scopes and (known is None or known.get(callback_id) == kind):
            return by
    raise CannotDo(f"there is no {kind} shortcut {callback_id!r} in {user.team.name}")


def _typed(world: World, by: Installation, command: str, typed: str) -> str:
    """Entities always; names become mentions where the command is set to escape."""
    if not by.app.escapes(command):
        return wire.encode(typed)
    known = {f"@{one.name}": one.id for one in world.users.values() if one.team is by.team}
    known |= {f"#{one.name}": one.id for one in world.channels.values() if one.team is by.team}

    def mention(found: re.Match[str]) -> str:
        number = known.get(found[0])
        return f"<{found[1]}{number}|{found[2]}>" if number else found[0]

    return NAMED.sub(mention, wire.encode(typed))
