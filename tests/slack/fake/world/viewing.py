"""Modals open, change, stack and close."""

from __future__ import annotations

from typing import Any

from tests.slack.fake.blocks.check import check_view
from tests.slack.fake.blocks.keeping import kept
from tests.slack.fake.errors import Json, SlackError, invalid
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View
from tests.slack.fake.world.world import World

DEEPEST = 3


def checked(given: Any, *, modal: bool = True) -> Json:
    """The view, or `invalid_arguments` with all that is wrong with it."""
    if problems := check_view(given, modal=modal):
        raise invalid("invalid_arguments", problems)
    made: Json = given
    return made


def opened(
    world: World, by: Installation, user: User, given: Json, previous: View | None = None
) -> View:
    """A modal on the screen, over `previous` or instead of whatever was there."""
    _check_external(world, by, given)
    if previous is not None and previous.depth >= DEEPEST:
        raise SlackError("push_limit_reached")
    number = world.ids("V")
    kept_view = given | {"blocks": kept(given["blocks"], world.ids)}
    made = View(number, user, by, kept_view, _hash(world), previous=previous, names=world.names)
    if previous is not None:
        made.root = previous.root or previous
    made.keep_state()
    world.views[number] = made
    if made.type == "modal":
        if previous is None:
            clear(world, user)
        world.screens[user.id] = made
    world.changes.happened()
    return made


def updated(world: World, view: View, given: Json) -> View:
    """Other content; what was put in stays where the names do."""
    _check_external(world, view.by, given, view)
    view.given = given | {"blocks": kept(given["blocks"], world.ids)}
    view.hash = _hash(world)
    view.updates += 1
    view.errors = {}
    view.keep_state()
    world.changes.happened()
    return view


def closed(world: World, view: View) -> None:
    """Off the screen; the one below it is seen again."""
    view.open = False
    if world.screens.get(view.user.id) is view:
        if view.previous is not None and view.previous.open:
            world.screens[view.user.id] = view.previous
        else:
            del world.screens[view.user.id]
    world.changes.happened()


def clear(world: World, user: User) -> None:
    """The whole stack goes."""
    one = world.screens.pop(user.id, None)
    while one is not None:
        one.open = False
        one = one.previous


def found(world: World, by: Installation, number: str, external: str) -> View:
    """A view by either name; unknown when it was closed."""
    for one in world.views.values():
        same = one.id == number if number else one.given.get("external_id") == external
        if same and one.by is by and one.open:
            return one
    raise SlackError("not_found")


def _check_external(world: World, by: Installation, given: Json, but: View | None = None) -> None:
    external = given.get("external_id")
    for one in world.views.values():
        taken = one.open and one.by is by and one.given.get("external_id") == external
        if external and taken and one is not but:
            raise SlackError("duplicate_external_id")


def _hash(world: World) -> str:
    return f"{int(world.clock.epoch())}.{world.ids.secret()[:8]}"
