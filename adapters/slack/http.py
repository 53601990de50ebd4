"""Slack over HTTP: size, type, age and signature are looked at before anybody reads a request."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk import signature
from slack_sdk.signature import SignatureVerifier

from adapters.door import Door
from adapters.slack.app import UNKEPT
from adapters.slack.shape import EVENT, fault
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

PATH = "/slack/events"
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


class HttpEar:
    """What Slack sends to our door; until it opens Slack is told to send it again."""

    def __init__(self, secret: str, door: Door, clock: Clock) -> None:
        self._app: AsyncApp | None = None
        self._verifier = SignatureVerifier(secret, _Seconds(clock))
        self._door = door
        self._taken: OrderedDict[str, float] = OrderedDict()
        door.hear("POST", PATH, self._serve)

    @property
    def port(self) -> int:
        """The port that Slack's requests come to."""
        return self._door.port

    def open(self, app: AsyncApp) -> None:
        """Hand what comes to this app from now on."""
        self._app = app

    async def close(self) -> None:
        """Hear no more."""
        self._app = None

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
        payload = _payload(body, request.content_type)
        found = "payload" if payload is None else fault(payload)
        if payload is None or found is not None:
            _log.warning("request.malformed", at=found)
            # An event that is not whole would only come again as it is.
            told = payload is not None and payload.get("type") == EVENT
            return web.Response(status=HTTPStatus.OK if told else HTTPStatus.BAD_REQUEST)
        return await self._once(payload, headers)

    async def _once(self, payload: dict[str, Any], headers: Headers) -> web.Response:
        if self._app is None:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        signed = str(headers["x-slack-signature"])
        if signed in self._taken:
            # Slack signs anew whatever it repeats: to the letter the same, it is a replay.
            return web.Response()
        self._take(signed)
        answer = await _dispatch(self._app, payload, headers)
        if answer.status >= HTTPStatus.BAD_REQUEST:
            self._taken.pop(signed, None)
        return answer

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


async def _dispatch(app: AsyncApp, payload: dict[str, Any], headers: Headers) -> web.Response:
    """Hand on what we read, read anew by nobody.

    Left to itself the library takes other values of a form than we do, and of a command in which
    somebody wrote “payload” nothing at all.
    """
    try:
        request = AsyncBoltRequest(
            body=json.dumps(payload), headers=headers | {"content-type": "application/json"}
        )
    except Exception:  # noqa: BLE001
        # The library reads a request as it is made, and trusts it.
        return web.Response(status=HTTPStatus.BAD_REQUEST)
    bolt = await app.async_dispatch(request)
    if bolt.status >= HTTPStatus.INTERNAL_SERVER_ERROR and bolt.status != UNKEPT:
        # Signed, and yet nothing that Slack sends: what it made fail is in the log.
        return web.Response(status=HTTPStatus.BAD_REQUEST)
    return _answer(bolt.status, bolt.body, bolt.first_headers_without_set_cookie())


def _payload(body: str, content_type: str) -> dict[str, Any] | None:
    """What Slack sends: an object, a form with one inside, or a form; None for anything else."""
    try:
        if content_type == "application/json":
            return _object(body)
        form = parse_qs(body, keep_blank_values=True, strict_parsing=True)
        if "payload" in form:
            return _object(form["payload"][0]) if len(form["payload"]) == 1 else None
        if "command" not in form or any(len(values) > 1 for values in form.values()):
            # Slack sends no field twice.
            return None
        return {name: values[0] for name, values in form.items()}
    except (ValueError, RecursionError):
        return None


def _object(text: str) -> dict[str, Any] | None:
    found = json.loads(text)
    return found if isinstance(found, dict) else None


def _answer(status: int, body: str, headers: dict[str, str]) -> web.Response:
    content_type = headers.get("content-type", "text/plain").split(";")[0]
    return web.Response(status=status, text=body, content_type=content_type)
