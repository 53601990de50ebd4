"""The wire: HTTP written by hand, so that it can be as wrong as somebody likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

WITHIN_S = 30.0

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body; status 0 where the line was closed without a word."""

    status: int
    body: str = ""


@dataclass
class Wire:
    """Lines to one port of this machine, used again while they last."""

    port: int
    _free: list[Line] = field(default_factory=list)

    async def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """A request whose length is told right."""
        told = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        return await self.ask(f"POST {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)

    async def ask(
        self, raw: bytes, *, whole: bool = True, odd: bool = False, within: float = WITHIN_S
    ) -> Answer:
        """The answer to these bytes; those that are not `whole` end with an end of the line.

        Only a line on which nothing was odd is used again.
        """
        line = self._free.pop() if self._free else await self._opened()
        lasts = False
        try:
            async with asyncio.timeout(within):
                answer, lasts = await _asked(line, raw, whole=whole)
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            answer = Answer(0)
        finally:
            if lasts and not odd:
                self._free.append(line)
            else:
                await _hung_up(line)
        return answer

    async def _opened(self) -> Line:
        return await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 22)

    async def close(self) -> None:
        """Hang up."""
        for line in self._free:
            await _hung_up(line)
        self._free.clear()


async def _hung_up(line: Line) -> None:
    line[1].close()
    with suppress(OSError):
        await line[1].wait_closed()


async def _asked(line: Line, raw: bytes, *, whole: bool) -> tuple[Answer, bool]:
    reader, writer = line
    writer.write(raw)
    if not whole:
        writer.write_eof()
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, *fields = head.split("\r\n")
    known = dict(one.lower().split(": ", 1) for one in fields if ": " in one)
    size = int(known.get("content-length", 0))
    body = b"" if raw.startswith(b"HEAD") else await reader.readexactly(size)
    lasts = whole and "close" not in known.get("connection", "")
    return Answer(int(status.split()[1]), body.decode(errors="replace")), lasts


@asynccontextmanager
async def wire(port: int) -> AsyncIterator[Wire]:
    """Lines to that port, all hung up in the end."""
    made = Wire(port)
    try:
        yield made
    finally:
        await made.close()
