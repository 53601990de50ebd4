"""Modals and Home tabs, as the application opens and changes them."""

from __future__ import annotations

from tests.slack.fake.errors import Json, SlackError
from tests.slack.fake.web.call import Call
from tests.slack.fake.world import viewing
from tests.slack.fake.world.trigger import LIFE_S, Trigger
from tests.slack.fake.world.view import View


def open_(call: Call) -> Json:
    """A modal, for a trigger that is fresh and was not used."""
    given = viewing.checked(call.json("view"))
    trigger = _exchanged(call)
    return _opened(call, trigger, given, None)


def push(call: Call) -> Json:
    """Over the modal in which the act happened; three deep at most."""
    given = viewing.checked(call.json("view"))
    trigger = _exchanged(call)
    below = trigger.under
    if below is None or not below.open:
        raise SlackError("not_found")
    return _opened(call, trigger, given, below)


def update(call: Call) -> Json:
    """By id or external_id; with a `hash` only if nobody was faster."""
    given = call.json("view")
    number, external = call.maybe("view_id"), call.maybe("external_id")
    view = viewing.found(call.world, call.by, number, external)
    given = viewing.checked(given, modal=view.type == "modal")
    _check_hash(call, view)
    viewing.updated(call.world, view, given)
    return {"view": view.payload()}


def publish(call: Call) -> Json:
    """The Home tab of one person."""
    given = viewing.checked(call.json("view"), modal=False)
    user = call.world.user(call.by, call.text("user_id"))
    if not call.by.app.has_home:
        raise SlackError("not_enabled")
    key = (user.id, call.by.app.id)
    view = call.world.homes.get(key)
    if view is None:
        view = call.world.homes[key] = viewing.opened(call.world, call.by, user, given)
    else:
        _check_hash(call, view)
        viewing.updated(call.world, view, given)
    return {"view": view.payload()}


def _opened(call: Call, trigger: Trigger, given: Json, below: View | None) -> Json:
    view = viewing.opened(call.world, call.by, trigger.user, given, below)
    trigger.view = view
    call.world.changes.happened()
    return {"view": view.payload()}


def _exchanged(call: Call) -> Trigger:
    trigger = call.world.triggers.get(call.text("trigger_id"))
    if trigger is None or trigger.by is not call.by:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if call.world.clock.since(trigger.made_at) > LIFE_S:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def _check_hash(call: Call, view: View) -> None:
    if call.maybe("hash") not in {"", view.hash}:
        raise SlackError("hash_conflict")
