"""A page as the arguments of discord.py's senders."""

from __future__ import annotations

from typing import Any

from adapters.discord.render import Page
from adapters.discord.view import as_files, as_view


def sendable(page: Page) -> dict[str, Any]:
    """What of a page there is; empty for an empty page. Made anew for each send: files are read."""
    facts: dict[str, Any] = {}
    if page.content:
        facts["content"] = page.content
    if page.embeds:
        facts["embeds"] = list(page.embeds)
    if page.files:
        facts["files"] = as_files(page)
    view = as_view(page)
    if view is not None:
        facts["view"] = view
    return facts
