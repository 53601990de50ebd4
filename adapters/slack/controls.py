"""Actions as Slack's buttons and lists."""

from __future__ import annotations

from typing import Any

from adapters.controls import Button, Control, Limits, Pick, PickList, PlatformList, Row
from adapters.slack.limits import (
    ACTION_ID,
    BUTTON_LABEL,
    BUTTONS,
    PICK_TEXT,
    PICK_VALUE,
    PICKS,
    PLACEHOLDER,
    size,
)
from adapters.slack.pieces import plain_text
from bot.commands.command import OptionKind

Json = dict[str, Any]

LIMITS = Limits(
    id=ACTION_ID,
    button=BUTTON_LABEL,
    buttons=BUTTONS,
    placeholder=PLACEHOLDER,
    picks=PICKS,
    pick=PICK_TEXT,
    value=PICK_VALUE,
    natives=frozenset({OptionKind.CHANNEL}),
    lacks=frozenset({OptionKind.ROLE}),
    measure=size,
)
"""Slack has no roles that people hold; a group of people to call is named in a form."""

_POSTABLE = {"include": ["public", "private"], "exclude_bot_users": True}
"""Where a prompt can be posted."""


def block_of(row: Row) -> Json:
    """A row as a block."""
    return {"type": "actions", "elements": [_element(control) for control in row]}


def _element(control: Control) -> Json:
    match control:
        case Button(action_id, label, first, grave):
            made = {"type": "button", "action_id": action_id, "text": plain_text(label)}
            style = "danger" if grave else "primary" if first else ""
            return made | ({"style": style} if style else {})
        case PickList(action_id, label, picks):
            return {
                "type": "static_select",
                "action_id": action_id,
                "placeholder": plain_text(label),
                "options": [option_of(one) for one in picks],
            }
        case PlatformList(action_id, label, _):
            return {
                "type": "conversations_select",
                "action_id": action_id,
                "placeholder": plain_text(label),
                "filter": _POSTABLE,
            }


def option_of(pick: Pick) -> Json:
    """A line of a list as an option."""
    made = {"text": plain_text(pick.label), "value": pick.value}
    return made | ({"description": plain_text(pick.about)} if pick.about else {})
