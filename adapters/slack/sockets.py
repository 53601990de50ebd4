"""Slack by Socket Mode: two connections, so that one may be renewed while the other listens."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack.shape import EVENT, fault

_log = structlog.get_logger(__name__)

CONNECTIONS = 2
STAGGER_SECONDS = 0.5
"""Between the two, so that Slack does not renew both at once."""

PING_SECONDS = 5
CONNECT_SECONDS = 10.0
"""For one connection to come up."""

LOOK_SECONDS = 15.0
"""How often the watchdog looks whether each connection is alive."""


class _Handler(AsyncSocketModeHandler):
    """Looks at what comes before it is handed on."""

    async def handle(self, client: Any, req: SocketModeRequest) -> None:  # noqa: ANN401
        """Hand an envelope on; one that is not whole is dropped."""
        found = _fault(req)
        if found is None:
            try:
                await super().handle(client, req)
            except ConnectionError as error:
                # The line is gone: Slack sends it again over another.
                _log.warning("socket.unacknowledged", error=type(error).__name__)
            except Exception as error:  # noqa: BLE001
                # The library reads more of it than we do, and trusts it.
                _log.warning("request.malformed", error=type(error).__name__)
            return
        _log.warning("request.malformed", at=found)
        payload: object = req.payload
        if isinstance(payload, dict) and payload.get("type") == EVENT:
            # It would only come again as it is; who did something else is told so by Slack.
            await client.send_socket_mode_response(SocketModeResponse(req.envelope_id))


class Sockets:
    """Connections to Slack that are opened anew when they fall silent."""

    def __init__(self, app: AsyncApp, app_token: str) -> None:
        self._handlers = [
            _Handler(app, app_token, ping_interval=PING_SECONDS) for _ in range(CONNECTIONS)
        ]
        for handler in self._handlers:
            # It takes a proxy from the environment and knows no exceptions to it.
            handler.client.proxy = None
        self.is_open = False
        """Whether any of them was alive at the last look."""
        self._watchdog: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect; raises what the library raises when the token is no good."""
        for number, handler in enumerate(self._handlers):
            if number:
                await asyncio.sleep(STAGGER_SECONDS)
            # Left to itself the library asks for ever, also where the token is no good.
            handler.client.wss_uri = await handler.client.issue_new_wss_url()
            async with asyncio.timeout(CONNECT_SECONDS):
                await handler.connect_async()  # type: ignore[no-untyped-call]
        self.is_open = True
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
            alive = [await _kept_alive(handler) for handler in self._handlers]
            self.is_open = any(alive)


async def _kept_alive(handler: AsyncSocketModeHandler) -> bool:
    """Whether it is connected; one that is not is connected anew."""
    client = handler.client
    if await client.is_connected():
        return True
    # An address is good for one connection. The library goes on with the one it has, for ever;
    # without one it asks for another.
    client.wss_uri = None
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.connect_to_new_endpoint()
    except Exception as error:  # noqa: BLE001
        # Whatever it is, the next look tries again.
        _log.warning("socket.silent", error=type(error).__name__)
        return False
    _log.info("socket.reopened")
    return await client.is_connected()


async def _closed(handler: AsyncSocketModeHandler) -> None:
    await handler.close_async()  # type: ignore[no-untyped-call]


def _fault(envelope: SocketModeRequest) -> str | None:
    """Where an envelope is not as it should be; the library looks at none of it."""
    told: tuple[object, ...] = (envelope.type, envelope.envelope_id, envelope.retry_reason or "")
    attempt: object = envelope.retry_attempt or 0
    if not all(isinstance(one, str) for one in told) or not isinstance(attempt, int):
        return "envelope"
    return fault(envelope.payload)
