"""The Web API on its socket: trouble first, then the checks, then the method."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Callable
from typing import Any

from aiohttp import BodyPartReader, web

from tests.slack.fake.delivery.courier import Courier
from tests.slack.fake.errors import Json, Malformed, SlackError, missing_scope
from tests.slack.fake.quota import Quota
from tests.slack.fake.request import Request
from tests.slack.fake.switches import Switches, Trouble
from tests.slack.fake.web import replying
from tests.slack.fake.web.call import Call
from tests.slack.fake.web.methods import METHODS
from tests.slack.fake.world.app import App
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.world import World

OPEN = "apps.connections.open"
GONE = {
    "used_url": 404,
    "expired_url": 404,
    "invalid_url": 404,
    "invalid_blocks": 400,
    "no_text": 400,
}
"""Through a response_url; what Slack tells there is written down nowhere but in issues."""
OK = 200


class Server:
    """Answers requests and keeps them."""

    def __init__(self, world: World, switches: Switches, courier: Callable[[App], Courier]) -> None:
        self.world = world
        self.switches = switches
        self.courier = courier
        self.quota = Quota(world.clock)
        self.requests: list[Request] = []

    async def api(self, raw: web.Request) -> web.StreamResponse:
        """A method."""
        return await self._serve(raw, raw.match_info["method"], self._method)

    async def respond(self, raw: web.Request) -> web.StreamResponse:
        """A response_url."""
        return await self._serve(raw, "response_url", self._respond)

    async def upload(self, raw: web.Request) -> web.StreamResponse:
        return await self._serve(raw, "upload", self._upload)

    async def download(self, raw: web.Request) -> web.StreamResponse:
        """A file, for who has a token that may read it; others see the page to sign in."""
        request = await self._read(raw, "download")
        self.requests.append(request)
        number = raw.match_info["file"].partition("-")[2]
        file, by = self.world.files.get(number), self.world.tokens.get(request.token)
        if file is None or file.data is None:
            return web.Response(status=404)
        if by is None or "files:read" not in by.scopes or by.team is not file.team:
            return web.Response(
                text="<!doctype html><title>Sign in</title>", content_type="text/html"
            )
        return web.Response(body=file.data, content_type=file.mimetype)

    async def _serve(
        self, raw: web.Request, method: str, handler: Callable[[Request], Any]
    ) -> web.StreamResponse:
        request = await self._read(raw, method)
        self.requests.append(request)
        if delay := self.switches.delay(request):
            await asyncio.sleep(delay)
        trouble = self.switches.next(request)
        if trouble is not None and not trouble.effect:
            return _troubled(raw, request, trouble)
        wait = self.quota.spend(request)
        if wait is not None:
            body = {"ok": False, "error": "ratelimited"}
            return _response(request, 429, body, {"Retry-After": str(wait)})
        status, answer = self._answered(request, handler)
        if trouble is not None:
            return _troubled(raw, request, trouble)
        return _response(request, status, answer)

    def _answered(self, request: Request, handler: Callable[[Request], Any]) -> tuple[int, Any]:
        try:
            return OK, handler(request)
        except SlackError as error:
            if isinstance(error, Malformed):
                self.world.own_fault(f"{request!r} {json.dumps(error.body())}")
            status = OK if request.method in METHODS else GONE.get(error.name, OK)
            return status, error.body()
        except Exception:  # noqa: BLE001 - whatever breaks here is the fake's own and must be seen
            self.world.own_fault(f"the fake broke at {request!r}: {traceback.format_exc()}")
            return OK, {"ok": False, "error": "internal_error"}

    def _method(self, request: Request) -> Json:
        if request.method == OPEN:
            return self._connect(request)
        method = METHODS.get(request.method)
        if method is None:
            raise Malformed("unknown_method", req_method=request.method)
        by = self._installation(request)
        if request.args.get("invalid_json"):
            raise Malformed("invalid_json")
        if method.scope and method.scope not in by.scopes:
            raise missing_scope(method.scope, sorted(by.scopes))
        return {"ok": True} | method.handler(Call(self.world, by, request))

    def _installation(self, request: Request) -> Installation:
        if not request.token:
            raise SlackError("not_authed")
        by = self.world.tokens.get(request.token)
        if by is None:
            known = any(one.token == request.token for one in self.world.apps.values())
            raise SlackError("not_allowed_token_type" if known else "invalid_auth")
        if by.state:
            raise SlackError(str(by.state))
        return by

    def _connect(self, request: Request) -> Json:
        for app in self.world.apps.values():
            if app.token == request.token:
                return {"ok": True, "url": self.courier(app).socket.ticket()}
        known = request.token in self.world.tokens
        raise SlackError("not_allowed_token_type" if known else "invalid_auth")

    def _respond(self, request: Request) -> str:
        hook = self.world.hooks.get(request.path)
        if hook is None:
            raise SlackError("invalid_url")
        request.team_id = hook.by.team.id
        replying.respond(self.world, hook, request.args)
        return "ok"

    def _upload(self, request: Request) -> str:
        file = self.world.files.get(request.path.rpartition("/")[2])
        if file is None or file.data is not None:
            raise SlackError("file_not_found")
        if len(request.data) != file.length:
            raise Malformed("length_mismatch", said=file.length, sent=len(request.data))
        file.data = request.data
        return f"OK - {file.length}"

    async def _read(self, raw: web.Request, method: str) -> Request:
        headers = {key.lower(): value for key, value in raw.headers.items()}
        made = Request(method, self.world.clock.now(), dict(raw.query), headers, path=raw.path)
        if method == "upload":
            made.data = await _bytes(raw)
        elif raw.content_type == "application/json":
            made.args |= _parsed(await raw.text())
        elif raw.method == "POST":
            made.args |= {key: str(value) for key, value in (await raw.post()).items()}
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        made.token = bearer or str(made.args.pop("token", ""))
        by = self.world.tokens.get(made.token)
        made.team_id = by.team.id if by else None
        return made


def _troubled(raw: web.Request, request: Request, trouble: Trouble) -> web.Response:
    if trouble.status is None:
        assert raw.transport is not None
        raw.transport.abort()
        return web.Response()
    return _response(request, trouble.status, trouble.body, dict(trouble.headers))


def _response(
    request: Request, status: int, answer: Any, headers: dict[str, str] | None = None
) -> web.Response:
    request.status, request.answer = status, answer
    if isinstance(answer, str):
        kind = "text/html" if answer.startswith("<") else "text/plain"
        return web.Response(status=status, text=answer, content_type=kind, headers=headers)
    return web.json_response(answer, status=status, headers=headers)


async def _bytes(raw: web.Request) -> bytes:
    if not raw.content_type.startswith("multipart/"):
        return await raw.read()
    data = b""
    async for part in await raw.multipart():
        assert isinstance(part, BodyPartReader)
        data += bytes(await part.read())
    return data


def _parsed(text: str) -> Json:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {"invalid_json": True}
    return found if isinstance(found, dict) else {"invalid_json": True}
