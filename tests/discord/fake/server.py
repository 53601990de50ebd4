"""The REST interface on its socket: trouble first, then the checks, then the handler."""

from __future__ import annotations

import asyncio
import json
import traceback
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord.fake import schema
from tests.discord.fake.errors import BAD_JSON, NO_ROUTE, UNAUTHORIZED, ApiError, Json
from tests.discord.fake.quota import Quota
from tests.discord.fake.request import Request
from tests.discord.fake.rest.call import Answer, Call
from tests.discord.fake.rest.routes import find
from tests.discord.fake.switches import VIA, Switches, Trouble
from tests.discord.fake.world.world import World

OWN_FAULT = (50006, 50035, 50109)
OPEN = ("/interactions/", "/webhooks/", "/gateway")


class Server:
    """Answers requests; `violations` are bodies that Discord would have refused as malformed."""

    def __init__(self, world: World, switches: Switches, token: str) -> None:
        self.world = world
        self.switches = switches
        self.token = token
        self.quota = Quota()
        self.validating = True
        self.requests: list[Request] = []
        self.violations: list[str] = []

    async def serve(self, raw: web.Request) -> web.StreamResponse:
        request = await self._read(raw)
        found = find(request.method, request.path)
        if found is not None:
            request.template, request.params, _ = found
        self.requests.append(request)
        if delay := self.switches.delay(request):
            await asyncio.sleep(delay)
        trouble = self.switches.next(request)
        if trouble is not None and not trouble.effect:
            return self._troubled(raw, request, trouble)
        status, body, headers = self._answered(request)
        if trouble is not None:
            return self._troubled(raw, request, trouble)
        return self._response(request, status, body, headers)

    def _answered(self, request: Request) -> tuple[int, Any, dict[str, str]]:
        limited = self.quota.spend(request)
        if limited is not None:
            return 429, limited.body, limited.headers
        headers = self.quota.headers(request)
        try:
            status, body = self._handled(request)
        except ApiError as error:
            if error.code in OWN_FAULT:
                self.violations.append(f"{request!r} {error.code} {json.dumps(error.body())}")
            return error.status, error.body(), headers
        except Exception:  # noqa: BLE001 - whatever breaks here is the fake's own and must be seen
            self.violations.append(f"the fake broke at {request!r}: {traceback.format_exc()}")
            return 400, {"message": "the fake broke", "code": 0}, headers
        return status, body, headers

    def _handled(self, request: Request) -> Answer:
        found = find(request.method, request.path)
        if found is None:
            self.violations.append(f"the fake knows no route {request.method} {request.path}")
            raise ApiError(*NO_ROUTE)
        handler = found[2]
        closed = not request.path.startswith(OPEN)
        if closed and request.headers.get("authorization") != f"Bot {self.token}":
            raise ApiError(*UNAUTHORIZED)
        self._validate(request)
        return handler(Call(self.world, request))

    def _validate(self, request: Request) -> None:
        if request.body is BAD_JSON:
            raise ApiError(*BAD_JSON)
        if not self.validating or request.template is None:
            return
        found = schema.problems(request.method, request.template, request.body)
        if found:
            errors: Json = {"_errors": [{"code": "SCHEMA", "message": one} for one in found]}
            raise ApiError(400, 50035, "Invalid Form Body", errors)

    async def _read(self, raw: web.Request) -> Request:
        made = Request(
            raw.method,
            raw.path.removeprefix("/api/v10"),
            self.world.clock.now(),
            dict(raw.query),
            {key.lower(): value for key, value in raw.headers.items()},
        )
        if raw.content_type.startswith("multipart/"):
            await _take_parts(raw, made)
        elif text := await raw.text():
            made.body = _parsed(text)
        return made

    def _troubled(self, raw: web.Request, request: Request, trouble: Trouble) -> web.Response:
        if trouble.status is None:
            assert raw.transport is not None
            raw.transport.abort()
            return web.Response()
        kind, text = trouble.text()
        request.status, request.answer = trouble.status, trouble.body
        made = web.Response(status=trouble.status, body=text.encode(), content_type=kind)
        made.headers.update(trouble.headers)
        return made

    def _response(
        self, request: Request, status: int, body: Any, headers: dict[str, str]
    ) -> web.Response:
        request.status, request.answer = status, body
        if status == 204:
            return web.Response(status=204, headers=VIA | headers)
        text = json.dumps(body).encode()
        made = web.Response(status=status, body=text, content_type="application/json")
        made.headers.update(VIA | headers)
        return made


async def _take_parts(raw: web.Request, made: Request) -> None:
    async for part in await raw.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            made.body = _parsed(data.decode())
        else:
            made.files[str(part.name)] = (part.filename or "unknown", data)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return BAD_JSON
