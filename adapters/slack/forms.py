"""Forms on Slack: what a command still needs, in a window; and windows to wait and to read in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from adapters import press as presses
from adapters.controls import pick_of
from adapters.press import Press
from adapters.slack import texts
from adapters.slack.actionid import picked
from adapters.slack.controls import LIMITS, option_of
from adapters.slack.limits import (
    FIELD_LABEL,
    FIELD_TEXT,
    METADATA,
    PICKS,
    PLACEHOLDER,
    VIEW_BLOCKS,
    VIEW_BYTES,
    WINDOW_TITLE,
    size,
)
from adapters.slack.pieces import drawn, plain_text
from adapters.slack.render import Page
from adapters.text.cleaning import one_line
from adapters.text.lengths import short
from adapters.text.pieces import Style, line
from bot.views.model import Field, Form

Json = dict[str, Any]

FORM = "rounds_form"
"""The callback id of a form; what it is about stands in its metadata."""

LINE = "rounds_line"
"""That of the window in which a line is typed."""

READING = "rounds_reading"

Where = tuple[str, str | None]
"""The channel somebody acted in, and the message whose thread it was in, if any."""

NOWHERE: Where = ("", None)

_ASKED = "line"

_FRAME = 5000
"""Bytes of a window besides what is read in it, and more than those."""


def modal(
    form: Form, press: Press, where: Where = NOWHERE, given: Mapping[str, str] | None = None
) -> Json:
    """The form of a press; its fields are named after the options, `given` is filled in already.

    The metadata carry the press, with the fields as what it asks for, and `where` it was made.
    Raises TooLong when the values so far do not fit into them.
    """
    asks = tuple(one.name for one in form.fields)
    values = tuple((name, value) for name, value in press.values if name not in asks)
    title = one_line(form.title)
    head = line(title, Style.STRONG) if size(title) > WINDOW_TITLE else []
    intro = [piece for group in (*head, *line(form.intro, Style.PLAIN)) for piece in group]
    view = _window(title or press.words, [*drawn(intro, unseen=True)])
    view["blocks"] += [_input(one, (given or {}).get(one.name, "")) for one in form.fields]
    return view | {
        "callback_id": FORM,
        "submit": plain_text(texts.SEND),
        "close": plain_text(texts.CANCEL),
        "private_metadata": _metadata(Press(press.words, values, asks), where),
    }


def line_form(where: Where = NOWHERE) -> Json:
    """The window of the shortcut that works everywhere: a line to type."""
    field = _input(Field(_ASKED, texts.LINE_LABEL), "")
    field["element"]["placeholder"] = plain_text(short(texts.LINE_HINT, PLACEHOLDER, size))
    return _window(texts.APP, [field]) | {
        "callback_id": LINE,
        "submit": plain_text(texts.SEND),
        "close": plain_text(texts.CANCEL),
        "private_metadata": json.dumps({"at": list(where)}),
    }


def waiting() -> Json:
    """A window to open at once, before there is anything to show."""
    return saying(texts.WAIT)


def saying(sentence: str, title: str = texts.APP) -> Json:
    """A window with a sentence: what went wrong, or that all is well."""
    pieces = [piece for group in line(sentence, Style.PLAIN) for piece in group]
    return _window(title, drawn(pieces, unseen=True)) | {"callback_id": READING}


def reading(pages: Sequence[Page], where: Where = NOWHERE, title: str = texts.APP) -> Json:
    """A window to read pages in; those that `beyond` names found no room.

    What is pressed in it counts as pressed at `where`.
    """
    shown = pages[: len(pages) - len(beyond(pages))]
    blocks = [block for page in shown for block in page.blocks]
    return _window(title, blocks) | {
        "callback_id": READING,
        "private_metadata": json.dumps({"at": list(where)}),
    }


def beyond(pages: Sequence[Page]) -> list[Page]:
    """The pages that a window has no room for, to be sent as messages: the last ones, or none."""
    room = len(fitting([block for page in pages for block in page.blocks]))
    for number, page in enumerate(pages):
        room -= len(page.blocks)
        if room < 0:
            return list(pages[number:])
    return []


def fitting(blocks: Sequence[Json]) -> list[Json]:
    """Of the blocks of a window or a home the first ones, as many as there is room for."""
    room = VIEW_BYTES - _FRAME
    for number, block in enumerate(blocks[:VIEW_BLOCKS]):
        room -= len(json.dumps(block)) + 2
        if room < 0:
            return list(blocks[:number])
    return list(blocks[:VIEW_BLOCKS])


def refused(sentences: Mapping[str, str]) -> Json:
    """The answer to a form that keeps it open: what is wrong, by the name of the field."""
    return {"response_action": "errors", "errors": dict(sentences)}


def replaced(view: Json) -> Json:
    """The answer to a form that shows another window in its place."""
    return {"response_action": "update", "view": view}


def answers_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the name of the option; blank fields are left out.

    `view` is that of a `view_submission`, as Slack sends it.
    """
    found: dict[str, str] = {}
    for name, elements in (view.get("state") or {}).get("values", {}).items():
        for element in elements.values():
            if value := picked(element):
                found[name] = value
    return {name: value for name, value in found.items() if value.strip()}


def origin_of(view: Mapping[str, Any]) -> tuple[Press | None, Where]:
    """What a form is about and where it was opened; no press for a window that has none."""
    try:
        told = json.loads(view.get("private_metadata") or "{}")
        channel, thread = told["at"]
        where = (str(channel), None if thread is None else str(thread))
    except (ValueError, KeyError, TypeError):
        return None, NOWHERE
    return presses.decode(str(told.get("press", ""))), where


def _metadata(press: Press, where: Where) -> str:
    frame = json.dumps({"press": "", "at": list(where)})
    told = presses.encode(press, METADATA - len(frame))
    return json.dumps({"press": told, "at": list(where)})


def _window(title: str, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "title": plain_text(short(title, WINDOW_TITLE, size)),
        "close": plain_text(texts.CLOSE),
        "blocks": blocks,
    }


def _input(field: Field, given: str) -> Json:
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(short(one_line(field.label) or field.name, FIELD_LABEL, size)),
        "element": _list(field, given) if field.picks else _line(field, given),
    }


def _line(field: Field, given: str) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.long,
        "max_length": FIELD_TEXT,
    }
    begun = given[:FIELD_TEXT]
    return element | ({"initial_value": begun} if begun else {})


def _list(field: Field, given: str) -> Json:
    made = [pick_of(one_line(told) or value, value, LIMITS) for told, value in field.picks]
    options = [option_of(one) for one in made[:PICKS]]
    element: Json = {"type": "static_select", "action_id": field.name, "options": options}
    begun = [one for one in options if one["value"] == given]
    return element | ({"initial_option": begun[0]} if begun else {})
