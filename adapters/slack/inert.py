"""Words made inert: what people and the core wrote is read on Slack just as it was written.

Nearly all of it goes into rich text, in which Slack reads no markup. What is left are plain texts,
the text for notifications, and small lines with a time in them, which only markup can show.
"""

from __future__ import annotations

import re

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_TAKEN_APART = re.compile(r"&(?=(?:amp|lt|gt);)|<(?=[@#!]|[A-Za-z][\w+.-]*:)")
"""What in a plain text would come out as something else."""

_LIVE = re.compile(r"[*_~`<>&@#|\\^]|:[^\s:]+:|^\s*[-•]|://", re.MULTILINE)
"""What markup may be made of; there is no way to escape most of it."""


def encoded(text: str) -> str:
    """For texts in which Slack reads mentions and links; to be done once."""
    return re.sub("[&<>]", lambda found: _ENTITIES[found[0]], text)


def plain(text: str) -> str:
    """For plain text objects, which Slack shows as they are but for entities and mentions."""
    return _TAKEN_APART.sub(lambda found: _ENTITIES[found[0]], text)


def is_harmless(text: str) -> bool:
    """Whether markup would show it just as it is."""
    return _LIVE.search(text) is None
