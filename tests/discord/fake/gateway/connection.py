"""One socket of the gateway, from HELLO to its end."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.compression import packer
from tests.discord.fake.gateway.session import Session


@dataclass(eq=False)
class Connection:
    """A socket; `heartbeats` counts those it sent, `answering` says whether they get an answer."""

    request: web.Request
    heartbeat_ms: int
    answering: Callable[[], bool]
    path: str = ""
    session: Session | None = None
    heartbeats: int = 0
    closed_with: int | None = None
    """The code with which the bot closed it."""
    _queue: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)

    def __post_init__(self) -> None:
        self.path = self.request.path
        self.socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 16)

    def send(self, text: str) -> None:
        self._queue.put_nowait(text)

    def op(self, code: int, data: object = None) -> None:
        self.send(json.dumps({"op": code, "d": data, "s": None, "t": None}))

    async def run(self, hear: Callable[[Connection, Json], Awaitable[None]]) -> None:
        """Speaks until either side ends it."""
        await self.socket.prepare(self.request)
        pack = packer(self.request.query.get("compress"))
        writing = asyncio.create_task(self._write(pack))
        self.op(10, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
        try:
            async for message in self.socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(json.loads(message.data), hear)
        finally:
            self.closed_with = self.socket.close_code
            self.leave()
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing

    async def close(self, code: int) -> None:
        """Ends it as Discord does, after what was still to be sent."""
        self._queue.put_nowait(None)
        await asyncio.sleep(0)
        self.leave()
        await self.socket.close(code=code)

    def drop(self) -> None:
        """Cuts the line without a word."""
        self.leave()
        if self.request.transport is not None:
            self.request.transport.abort()

    def leave(self) -> None:
        """The session goes on without it."""
        if self.session is not None and self.session.send == self.send:
            self.session.send = None

    async def _hear(self, told: Json, hear: Callable[[Connection, Json], Awaitable[None]]) -> None:
        if told["op"] == 1:
            self.heartbeats += 1
            if self.answering():
                self.op(11)
        else:
            await hear(self, told)

    async def _write(self, pack: Callable[[str], bytes | str]) -> None:
        with contextlib.suppress(ConnectionError, RuntimeError):
            while (text := await self._queue.get()) is not None:
                packed = pack(text)
                if isinstance(packed, bytes):
                    await self.socket.send_bytes(packed)
                else:
                    await self.socket.send_str(packed)
