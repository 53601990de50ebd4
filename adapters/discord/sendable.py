"""A page as the arguments of discord.py's senders, and in words where its files are refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import discord
import structlog

from adapters.discord.faults import CONTENT_TOO_LARGE, FILE_TOO_LARGE, MISSING_PERMISSIONS
from adapters.discord.render import Page, pages
from adapters.discord.view import as_files, as_view
from adapters.files import in_words
from bot.commands.registry import Registry

_log = structlog.get_logger(__name__)

Sent = TypeVar("Sent")

_NO_FILES = {MISSING_PERMISSIONS, CONTENT_TOO_LARGE, FILE_TOO_LARGE}


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


async def sent_with_files(page: Page, send: Callable[[Page], Awaitable[Sent]]) -> Sent:
    """Send a page; without its files and with their words behind it where files are refused.

    The first message that was sent. Raises what Discord raises.
    """
    try:
        return await send(page)
    except discord.HTTPException as error:
        if not page.files or error.code not in _NO_FILES:
            raise
        _log.warning("file.unsent", code=error.code)
    first, *others = _without_files(page)
    sent = await send(first)
    for one in others:
        await send(one)
    return sent


def _without_files(page: Page) -> Iterator[Page]:
    if page.content or page.embeds or page.rows:
        yield replace(page, files=())
    yield from pages(in_words(page.files), Registry(()))
