"""The bot's first answer to an interaction."""

from __future__ import annotations

from tests.discord.fake.errors import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    ApiError,
    Json,
    invalid_form,
)
from tests.discord.fake.interaction import Callback, Interaction, Kind
from tests.discord.fake.limits import check_modal
from tests.discord.fake.modal import Modal
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.rest.draft import check_new, fill, revise
from tests.discord.fake.rest.reply import begun
from tests.discord.fake.world.message import MessageFlag
from tests.discord.fake.world.posting import changed, publish

ON_MESSAGE = (Callback.DEFERRED_UPDATE, Callback.UPDATE)
MOST_CHOICES = 25


def answer(call: Call) -> Answer:
    """Once, within three seconds, and of a kind that fits."""
    found = call.world.interactions.get(call.request.params["interaction_token"])
    if found is None or found.id != call.number("interaction_id") or found.lapsed:
        raise ApiError(*UNKNOWN_INTERACTION)
    if found.answer is not None:
        raise ApiError(*ALREADY_ACKNOWLEDGED)
    kind = _fitting(found, int(call.body["type"]))
    data: Json = call.body.get("data") or {}
    DO[kind](call, found, data)
    found.answer = kind
    found.answered_at = call.world.clock.now()
    found.over.set()
    call.world.tell()
    if call.query.get("with_response") not in ("1", "true"):
        return NOTHING
    return 200, _response(call, found, kind)


def _fitting(found: Interaction, number: int) -> Callback:
    if number not in set(Callback):
        raise invalid_form("type", "BASE_TYPE_CHOICES", f"no kind of answer: {number}")
    kind = Callback(number)
    wrong = (
        (kind is Callback.CHOICES) != (found.kind is Kind.AUTOCOMPLETE)
        or (kind in ON_MESSAGE and found.message is None)
        or (kind is Callback.MODAL and found.kind is Kind.MODAL)
    )
    if wrong:
        words = f"{kind.name} does not answer {found.kind.name}"
        raise invalid_form("type", "INTERACTION_RESPONSE_TYPE_INVALID", words)
    return kind


def _message(call: Call, found: Interaction, data: Json) -> None:
    check_new(call, data)
    made = begun(call, found, ephemeral=_asks_ephemeral(data))
    fill(call, made, data)
    found.original = publish(call.world, made)


def _deferred(call: Call, found: Interaction, data: Json) -> None:
    """Such an answer may carry the flag for ephemeral and nothing else."""
    if int(data.get("flags") or 0) & ~MessageFlag.EPHEMERAL:
        words = "Only the flag EPHEMERAL can be set"
        raise invalid_form("data.flags", "INVALID_MESSAGE_FLAGS", words)
    made = begun(call, found, ephemeral=_asks_ephemeral(data))
    made.flags |= MessageFlag.LOADING
    found.original = publish(call.world, made)


def _deferred_update(call: Call, found: Interaction, data: Json) -> None:
    found.original = found.message


def _update(call: Call, found: Interaction, data: Json) -> None:
    assert found.message is not None
    revise(call, found.message, data)
    found.original = found.message
    changed(call.world, found.message)


def _choices(call: Call, found: Interaction, data: Json) -> None:
    choices = data.get("choices") or []
    if len(choices) > MOST_CHOICES:
        raise invalid_form("data.choices", "BASE_TYPE_BAD_LENGTH", "Must be 25 or fewer")
    for at, one in enumerate(choices):
        for key in ("name", "value"):
            text = one.get(key)
            if isinstance(text, str) and not 1 <= len(text) <= 100:
                words = "Must be between 1 and 100 in length."
                raise invalid_form(f"data.choices.{at}.{key}", "BASE_TYPE_BAD_LENGTH", words)
    found.choices = choices


def _modal(call: Call, found: Interaction, data: Json) -> None:
    check_modal(data)
    found.modal = Modal(data, found)


def _asks_ephemeral(data: Json) -> bool:
    return bool(int(data.get("flags") or 0) & MessageFlag.EPHEMERAL)


def _response(call: Call, found: Interaction, kind: Callback) -> Json:
    about: Json = {"id": str(found.id), "type": int(found.kind)}
    made: Json = {"interaction": about}
    message = found.original
    if message is not None:
        about |= {
            "response_message_id": str(message.id),
            "response_message_loading": message.loading,
            "response_message_ephemeral": message.ephemeral,
        }
    if message is not None and kind is not Callback.DEFERRED_UPDATE:
        shown = Callback.MESSAGE if kind is Callback.DEFERRED else kind
        made["resource"] = {"type": int(shown), "message": call.shown(message)}
    return made


DO = {
    Callback.MESSAGE: _message,
    Callback.DEFERRED: _deferred,
    Callback.DEFERRED_UPDATE: _deferred_update,
    Callback.UPDATE: _update,
    Callback.CHOICES: _choices,
    Callback.MODAL: _modal,
}
ROUTES = {"POST /interactions/{interaction_id}/{interaction_token}/callback": answer}
