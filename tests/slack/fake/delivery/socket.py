"""Socket Mode: tickets, several lines at once, envelopes spread over them, acknowledgements."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.slack.fake.delivery.parcel import Attempt, Kind, Parcel
from tests.slack.fake.errors import Json
from tests.slack.fake.world.app import App
from tests.slack.fake.world.world import World

MOST = 10
TICKET_LIFE_S = 30.0
"""Slack tells no number; the address is to be used at once."""
LIFE_S = 3600


@dataclass(eq=False)
class Line:
    """One connection of the application."""

    number: int
    socket: web.WebSocketResponse
    raw: web.Request
    leaving: bool = False
    """It was told to go: nothing is sent on it any more."""
    sent: int = 0


@dataclass(eq=False)
class Waiting:
    """An envelope that is on its way."""

    parcel: Parcel
    attempt: Attempt
    line: Line
    acked: asyncio.Future[Any] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class SocketMode:
    """`lines` are open; `mute` lets them look open and be dead."""

    def __init__(self, world: World, app: App) -> None:
        self.world = world
        self.app = app
        self.lines: list[Line] = []
        self.opened = 0
        """How many connections there were in all."""
        self.mute = False
        """Nothing is sent and no ping is answered: a line gone stale."""
        self.strange: dict[str, asyncio.Future[Any]] = {}
        """Envelopes that a test made up; each is done when it is acknowledged."""
        self.lost = 0
        """So many connections break while they come to be, with their tickets used up."""
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, Waiting] = {}
        self._turn = 0

    @property
    def connected(self) -> bool:
        return any(not one.leaving for one in self.lines)

    def ticket(self) -> str:
        """An address for one connection."""
        made = self.world.ids.secret()
        self._tickets[made] = self.world.clock.epoch() + TICKET_LIFE_S
        host = self.world.base_url.replace("http", "ws", 1)
        return f"{host}/link/?ticket={made}&app_id={self.app.id}"

    async def serve(self, raw: web.Request) -> web.StreamResponse:
        ends = self._tickets.pop(raw.query.get("ticket", ""), 0.0)
        if ends < self.world.clock.epoch():
            return web.Response(status=403, text="ticket was used or is too old")
        await self.world.changes.until(lambda: not self.mute, LIFE_S)
        if self.lost:
            self.lost -= 1
            assert raw.transport is not None
            raw.transport.abort()
            return web.Response()
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(raw)
        if len(self.lines) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.opened += 1
        line = Line(self.opened, socket, raw)
        self.lines.append(line)
        await socket.send_json(self._hello())
        self.world.changes.happened()
        try:
            await self._listen(line)
        finally:
            self._lost(line)
        return socket

    async def carry(self, parcel: Parcel, attempt: Attempt) -> None:
        """To the next line in turn; waits for its acknowledgement."""
        free = [one for one in self.lines if not one.leaving and not one.socket.closed]
        if not free:
            attempt.failure = "connection_failed"
            return
        line = free[self._turn % len(free)]
        self._turn += 1
        envelope = str(uuid4())
        waiting = self._waiting[envelope] = Waiting(parcel, attempt, line)
        attempt.connection = line.number
        line.sent += 1
        if not self.mute:
            await self._write(line, _enveloped(envelope, parcel, attempt))
        await self.world.clock.wait(waiting.acked, self.world.answer_within_s)
        if not waiting.acked.done() or waiting.acked.result() is None:
            attempt.failure = "connection_failed" if waiting.acked.done() else "http_timeout"

    async def throw(self, text: str) -> None:
        """These very characters, to the next line in turn; see `strange`."""
        free = [one for one in self.lines if not one.leaving and not one.socket.closed]
        if free:
            self._turn += 1
            await free[self._turn % len(free)].socket.send_str(text)

    async def refresh(self, reason: str = "refresh_requested", line: Line | None = None) -> None:
        """Tells one line (the oldest) to go; it stays open until the application closes it."""
        one = line or next(each for each in self.lines if not each.leaving)
        await self._write(one, {"type": "disconnect", "reason": reason, "debug_info": self._debug})
        one.leaving = reason != "warning"

    def abort(self, line: Line | None = None) -> None:
        """Cuts the TCP connection of one line, or of all."""
        for one in [line] if line else list(self.lines):
            assert one.raw.transport is not None
            one.raw.transport.abort()

    async def close(self, line: Line | None = None) -> None:
        """Closes one line properly, or all."""
        for one in [line] if line else list(self.lines):
            one.leaving = True
            await one.socket.close()

    async def stop(self) -> None:
        self.mute = False
        self.abort()

    @property
    def _debug(self) -> Json:
        return {"host": "applink-fake", "build_number": 1, "approximate_connection_time": LIFE_S}

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.lines),
            "connection_info": {"app_id": self.app.id},
            "debug_info": self._debug,
        }

    async def _write(self, line: Line, content: Json) -> None:
        try:
            await line.socket.send_json(content)
        except (ConnectionError, RuntimeError):
            self._lost(line)

    async def _listen(self, line: Line) -> None:
        async for heard in line.socket:
            if heard.type is WSMsgType.PING and not self.mute:
                await line.socket.pong(heard.data)
            elif heard.type is WSMsgType.TEXT:
                self._heard(heard.data)

    def _heard(self, said: str) -> None:
        """An acknowledgement, on whichever line."""
        content = json.loads(said)
        strange = self.strange.get(str(content.get("envelope_id")))
        if strange is not None:
            if not strange.done():
                strange.set_result(content.get("payload"))
            return
        waiting = self._waiting.get(str(content.get("envelope_id")))
        if waiting is None:
            self.world.own_fault(f"an acknowledgement of no envelope: {said[:200]}")
            return
        attempt = waiting.attempt
        if attempt.acked_at is not None:
            self.world.own_fault(f"the same envelope was acknowledged twice: {said[:200]}")
            return
        attempt.acked_at = self.world.clock.now()
        attempt.late = bool(attempt.failure)
        if waiting.parcel.kind is not Kind.EVENT and not attempt.late:
            waiting.parcel.answer = content.get("payload")
        if not waiting.acked.done():
            waiting.acked.set_result(True)
        self.world.changes.happened()

    def _lost(self, line: Line) -> None:
        """What was on its way there counts as failed at once."""
        if line in self.lines:
            self.lines.remove(line)
        for one in self._waiting.values():
            if one.line is line and not one.acked.done():
                one.acked.set_result(None)
        self.world.changes.happened()


def _enveloped(number: str, parcel: Parcel, attempt: Attempt) -> Json:
    made: Json = {
        "envelope_id": number,
        "type": str(parcel.kind),
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind is not Kind.EVENT,
    }
    if parcel.kind is Kind.EVENT:
        made |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
    return made
