"""One socket of the gateway, from HELLO to its end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
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
    garbled: bool = False
    """It greets with what nobody can read."""
    heartbeats: int = 0
    heard_at: list[float] = field(default_factory=list)
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
        if self.garbled:
            self.send("[]")
        else:
            self.op(10, {"heartbeat_interval": self.heartbeat_ms, "_trace": []})
        try:
            while (told := await self.socket.receive()).type is WSMsgType.TEXT:
                await self._hear(json.loads(told.data), hear)
            if told.type is WSMsgType.CLOSE:
                self.closed_with = told.data
        finally:
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

    def too_fast(self, a_minute: int) -> bool:
        """Counts one more message, heartbeats aside; whether those of a minute are too many."""
        now = time.monotonic()
        self.heard_at = [one for one in self.heard_at if now - one < 60] + [now]
        return len(self.heard_at) > a_minute

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
