"""A judge server on loopback that speaks both wire formats and can be as bad as it likes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from tests.judge.samples import Task, honest, read_task


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    raw: str

    @property
    def system(self) -> str:
        if "system" in self.body:
            return str(self.body["system"])
        return str(self.body["messages"][0]["content"])

    @property
    def task(self) -> Task:
        return read_task(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Answer:
    """What goes back; `whole` replaces the wire format around the text."""

    text: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    whole: bytes | None = None
    after_seconds: float = 0.0
    after: asyncio.Event | None = None
    piece_seconds: float | None = None
    """Dribble the body byte by byte with this pause."""
    hang_up_after: int | None = None
    """Close the connection after so many bytes of the body."""


Behaviour = Callable[[Seen], Answer]


def honestly(seen: Seen) -> Answer:
    return Answer(honest(seen.task))


class JudgeServer:
    """Listens while its `async with` lasts; `seen` holds all requests, `most_at_once` the crowd."""

    def __init__(self, kind: str, behave: Behaviour = honestly) -> None:
        self.kind = kind
        self.behave = behave
        self.seen: list[Seen] = []
        self.now = self.most_at_once = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}" + ("/v1" if self.kind == "openai" else "")

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._one(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self._tasks.discard(task)

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines if line)
        }
        raw = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
        seen = Seen(first.split()[1], headers, json.loads(raw or "{}"), head + raw)
        self.seen.append(seen)
        self.now += 1
        self.most_at_once = max(self.most_at_once, self.now)
        try:
            await self._answer(self.behave(seen), writer.write, writer.drain)
        finally:
            self.now -= 1

    async def _answer(
        self, given: Answer, write: Callable[[bytes], None], drain: Callable[[], Awaitable[None]]
    ) -> None:
        await asyncio.sleep(given.after_seconds)
        if given.after is not None:
            await given.after.wait()
        body = given.whole if given.whole is not None else self._wrapped(given)
        head = [
            f"HTTP/1.1 {given.status} So",
            f"content-length: {len(body)}",
            "content-type: application/json",
            "connection: close",
            *(f"{name}: {value}" for name, value in given.headers),
        ]
        write(("\r\n".join(head) + "\r\n\r\n").encode())
        if given.piece_seconds is not None:
            for byte in body:
                write(bytes([byte]))
                await drain()
                await asyncio.sleep(given.piece_seconds)
            return
        write(body if given.hang_up_after is None else body[: given.hang_up_after])
        await drain()

    def _wrapped(self, given: Answer) -> bytes:
        if given.status >= 300:
            made: dict[str, Any] = {"error": {"type": "trouble", "message": given.text}}
        elif self.kind == "openai":
            message = {"role": "assistant", "content": given.text}
            made = {
                "id": "c1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
            }
        else:
            made = {
                "id": "m1",
                "type": "message",
                "role": "assistant",
                "model": "m",
                "content": [{"type": "text", "text": given.text}],
                "stop_reason": "end_turn",
                "usage": {"input_tokens": 1000, "output_tokens": 200},
            }
        return json.dumps(made).encode()
