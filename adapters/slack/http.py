"""Slack over HTTP: size, type, age and signature are looked at before anybody reads a request."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.http_settings import HttpSettings

PATH = "/slack/events"
LARGEST_BODY = 1024 * 1024
"""Bytes; a form of ours with three thousand characters in it is a hundredth of that."""

BACKLOG = 2048
"""Callers that may wait at the door; aiohttp's 128 sends a crowd away for a whole second."""

_TYPES = {"application/json", "application/x-www-form-urlencoded"}


class HttpDoor:
    """The address that Slack sends to."""

    def __init__(self, app: AsyncApp, secret: str, settings: HttpSettings) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret)
        self._settings = settings
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def open(self) -> None:
        """Listen; raises OSError when the address is taken."""
        server = web.Application(client_max_size=LARGEST_BODY)
        server.router.add_post(PATH, self._serve)
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._settings.host, self._settings.port, backlog=BACKLOG)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Hear no more; requests in hand are answered."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        if request.content_type not in _TYPES:
            return web.Response(status=415)
        try:
            body = await request.text()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except (UnicodeDecodeError, LookupError):
            return web.Response(status=400)
        headers: dict[str, str | Sequence[str]] = dict(request.headers.items())
        if not self._is_theirs(body, headers):
            return web.Response(status=401)
        if not _is_readable(body, request.content_type):
            return web.Response(status=400)
        bolt = await self._app.async_dispatch(
            AsyncBoltRequest(body=body, query=request.query_string, headers=headers)
        )
        return _answer(bolt.status, bolt.body, bolt.first_headers_without_set_cookie())

    def _is_theirs(self, body: str, headers: Mapping[str, Any]) -> bool:
        try:
            return self._verifier.is_valid_request(body, dict(headers))
        except (ValueError, TypeError):
            # A time or a signature that is none.
            return False


def _is_readable(body: str, content_type: str) -> bool:
    """Whether it is what Slack sends: an object, a form with one inside, or a form."""
    try:
        if content_type == "application/json":
            return isinstance(json.loads(body), dict)
        form = parse_qs(body, strict_parsing=True)
        payload = form.get("payload")
        return isinstance(json.loads(payload[0]), dict) if payload else "command" in form
    except (ValueError, RecursionError):
        return False


def _answer(status: int, body: str, headers: dict[str, str]) -> web.Response:
    content_type = headers.get("content-type", "text/plain").split(";")[0]
    return web.Response(status=status, text=body, content_type=content_type)
