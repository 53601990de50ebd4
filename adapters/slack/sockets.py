"""Slack by Socket Mode: two connections, so that one may be renewed while the other listens."""

from __future__ import annotations

import asyncio

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

_log = structlog.get_logger(__name__)

CONNECTIONS = 2
STAGGER_SECONDS = 0.5
"""Between the two, so that Slack does not renew both at once."""

PING_SECONDS = 5
LOOK_SECONDS = 15.0
"""How often the watchdog looks whether each connection is alive."""


class Sockets:
    """Connections to Slack that are opened anew when they fall silent."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handlers = [
            AsyncSocketModeHandler(app, app_token, ping_interval=PING_SECONDS)
            for _ in range(CONNECTIONS)
        ]
        for handler in self._handlers:
            # It takes a proxy from the environment and knows no exceptions to it.
            handler.client.proxy = None
        self._watchdog: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect; raises what the library raises when the token is no good."""
        for number, handler in enumerate(self._handlers):
            if number:
                await asyncio.sleep(STAGGER_SECONDS)
            await handler.connect_async()  # type: ignore[no-untyped-call]
        self._watchdog = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Hear no more."""
        if self._watchdog is not None:
            self._watchdog.cancel()
        await asyncio.gather(
            *(_closed(handler) for handler in self._handlers), return_exceptions=True
        )

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for handler in self._handlers:
                if await handler.client.is_connected():
                    continue
                try:
                    await handler.client.connect_to_new_endpoint()
                    _log.info("socket.reopened")
                except Exception as error:  # noqa: BLE001
                    # Whatever it is, the next look tries again.
                    _log.warning("socket.silent", error=type(error).__name__)


async def _closed(handler: AsyncSocketModeHandler) -> None:
    await handler.close_async()  # type: ignore[no-untyped-call]
