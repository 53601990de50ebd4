"""A press as Slack's action id, and what somebody pressed or picked as a press."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters import press as presses
from adapters.press import Press
from adapters.slack.limits import ACTION_ID

_PICKED = ("selected_conversation", "selected_channel", "selected_user")


def encode(press: Press, nth: int = 1) -> str:
    """The action id; `nth` tells the like ones of one message apart. Raises TooLong."""
    return presses.encode(press, ACTION_ID, nth)


def read(action_id: str) -> Press | None:
    """What an action id means; None for whatever `encode` has not made."""
    return presses.decode(action_id) if len(action_id) <= ACTION_ID else None


def decode(action: Mapping[str, Any]) -> Press | None:
    """What an action of Slack's `block_actions` means, with what was picked from its list.

    None for a control that is not ours, and for a list from which nothing is picked.
    """
    press = read(str(action.get("action_id", "")))
    if press is None or action.get("type") == "button":
        return press
    value = picked(action)
    return press.picked(value) if value and press.asks else None


def picked(element: Mapping[str, Any]) -> str:
    """The value that stands in a list or a field, as Slack tells it; empty for none."""
    option = element.get("selected_option") or {}
    values = [option.get("value"), *(element.get(name) for name in _PICKED), element.get("value")]
    return next((str(value) for value in values if value), "")
