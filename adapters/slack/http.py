"""Slack over HTTP: size, type, age and signature are looked at before anybody reads a request."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk import signature
from slack_sdk.signature import SignatureVerifier

from adapters.http_settings import HttpSettings
from adapters.slack.app import UNKEPT
from bot.ports.clock import Clock

PATH = "/slack/events"
LARGEST_BODY = 1024 * 1024
"""Bytes; a form of ours with three thousand characters in it is a hundredth of that."""

BACKLOG = 2048
"""Callers that may wait at the door; aiohttp's 128 sends a crowd away for a whole second."""

_REMEMBERED_SECONDS = 660.0
"""A signature is good for five minutes before and after its time."""

Headers = dict[str, str | Sequence[str]]

_TYPES = {"application/json", "application/x-www-form-urlencoded"}


class _Seconds(signature.Clock):
    """Our clock as the library reads one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock.now().timestamp()


class HttpDoor:
    """The address that Slack sends to."""

    def __init__(self, app: AsyncApp, secret: str, settings: HttpSettings, clock: Clock) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret, _Seconds(clock))
        self._settings = settings
        self._runner: web.AppRunner | None = None
        self._taken: OrderedDict[str, float] = OrderedDict()
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
            return web.Response(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        try:
            body = await request.text()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (UnicodeDecodeError, LookupError):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        headers: Headers = {name.lower(): value for name, value in request.headers.items()}
        if not self._is_theirs(body, headers):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if not _is_readable(body, request.content_type):
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return await self._once(body, headers)

    async def _once(self, body: str, headers: Headers) -> web.Response:
        signed = str(headers["x-slack-signature"])
        if signed in self._taken:
            # Slack signs anew whatever it repeats: to the letter the same, it is a replay.
            return web.Response()
        self._take(signed)
        answer = await self._dispatch(body, headers)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            self._taken.pop(signed, None)
        return answer

    async def _dispatch(self, body: str, headers: Headers) -> web.Response:
        try:
            request = AsyncBoltRequest(body=body, headers=headers)
        except Exception:  # noqa: BLE001
            # The library reads a request as it is made, and trusts it.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        bolt = await self._app.async_dispatch(request)
        if bolt.status >= HTTPStatus.INTERNAL_SERVER_ERROR and bolt.status != UNKEPT:
            # Signed, and yet nothing that Slack sends: what it made fail is in the log.
            return web.Response(status=HTTPStatus.BAD_REQUEST)
        return _answer(bolt.status, bolt.body, bolt.first_headers_without_set_cookie())

    def _take(self, signed: str) -> None:
        now = monotonic()
        self._taken[signed] = now
        while now - next(iter(self._taken.values())) > _REMEMBERED_SECONDS:
            self._taken.popitem(last=False)

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
