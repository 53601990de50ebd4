"""Pressing buttons, picking from selects, submitting forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.discord.fake.acts.sending import check_sight, send
from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.interaction import Kind
from tests.discord.fake.modal import Modal
from tests.discord.fake.world import component
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.role import Role
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World

LINK = 5


async def press(world: World, user: User, message: Message, name: str) -> Exchange:
    """The button with that label, emoji or custom_id."""
    check_sight(user, message)
    button = _button(message, name)
    if button.get("disabled"):
        raise CannotDo(f"the button {name!r} is greyed out")
    if button["style"] == LINK:
        raise CannotDo(f"the button {name!r} is a link, the bot does not hear of it")
    data = _data(button)
    return await send(world, user, message.channel, Kind.COMPONENT, data, message=message)


async def pick(
    world: World, user: User, message: Message, name: str, values: Sequence[Any]
) -> Exchange:
    """From the select with that custom_id or placeholder: values or labels, users, roles."""
    check_sight(user, message)
    found = [
        one
        for one in component.walk(message.components)
        if one["type"] in component.SELECTS and name in (one["custom_id"], one.get("placeholder"))
    ]
    if not found:
        raise CannotDo(f"there is no select {name!r} on {message.text!r}")
    select = found[0]
    if select.get("disabled"):
        raise CannotDo(f"the select {name!r} is greyed out")
    if not select["min_values"] <= len(values) <= select["max_values"]:
        raise CannotDo(f"{name!r} takes {select['min_values']} to {select['max_values']} values")
    data = _data(select) | _picked(message, select, values)
    return await send(world, user, message.channel, Kind.COMPONENT, data, message=message)


async def submit(world: World, user: User, form: Modal, values: dict[str, Any]) -> Exchange:
    """The form that was opened for this person, filled in."""
    opener = form.opened_by
    if opener.user is not user:
        raise CannotDo(f"the form is on {opener.user.name}'s screen, not on {user.name}'s")
    data: Json = {
        "custom_id": form.custom_id,
        "components": form.filled(values),
        "resolved": {},
    }
    more = {"message": opener.message, "name": opener.name, "opened_by": opener}
    return await send(world, user, opener.channel, Kind.MODAL, data, **more)


def _button(message: Message, name: str) -> Json:
    for one in message.buttons:
        known = (one.get("custom_id"), one.get("label"), one.get("emoji", {}).get("name"))
        if name in known:
            return one
    raise CannotDo(f"there is no button {name!r}, only {message.labels} on {message.text!r}")


def _data(one: Json) -> Json:
    return {"custom_id": one["custom_id"], "component_type": one["type"], "id": one["id"]}


def _picked(message: Message, select: Json, values: Sequence[Any]) -> Json:
    if select["type"] == component.SELECT:
        known = {one["label"]: one["value"] for one in select["options"]}
        chosen = [known.get(one, one) for one in values]
        if not set(chosen) <= set(known.values()):
            raise CannotDo(f"the select offers {known}, not {values}")
        return {"values": chosen}
    resolved: dict[str, Json] = {}
    guild = message.channel.guild
    for one in values:
        kind = (
            "users" if isinstance(one, User) else "roles" if isinstance(one, Role) else "channels"
        )
        resolved.setdefault(kind, {})[str(one.id)] = one.payload()
        if kind == "users" and guild is not None:
            resolved.setdefault("members", {})[str(one.id)] = guild.members[one.id].bare()
    return {"values": [str(one.id) for one in values], "resolved": resolved}
