"""Pages as Discord would judge them: what it would refuse about a message."""

from __future__ import annotations

from typing import Any

from adapters.controls import ids
from adapters.discord.limits import FILES
from adapters.discord.render import Page
from adapters.discord.view import as_view
from tests.discord.fake import limits, schema
from tests.discord.fake.errors import ApiError

ROUTE = "/channels/{channel_id}/messages"


def body_of(page: Page) -> dict[str, Any]:
    """What is sent for a page."""
    view = as_view(page)
    return {
        "content": page.content or None,
        "embeds": [embed.to_dict() for embed in page.embeds],
        "components": [] if view is None else view.to_components(),
    }


def problems(page: Page) -> list[str]:
    """What is wrong with a page by Discord's limits and, where it is at hand, its document."""
    body = body_of(page)
    found = schema.problems("POST", ROUTE, body)
    try:
        limits.check_message(body, v2=False)
        limits.check_not_empty(body, len(page.files))
    except ApiError as error:
        found.append(repr(error))
    if len(ids(page.rows)) != len(set(ids(page.rows))):
        found.append("two controls of one custom id")
    if page.rows and not (page.content or page.embeds or page.files):
        found.append("controls without a word")
    if len(page.files) > FILES:
        found.append("too many files")
    found += [f"blank at the edge: {part!r}" for part in _parts(page) if part != part.strip()]
    return found


def _parts(page: Page) -> list[str]:
    told = [part for embed in page.embeds for part in (embed.title, embed.description) if part]
    return [page.content, *told]
