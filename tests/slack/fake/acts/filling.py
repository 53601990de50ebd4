"""Filling in, sending and closing forms."""

from __future__ import annotations

from typing import Any

from tests.slack.fake import text as wire
from tests.slack.fake.acts.sending import begin, common, interact
from tests.slack.fake.blocks import reading
from tests.slack.fake.errors import CannotDo, Json
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world import viewing
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World


def fill(user: User, view: View, values: dict[str, Any]) -> None:
    """Puts values into inputs by label, block_id or action_id; nothing is sent."""
    _check(user, view)
    for name, value in values.items():
        block = _input(view, name)
        element = block["element"]
        state = view.state.setdefault(block["block_id"], {})
        state[element["action_id"]] = {"type": element["type"], **picked(element, value)}


async def submit(
    world: World, user: User, view: View, values: dict[str, Any], channel: Channel | None
) -> Exchange:
    """Sends the form; what the client does not let pass raises `CannotDo`."""
    fill(user, view, values)
    if not view.given.get("submit"):
        raise CannotDo(f"{view!r} cannot be sent")
    for block in view.inputs:
        _check_filled(view, block)
    by = view.by
    exchange = begin(world, user, by, channel)
    trigger = world.trigger(by, user, view)
    payload = common(by, user, "view_submission") | {
        "team": user.team.short(),
        "trigger_id": trigger.id,
        "view": view.payload(),
        "response_urls": [],
    }
    view.errors = {}
    return await interact(world, exchange, by, payload, trigger=trigger)


async def close(world: World, user: User, view: View) -> Exchange:
    """Off the screen; the application hears of it only where it asked for that."""
    _check(user, view)
    exchange = begin(world, user, view.by)
    viewing.closed(world, view)
    if not view.given.get("notify_on_close"):
        return exchange
    payload = common(view.by, user, "view_closed") | {"view": view.payload(), "is_cleared": False}
    return await interact(world, exchange, view.by, payload)


def picked(element: Json, value: Any) -> Json:
    """The value as Slack writes it for that kind; options by value or by what stands there."""
    kind = element["type"]
    if kind == "overflow":
        return {"selected_option": _option(element, value)}
    key = reading.STATEFUL[kind][0]
    if key == "selected_option":
        return {key: None if value is None else _option(element, value)}
    if key == "selected_options":
        return {key: [_option(element, one) for one in value]}
    if key == "value":
        return {key: None if value in {None, ""} else str(value)}
    if isinstance(value, list):
        return {key: [_id(one) for one in value]}
    return {key: _id(value)}


def _id(value: Any) -> Any:
    """Of a person or a channel; other values as they are."""
    return getattr(value, "id", value)


def _option(element: Json, value: Any) -> Json:
    options = list(element.get("options", []))
    options += [one for group in element.get("option_groups", []) for one in group["options"]]
    if "external" in element["type"]:
        assert isinstance(value, dict), "one of the choices that were suggested"
        return value
    for one in options:
        if value in {one["value"], wire.decode(one["text"]["text"])}:
            made: Json = {key: one[key] for key in ("text", "value", "description") if key in one}
            return made
    raise CannotDo(f"there is no {value!r} among {[one['text']['text'] for one in options]}")


def _check(user: User, view: View) -> None:
    if view.user is not user or not view.open or view.type != "modal":
        raise CannotDo(f"{view!r} is not on {user.real_name}'s screen")


def _input(view: View, name: str) -> Json:
    for one in view.inputs:
        label = wire.decode(one["label"]["text"])
        if name in {one["block_id"], label, one["element"]["action_id"]}:
            return one
    known = [one["label"]["text"] for one in view.inputs]
    raise CannotDo(f"there is no field {name!r} in {view!r}, only {known}")


def _check_filled(view: View, block: Json) -> None:
    element = block["element"]
    key = reading.STATEFUL[element["type"]][0]
    value = view.state[block["block_id"]][element["action_id"]][key]
    label = block["label"]["text"]
    if value in (None, "", []):
        if not block.get("optional"):
            raise CannotDo(f"{label!r} must be filled in")
        return
    if element["type"] != "plain_text_input":
        return
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not least <= len(value) <= most:
        raise CannotDo(f"{label!r} takes {least} to {most} characters, not {len(value)}")
