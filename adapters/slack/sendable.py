"""A page as the arguments of Slack's senders, and its files as an upload of their own."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.render import Page

_NOTHING = "Done."
"""For the rare answer without a word: Slack wants one."""


def sendable(page: Page) -> dict[str, Any]:
    """Text and blocks; blocks are named even when there are none, or old ones would stay."""
    return {"text": page.text or _NOTHING, "blocks": list(page.blocks)}


async def upload(client: AsyncWebClient, page: Page, channel: str, thread: str | None) -> None:
    """Put the files of a page under its message. Raises what the client raises."""
    if page.files:
        await client.files_upload_v2(
            channel=channel,
            thread_ts=thread,
            file_uploads=[{"filename": one.name, "content": one.text} for one in page.files],
        )
