"""Actions as Discord's rows of buttons and lists."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.controls import Limits, Row, numbered, rows_of
from adapters.discord.limits import (
    BUTTON_LABEL,
    BUTTONS,
    CUSTOM_ID,
    PICK_TEXT,
    PICKS,
    PLACEHOLDER,
    ROWS,
)
from bot.commands.command import OptionKind
from bot.commands.registry import Registry
from bot.views.model import Action

LIMITS = Limits(
    id=CUSTOM_ID,
    button=BUTTON_LABEL,
    buttons=BUTTONS,
    placeholder=PLACEHOLDER,
    picks=PICKS,
    pick=PICK_TEXT,
    value=PICK_TEXT,
    natives=frozenset({OptionKind.CHANNEL, OptionKind.ROLE, OptionKind.CALLED}),
)


def in_messages(actions: Sequence[Action], registry: Registry) -> list[list[Row]]:
    """The rows of actions that fit, those of each message apart."""
    rows = rows_of(actions, registry, LIMITS)
    return [numbered(rows[start : start + ROWS]) for start in range(0, len(rows), ROWS)]
