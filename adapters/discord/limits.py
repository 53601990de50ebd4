"""Discord's limits on messages, forms and commands, in UTF-16 units where it is characters."""

from __future__ import annotations

CONTENT = 2000
EMBED_TITLE = 256
EMBED_TEXT = 4096
EMBEDS = 10
EMBEDS_TEXT = 6000
"""Titles and texts of all embeds of a message together."""
FILES = 10

ROWS = 5
BUTTONS = 5
"""In a row; a select takes a row for itself."""
BUTTON_LABEL = 80
PICKS = 25
PICK_TEXT = 100
PLACEHOLDER = 150
CUSTOM_ID = 100

FORM_TITLE = 45
FORM_FIELDS = 5
FIELD_LABEL = 45
FIELD_ABOUT = 100
FIELD_TEXT = 4000

COMMANDS = 100
COMMAND_OPTIONS = 25
COMMAND_TEXT = 100
COMMAND_TOTAL = 8000
"""Names, descriptions and choices of one command together."""
CHOICES = 25
