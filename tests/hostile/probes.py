"""The door where health and metrics are told: requests of every kind, and bytes that are none."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from tests.hostile.mutation import damaged
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import Fate, pour
from tests.hostile.requests import finish
from tests.hostile.rows import counted
from tests.hostile.screen import inner
from tests.hostile.wire import Wire, wire
from tests.hostile.workspace import workspace

DOOR = "health and metrics"

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW", "get", "")
_PATHS = (
    "/health",
    "/ready",
    "/metrics",
    "/",
    "//health",
    "/health/",
    "/health?x=1",
    "/metrics/../slack/events",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/%00",
    "/%ff%fe",
    "/é",
    "/" + "a" * 9_000,
    "http://example.org/health",
    "*",
    "",
    "/slack/events",
    "/metrics?name[]=rounds_connected",
    "/rounds.db",
)
_VERSIONS = ("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.", "SIP/2.0", "")
_HEADERS = (
    b"Host: x",
    b"Host: " + b"h" * 9_000,
    b"Host",
    b": nothing",
    b"X-Nul: \x00",
    b"X-High: \xff\xfe",
    b" folded: line",
    b"Content-Length: 5",
    b"Content-Length: 5, 5",
    b"Content-Length: x",
    b"Transfer-Encoding: chunked",
    b"Transfer-Encoding: gzip, chunked",
    b"Expect: 100-continue",
    b"Upgrade: websocket\r\nConnection: Upgrade",
    b"Upgrade: h2c",
    b"Accept: text/plain;q=x,application/openmetrics-text",
    b"Accept-Encoding: gzip, br, zstd, \x01",
    b"Cookie: " + b"a=b; " * 400,
    b"Authorization: Bearer x",
    b"Range: bytes=0-0,5-,-1",
    b"If-Modified-Since: never",
    b"Connection: close",
    b"Connection: keep-alive, x, \t",
)
_WITHIN_S = 0.5
"""Of some requests a part is waited for that never comes."""

_BODIES = (b"", b"", b"hello", b"5\r\nhello\r\n0\r\n\r\n", b"ffffffffff\r\nx", b"\x00" * 2_000)


class Calls:
    """Makes each request, sends it, and tells what came of it."""

    def __init__(self, lines: Wire, outcome: Outcome, chance: Random) -> None:
        self._wire = lines
        self._outcome = outcome
        self._chance = chance

    async def throw(self, number: int) -> Fate:
        """One request; a third of them are damaged besides."""
        raw = self._made()
        if number % 3 == 0:
            raw = damaged(raw, self._chance)
        whole = number % 3 == 1 and b"chunked" not in raw and b"POST" not in raw
        answer = await self._wire.ask(raw, whole=whole, odd=True, within=_WITHIN_S)
        if (found := inner(answer.body)) is not None:
            self._outcome.shown.append(found)
        if answer.status >= 500:
            return Fate.BROKEN
        return Fate.TAKEN if 200 <= answer.status < 300 else Fate.REFUSED

    def _made(self) -> bytes:
        pick = self._chance.choice
        path = pick(_PATHS) if self._chance.random() < 0.6 else pick(_PATHS[:3])
        head = f"{pick(_METHODS)} {path} {pick(_VERSIONS)}".encode()
        fields = [pick(_HEADERS) for _ in range(self._chance.randrange(5))]
        return b"\r\n".join([head, *fields, b"", b""]) + pick(_BODIES)


async def probes(folder: Path, payloads: int, seed: int) -> Outcome:
    """So many requests at the door where health and metrics are told."""
    outcome = Outcome(DOOR)
    async with workspace(folder, over_http=True) as stage, wire(stage.port) as lines:
        rows = counted(stage.served.database)
        calls = Calls(lines, outcome, Random(seed))

        async def look() -> None:
            for path in ("/health", "/ready", "/metrics"):
                whole = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
                answer = await lines.ask(whole)
                outcome.broken += answer.status != 200
                if path != "/metrics":
                    outcome.broken += not json.loads(answer.body)
            outcome.answers += 3

        await pour(outcome, stage.served, payloads, calls.throw, look)
        await finish(outcome, stage, rows)
    return outcome
