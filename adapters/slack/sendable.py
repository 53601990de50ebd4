"""A page as the arguments of Slack's senders, and its files as an upload of their own.

An upload is three requests of the library's: an address for each file, its bytes there, and the
completion that shows them all in a channel.
"""

from __future__ import annotations

from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.files import in_words
from adapters.slack.faults import FAULTS, code_of
from adapters.slack.render import Page, pages
from bot.commands.registry import Registry

_log = structlog.get_logger(__name__)

_NOTHING = "Done."
"""For the rare answer without a word: Slack wants one."""


def sendable(page: Page) -> dict[str, Any]:
    """Text and blocks; blocks are named even when there are none, or old ones would stay."""
    return {"text": page.text or _NOTHING, "blocks": list(page.blocks)}


async def upload(client: AsyncWebClient, page: Page, channel: str, thread: str | None) -> None:
    """Put the files of a page under its message; their words where Slack takes no files.

    Such is a workspace that has not granted the scope yet. Raises what the client raises for the
    words, never for the files: the message above them is out.
    """
    if not page.files:
        return
    try:
        await client.files_upload_v2(
            channel=channel,
            thread_ts=thread,
            file_uploads=[
                {"filename": one.name, "content": one.data, "alt_txt": one.told or None}
                for one in page.files
            ],
        )
    except FAULTS as error:
        _log.warning("file.unsent", error=type(error).__name__, code=code_of(error))
        for one in in_words_of(page):
            await client.chat_postMessage(channel=channel, thread_ts=thread, **sendable(one))


def in_words_of(page: Page) -> list[Page]:
    """What the files of a page hold, as pages of words."""
    return pages(in_words(page.files), Registry(()))
