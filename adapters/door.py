"""The door: the one address where this process listens, for whoever has something to hear there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from adapters.http_settings import HttpSettings

_log = structlog.get_logger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes; a form of ours with three thousand characters in it is a hundredth of that."""

BACKLOG = 2048
"""Callers that may wait at the door; aiohttp's 128 sends a crowd away for a whole second."""

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    """Paths and who answers them; opened once all are known."""

    def __init__(self, settings: HttpSettings) -> None:
        self.settings = settings
        self.port = 0
        self.opened = asyncio.Event()
        self._server = web.Application(client_max_size=LARGEST_BODY)
        self._runner: web.AppRunner | None = None

    def hear(self, method: str, path: str, answering: Answering) -> None:
        """Let requests of that method and path be answered so; before it opens."""
        self._server.router.add_route(method, path, answering)

    async def open(self) -> None:
        """Listen; raises OSError when the address is taken."""
        self._runner = web.AppRunner(self._server, access_log=None, shutdown_timeout=2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.settings.host, self.settings.port, backlog=BACKLOG)
        await site.start()
        self.port = self._runner.addresses[0][1]
        # Whoever let the system choose one reads here which it is.
        _log.debug("door.open", host=self.settings.host, port=self.port)
        self.opened.set()

    async def close(self) -> None:
        """Hear no more; requests in hand are answered."""
        if self._runner is not None:
            await self._runner.cleanup()
