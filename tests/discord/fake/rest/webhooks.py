"""Later messages of an answer, through the interaction's token."""

from __future__ import annotations

from tests.discord.fake.errors import (
    INVALID_WEBHOOK_TOKEN,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    ApiError,
)
from tests.discord.fake.interaction import Callback, Interaction
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.rest.draft import check_new, fill, revise
from tests.discord.fake.rest.reply import following
from tests.discord.fake.world.message import Message, MessageFlag
from tests.discord.fake.world.posting import changed, publish, remove


def follow(call: Call) -> Answer:
    """The first one after a deferral fills it, with the visibility that the deferral chose."""
    found = _interaction(call)
    check_new(call, call.body)
    original = found.original
    if original is not None and original.loading and not original.deleted:
        message = _filled(call, original)
    else:
        flags = int(call.body.get("flags") or 0)
        made = following(call, found, ephemeral=bool(flags & MessageFlag.EPHEMERAL))
        fill(call, made, call.body)
        found.followups.append(made)
        message = publish(call.world, made)
    return 200, call.shown(message)


def fetch(call: Call) -> Answer:
    return 200, call.shown(_message(call, _interaction(call)))


def edit(call: Call) -> Answer:
    message = _message(call, _interaction(call))
    if message.loading:
        return 200, call.shown(_filled(call, message))
    revise(call, message, call.body)
    changed(call.world, message)
    return 200, call.shown(message)


def delete(call: Call) -> Answer:
    remove(call.world, _message(call, _interaction(call)))
    return NOTHING


def _filled(call: Call, message: Message) -> Message:
    check_new(call, call.body)
    fill(call, message, call.body)
    message.flags &= ~MessageFlag.LOADING
    message.edited_at = call.world.clock.now()
    changed(call.world, message)
    return message


def _interaction(call: Call) -> Interaction:
    found = call.world.interactions.get(call.request.params["webhook_token"])
    mine = call.number("webhook_id") == call.world.application_id
    if found is None or not mine or found.answer in (None, Callback.CHOICES):
        raise ApiError(*UNKNOWN_WEBHOOK)
    if found.expired:
        raise ApiError(*INVALID_WEBHOOK_TOKEN)
    return found


def _message(call: Call, found: Interaction) -> Message:
    asked = call.request.params.get("message_id", "@original")
    known = [one for one in [found.original, *found.followups] if one is not None]
    if asked == "@original":
        known = known[:1] if found.original is not None else []
    else:
        known = [one for one in known if one.id == int(asked)]
    if not known or known[0].deleted:
        raise ApiError(*UNKNOWN_MESSAGE)
    return known[0]


BASE = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = {f"POST {BASE}": follow} | {
    f"{method} {BASE}/messages/{one}": handler
    for one in ("@original", "{message_id}")
    for method, handler in (("GET", fetch), ("PATCH", edit), ("DELETE", delete))
}
