"""Probes: what those who keep the process alive ask it, and what those who watch it read.

`/health` is answered for as long as the process works; `/ready` says whether it serves what it can
(a platform that refuses us, or was away when it started, keeps no other one from being served);
`/metrics` is for Prometheus. None tells anything about a person.
"""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from adapters.door import Door
from adapters.metrics import CONTENT_TYPE, Metrics
from adapters.roster import Roster
from adapters.service import ServiceState
from bot.core import Core
from bot.errors import StoreError
from bot.ports.clock import Clock


class Probes:
    """Answers at the door."""

    def __init__(self, core: Core, clock: Clock, metrics: Metrics, roster: Roster) -> None:
        self._core = core
        self._clock = clock
        self._metrics = metrics
        self._roster = roster

    def hang_on(self, door: Door) -> None:
        """Let the door answer for them."""
        door.hear("GET", "/health", self._health)
        door.hear("GET", "/ready", self._ready)
        door.hear("GET", "/metrics", self._measured)

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _ready(self, _: web.Request) -> web.Response:
        states = self._roster.states
        try:
            await self._core.vitals(self._clock.now())
            database = "ok"
        except StoreError as error:
            database = type(error).__name__
        is_ready = database == "ok" and ServiceState.CONNECTING not in states.values()
        told = {"ready": is_ready, "database": database, **states}
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(told, status=status)

    async def _measured(self, _: web.Request) -> web.Response:
        for platform, state in self._roster.states.items():
            self._metrics.connected(platform, is_heard=state is ServiceState.CONNECTED)
        now = self._clock.now()
        try:
            vitals = await self._core.vitals(now)
        except StoreError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        body = self._metrics.exposition(vitals, now)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})
