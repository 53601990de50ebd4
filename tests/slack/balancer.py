"""A small load balancer on loopback: each request to the next process in turn.

As one in front of several `rounds serve` is to be set: whom it cannot reach, and who answers that
it is not ready (503), is passed over; what was sent and not answered ends in a 502.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from http import HTTPStatus
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web


class Balancer:
    """Listens at `url` while its `async with` lasts."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = ports
        self.url = ""
        self.served: list[int] = []
        """The port that answered each request, oldest first."""
        self._turn = 0
        self._runner: web.AppRunner | None = None
        self._client: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._client = aiohttp.ClientSession(
            # No connection is kept: the one who held it may be dead by now.
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            auto_decompress=False,
        )
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, backlog=2048).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        assert self._runner is not None
        assert self._client is not None
        await self._runner.cleanup()
        await self._client.close()

    def turn_to(self, port: int) -> None:
        """The next request goes to that process; from there on in turn."""
        self._turn = self.ports.index(port)

    async def _serve(self, request: web.Request) -> web.Response:
        body = await request.read()
        for _ in self.ports:
            port = self.ports[self._turn % len(self.ports)]
            self._turn += 1
            try:
                answer = await self._passed_on(request, body, port)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, OSError):
                return web.Response(status=HTTPStatus.BAD_GATEWAY)
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
                self.served.append(port)
                return answer
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)

    async def _passed_on(self, request: web.Request, body: bytes, port: int) -> web.Response:
        assert self._client is not None
        headers = {name: value for name, value in request.headers.items() if name != "Host"}
        url = f"http://127.0.0.1:{port}{request.path_qs}"
        async with self._client.request(
            request.method, url, data=body, headers=headers, allow_redirects=False
        ) as answer:
            said = await answer.read()
            kept = {"Content-Type": answer.headers.get("Content-Type", "text/plain")}
            return web.Response(status=answer.status, body=said, headers=kept)


def free_ports(number: int) -> list[int]:
    """So many ports at which nobody listens now."""
    taken = [socket.socket() for _ in range(number)]
    try:
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]
    finally:
        for one in taken:
            one.close()
