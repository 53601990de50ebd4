"""Buttons and menus, on messages, in modals and on the Home tab."""

from __future__ import annotations

from typing import Any

from tests.slack.fake import text as wire
from tests.slack.fake.acts.filling import picked
from tests.slack.fake.acts.sending import (
    begin,
    check_sight,
    common,
    interact,
    owner,
    place,
)
from tests.slack.fake.blocks import reading
from tests.slack.fake.errors import CannotDo, Json
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.trigger import Hook, Trigger
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World

Surface = Message | View


async def press(
    world: World, user: User, surface: Surface, name: str, *, stale: bool = False
) -> Exchange:
    """The button with that label or action_id; a link tells the application as well."""
    _check(user, surface)
    shown = surface.elements
    if stale and isinstance(surface, Message):
        shown = [one for blocks in surface.earlier for one in reading.elements(blocks)]
    for one in shown:
        if one["type"] != "button":
            continue
        if name in {one["action_id"], wire.decode(one["text"]["text"]), one.get("value")}:
            action = _action(one) | {"text": one["text"]}
            action |= {key: one[key] for key in ("value", "style", "url") if key in one}
            return await _act(world, user, surface, action)
    raise CannotDo(f"there is no button {name!r}, only {surface.labels} on {surface.text!r}")


async def select(world: World, user: User, surface: Surface, name: str, value: Any) -> Exchange:
    """From the menu with that action_id, placeholder or label; a list where it takes several."""
    _check(user, surface)
    one = _menu(surface, name)
    chosen = picked(one, value)
    if one["type"] == "overflow":
        return await _act(world, user, surface, _action(one) | chosen)
    state = surface.state.setdefault(one["block_id"], {})
    state[one["action_id"]] = {"type": one["type"], **chosen}
    return await _act(world, user, surface, _action(one) | chosen)


async def suggest(world: World, user: User, surface: Surface, name: str, typed: str) -> Exchange:
    """What a menu that asks the application offers for so much; see `choices`."""
    _check(user, surface)
    one = _menu(surface, name)
    if "external" not in one["type"]:
        raise CannotDo(f"{name!r} does not ask the application")
    by = owner(surface)
    payload = common(by, user, "block_suggestion") | {
        "action_id": one["action_id"],
        "block_id": one["block_id"],
        "value": typed,
    }
    payload |= _of_surface(surface)
    return await interact(world, _begin(world, user, surface), by, payload)


async def _act(world: World, user: User, surface: Surface, action: Json) -> Exchange:
    by = owner(surface)
    surface.state = reading.values(surface.blocks, surface.state)
    under = surface if isinstance(surface, View) and surface.type == "modal" else None
    trigger = world.trigger(by, user, under)
    hook = _hook(world, by, user, surface)
    payload = common(by, user, "block_actions") | {
        "trigger_id": trigger.id,
        "actions": [action | {"action_ts": world.clock.ts()}],
        "state": {"values": surface.state},
    }
    if hook is not None:
        payload["response_url"] = hook.url
    payload |= _of_surface(surface)
    return await _sent(world, user, surface, payload, trigger, hook)


async def _sent(
    world: World,
    user: User,
    surface: Surface,
    payload: Json,
    trigger: Trigger,
    hook: Hook | None,
) -> Exchange:
    exchange = _begin(world, user, surface)
    return await interact(world, exchange, owner(surface), payload, trigger=trigger, hook=hook)


def _begin(world: World, user: User, surface: Surface) -> Exchange:
    channel = surface.channel if isinstance(surface, Message) else None
    return begin(world, user, owner(surface), channel)


def _hook(world: World, by: Installation, user: User, surface: Surface) -> Hook | None:
    """Views have no response_url."""
    if isinstance(surface, View):
        return None
    return world.hook(by, user, surface.channel, "actions", surface)


def _of_surface(surface: Surface) -> Json:
    if isinstance(surface, View):
        return {
            "container": {"type": "view", "view_id": surface.id},
            "view": surface.payload(),
        }
    made: Json = {
        "container": {
            "type": "message",
            "message_ts": surface.ts,
            "channel_id": surface.channel.id,
            "is_ephemeral": surface.ephemeral,
        },
        "channel": place(surface.channel),
    }
    if surface.thread_ts:
        made["container"]["thread_ts"] = surface.thread_ts
    if not surface.ephemeral:
        made["message"] = surface.payload()
    return made


def _check(user: User, surface: Surface) -> None:
    if isinstance(surface, Message):
        check_sight(user, surface)
    elif surface.user is not user or not surface.open:
        raise CannotDo(f"{surface!r} is not on {user.real_name}'s screen")


def _menu(surface: Surface, name: str) -> Json:
    known = [one for one in surface.elements if one["type"] != "button"]
    labels = {one["block_id"]: _label(one) for one in surface.blocks}
    for one in known:
        placeholder = wire.decode(one.get("placeholder", {}).get("text", ""))
        if name in {one["action_id"], placeholder, one["block_id"], labels[one["block_id"]]}:
            return one
    raise CannotDo(f"there is no menu {name!r}, only {[one['action_id'] for one in known]}")


def _label(block: Json) -> str:
    said = block.get("label") or block.get("text") or {}
    return wire.decode(said.get("text", "")) if isinstance(said, dict) else ""


def _action(element: Json) -> Json:
    return {key: element[key] for key in ("action_id", "block_id", "type")}
