"""Slack's limits on messages, windows and commands, and how its lengths are counted."""

from __future__ import annotations

from adapters.text.lengths import units

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
MESSAGE_TEXT = 9000
"""What all blocks of a message may hold. Ours: Slack names no limit, and refuses some above it."""
FALLBACK = 3000
"""The text beside the blocks; Slack advises 4000 at most."""
HEADER = 150
SMALL_TEXT = 3000
FILES = 10

BUTTON_LABEL = 75
BUTTONS = 5
"""In a row. Slack takes 25; more than these wrap on a phone."""
PLACEHOLDER = 150
PICKS = 100
PICK_TEXT = 75
PICK_VALUE = 150
ACTION_ID = 255

WINDOW_TITLE = 24
FIELD_LABEL = 2000
FIELD_TEXT = 3000
METADATA = 3000

APP_NAME = 35
APP_ABOUT = 140
SHORTCUT_NAME = 24
SHORTCUT_ABOUT = 150
COMMAND_ABOUT = 100
USAGE = 250
"""Ours: a usage hint stands in one line where people type."""

_ENTITIES = {"&": 4, "<": 3, ">": 3}
"""What is longer when it is written as an entity, and by how much."""


def size(text: str) -> int:
    """The length in UTF-16 units, with entities: never less than what Slack counts."""
    return units(text) + sum(text.count(char) * more for char, more in _ENTITIES.items())
