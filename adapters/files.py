"""Files that come with a reply, and what stands in for those that could not be sent."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.text import phrases
from bot.views.model import Attachment, Card, Paragraph, Reply


def in_words(files: Sequence[Attachment]) -> Reply:
    """What files hold, in words; by their names at least."""
    said = [one.told or phrases.unsent(one.name) for one in files]
    return Reply((Card("", tuple(map(Paragraph, said))),))
