"""A page as the arguments of Slack's methods, and its files handed over."""

from __future__ import annotations

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.render import Page


def sendable(page: Page) -> dict[str, Any]:
    """Text and blocks, both every time: an update without blocks would keep the old ones."""
    return {"text": page.text, "blocks": list(page.blocks)}


async def upload(client: AsyncWebClient, page: Page, channel: str, thread: str | None) -> None:
    """Hand over the files of a page, in a thread where one is named. Raises what Slack raises."""
    if not page.files:
        return
    files = [{"filename": one.name, "title": one.name, "content": one.text} for one in page.files]
    await client.files_upload_v2(channel=channel, thread_ts=thread, file_uploads=files)
