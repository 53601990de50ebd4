"""Files that people attach, from where Slack keeps them; our token goes nowhere else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.handed import Offered, Unfetched
from adapters.slack.faults import LOST
from bot.handed import MOST_BYTES, Unread

_HOST = ".slack.com"
_OK = 200
_PLAIN = {"text": ".txt", "markdown": ".md"}
"""The types of snippets, which people name as they like."""


def offered(message: Mapping[str, Any], client: AsyncWebClient) -> list[Offered]:
    """The files of a message; a long text that somebody pastes comes as one, too."""
    return [
        Offered(_name(one), int(one.get("size") or 0), _fetching(one, client))
        for one in message.get("files") or ()
        if one.get("mode") != "tombstone"
    ]


def _name(file: Mapping[str, Any]) -> str:
    name = str(file.get("name") or file.get("title") or "file")
    suffix = _PLAIN.get(str(file.get("filetype")), "")
    return name if not suffix or name.lower().endswith(tuple(_PLAIN.values())) else name + suffix


def _fetching(file: Mapping[str, Any], client: AsyncWebClient) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        url = str(file.get("url_private_download") or file.get("url_private") or "")
        if not _is_slacks(url, client.base_url) or client.session is None:
            raise Unfetched(Unread.LOST)
        headers = {"Authorization": f"Bearer {client.token}"}
        try:
            # Without the scope, Slack sends to the page on which people sign in.
            async with client.session.get(url, headers=headers, allow_redirects=False) as answer:
                return await _body(answer, str(file.get("mimetype")))
        except LOST as error:
            raise Unfetched(Unread.LOST) from error

    return fetch


async def _body(answer: aiohttp.ClientResponse, kind: str) -> bytes:
    signing_in = answer.content_type == "text/html" and kind != "text/html"
    if answer.status in {301, 302, 303, 307, 401, 403} or signing_in:
        raise Unfetched(Unread.FORBIDDEN)
    if answer.status != _OK:
        raise Unfetched(Unread.LOST)
    data = b""
    async for part in answer.content.iter_chunked(MOST_BYTES):
        data += part
        if len(data) > MOST_BYTES:
            raise Unfetched(Unread.SIZE)
    return data


def _is_slacks(url: str, api: str) -> bool:
    """Whether an address is Slack's, or on the host that is set in its place."""
    there, ours = urlsplit(url), urlsplit(api)
    if (there.scheme, there.netloc) == (ours.scheme, ours.netloc):
        return True
    return there.scheme == "https" and (there.hostname or "").endswith(_HOST)
