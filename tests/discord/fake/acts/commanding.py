"""Using a slash command, its completion, or a command of a message's menu."""

from __future__ import annotations

from typing import Any

from tests.discord.fake.acts.options import Filled
from tests.discord.fake.acts.sending import check_sight, send
from tests.discord.fake.commands import MESSAGE_MENU, SLASH
from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.interaction import Kind
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World


async def slash(
    world: World, user: User, channel: Channel, words: str, values: dict[str, Any], *, forced: bool
) -> Exchange:
    """`words` may name sub-commands too; `forced` skips what the client would hide."""
    command, below = _find(world, user, channel, words, forced=forced)
    filled = Filled(command, below, channel.guild)
    options = filled.options(values)
    data = _data(command) | ({"options": options} if options else {})
    if filled.resolved:
        data["resolved"] = filled.resolved
    return await send(world, user, channel, Kind.COMMAND, data, name=words)


async def complete(
    world: World,
    user: User,
    channel: Channel,
    words: str,
    option: str,
    typed: str,
    others: dict[str, Any],
) -> Exchange:
    """One keystroke in an option that completes."""
    command, below = _find(world, user, channel, words, forced=False)
    filled = Filled(command, below, channel.guild)
    options = filled.options(others | {option: typed}, focused=option, whole=False)
    data = _data(command) | {"options": options}
    return await send(world, user, channel, Kind.AUTOCOMPLETE, data, name=words)


async def menu(world: World, user: User, name: str, message: Message) -> Exchange:
    """A command of the menu of a message; the bot gets the whole message, intent or not."""
    check_sight(user, message)
    channel = message.channel
    command = _visible(world, user, channel, MESSAGE_MENU, name, forced=False)
    data = _data(command) | {
        "target_id": str(message.id),
        "resolved": {"messages": {str(message.id): message.payload()}},
    }
    more = {"name": name, "command_type": MESSAGE_MENU, "target": message}
    return await send(world, user, channel, Kind.COMMAND, data, **more)


def _find(
    world: World, user: User, channel: Channel, words: str, *, forced: bool
) -> tuple[Json, list[str]]:
    name, *below = words.removeprefix("/").split()
    return _visible(world, user, channel, SLASH, name, forced=forced), below


def _visible(
    world: World, user: User, channel: Channel, kind: int, name: str, *, forced: bool
) -> Json:
    guild = channel.guild
    command = world.commands.find(guild.id if guild else None, kind, name)
    if forced:
        return command
    may = channel.allowed(user)
    if not may & Permission.USE_APPLICATION_COMMANDS:
        raise CannotDo(f"{user.name} may not use commands here")
    needs = command["default_member_permissions"]
    if guild is not None and needs is not None and not _has(may, int(needs)):
        raise CannotDo(f"{user.name} is not shown {name!r}")
    if guild is None and not _in_dm(command):
        raise CannotDo(f"{name!r} is not shown in direct messages")
    if guild is not None and 0 not in (command["contexts"] or [0]):
        raise CannotDo(f"{name!r} is not shown in servers")
    return command


def _has(may: Permission, needs: int) -> bool:
    """Permissions of 0 are Discord's way to say: administrators only."""
    return bool(may & Permission.ADMINISTRATOR) if needs == 0 else may & needs == needs


def _in_dm(command: Json) -> bool:
    contexts = command["contexts"]
    return bool(command["dm_permission"]) if contexts is None else 1 in contexts


def _data(command: Json) -> Json:
    made: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return made | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})
