"""Slack's address: requests signed and unsigned, whole and cut, of every kind with every fault."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from adapters.slack.app import UNKEPT
from adapters.slack.http import PATH
from tests.hostile.mutation import Mutation, damaged
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import Fate, pour, read_log
from tests.hostile.rows import counted
from tests.hostile.wire import Wire, wire
from tests.hostile.workspace import Sample, Workspace, workspace
from tests.slack.fake.delivery.parcel import Kind
from tests.slack.fake.delivery.post import FORM_TYPE, JSON_TYPE, signed

DOOR = "Slack over HTTP"

_TYPES = (
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/json; charset=utf-16",
    "application/json; charset=none",
    "application/x-www-form-urlencoded; charset=\x7f",
    "",
    "a/b/c",
)

_AGES = (-86_400, -361, 361, 86_400, 10**15)


class Requests:
    """Makes each request, sends it, and tells what came of it."""

    def __init__(self, stage: Workspace, lines: Wire, chance: Random) -> None:
        self._stage = stage
        self._wire = lines
        self._chance = chance
        self._mutation = Mutation(len(stage.samples), chance)
        self._secret = stage.fake.app.signing_secret

    async def throw(self, number: int) -> Fate:
        """One request."""
        at = self._chance.randrange(len(self._stage.samples))
        sample = self._stage.samples[at]
        fresh = self._stage.fresh(sample, number, self._chance)
        drawn = self._chance.random()
        if drawn < 0.75:
            body, kind = self._body(sample, self._mutation.of(at, fresh))
            return await self._send(body, kind, self._signed(body))
        body, kind = self._body(sample, fresh)
        if drawn < 0.83:
            body = damaged(body, self._chance)
            return await self._send(body, kind, self._signed(body))
        if drawn < 0.86:
            kind = self._chance.choice(_TYPES)
            return await self._send(body, kind, self._signed(body), may_pass=kind == "")
        if drawn < 0.88:
            return await self._cut(body, kind)
        return await self._send(body, kind, self._forged(body), may_pass=False)

    def _body(self, sample: Sample, payload: Any) -> tuple[bytes, str]:
        if sample.kind is Kind.EVENT:
            return json.dumps(payload).encode(), JSON_TYPE
        if sample.kind is Kind.INTERACTION:
            return urlencode({"payload": json.dumps(payload)}).encode(), FORM_TYPE
        return urlencode(_flat(payload), errors="surrogatepass").encode(), FORM_TYPE

    def _now(self) -> int:
        return int(self._stage.fake.clock.epoch())

    def _signed(self, body: bytes) -> dict[str, str]:
        return signed(body, self._secret, self._now())

    def _forged(self, body: bytes) -> dict[str, str]:
        """Headers that are not Slack's."""
        good = self._signed(body)
        name = self._chance.choice(list(good))
        match self._chance.randrange(6):
            case 0:
                return {}
            case 1:
                return signed(body, "another secret", self._now())
            case 2:
                return signed(body, self._secret, self._now() + self._chance.choice(_AGES))
            case 3:
                return signed(body + b" ", self._secret, self._now())
            case 4:
                return {other: value for other, value in good.items() if other != name}
            case _:
                return good | {name: self._chance.choice(_ODD_HEADERS)}

    async def _send(
        self, body: bytes, kind: str, headers: dict[str, str], *, may_pass: bool = True
    ) -> Fate:
        typed = {"Content-Type": kind} if kind else {}
        answer = await self._wire.post(PATH, typed | headers, body)
        if answer.status == UNKEPT:
            # Come again later: for a moment nothing can be stored.
            return Fate.REFUSED
        if answer.status >= 500 or "Traceback" in answer.body:
            return Fate.BROKEN
        if answer.status >= 400 or answer.status == 0:
            return Fate.REFUSED
        return Fate.TAKEN if may_pass else Fate.BROKEN

    async def _cut(self, body: bytes, kind: str) -> Fate:
        """A body that ends before its length, or is not as it is said to be."""
        good = {"Host": "x", "Content-Type": kind, **self._signed(body)}
        told = self._chance.choice(
            (
                {"Content-Length": str(len(body) + 100)},
                {"Content-Length": "-1"},
                {"Content-Length": "1e3"},
                {"Content-Length": str(len(body)), "Transfer-Encoding": "chunked"},
                {"Transfer-Encoding": "chunked"},
                {"Content-Length": str(len(body)), "Content-Encoding": "gzip"},
                {"Content-Length": str(2**40)},
            )
        )
        head = "".join(f"{name}: {value}\r\n" for name, value in (good | told).items())
        raw = f"POST {PATH} HTTP/1.1\r\n{head}\r\n".encode() + body
        answer = await self._wire.ask(raw, whole=False)
        return Fate.BROKEN if answer.status >= 500 or answer.status == 200 else Fate.REFUSED


_ODD_HEADERS = ("", " ", "now", "9" * 5_000, "-1", "1e9", "v0=", "v1=ab", "v0=ÿ", "0" * 64)


def _flat(payload: Any) -> dict[str, str]:
    """As a form has it: texts alone."""
    if not isinstance(payload, dict):
        return {str(payload): ""}
    return {
        str(name): value if isinstance(value, str) else json.dumps(value)
        for name, value in payload.items()
    }


async def requests(folder: Path, payloads: int, seed: int) -> Outcome:
    """So many requests at the address that Slack calls."""
    outcome = Outcome(DOOR)
    async with workspace(folder, over_http=True) as stage, wire(stage.port) as lines:
        rows = counted(stage.served.database)
        thrower = Requests(stage, lines, Random(seed))
        await pour(outcome, stage.served, payloads, thrower.throw, partial(stage.look, outcome))
        await finish(outcome, stage, rows)
    return outcome


async def finish(outcome: Outcome, stage: Workspace, rows: int) -> None:
    """Count what is left of it, and whether it goes on."""
    outcome.answered_afterwards = stage.served.alive and await stage.still_answers()
    outcome.alive = stage.served.alive and await stage.served.stop() == 0
    await stage.look(outcome)
    read_log(outcome, stage.served)
    outcome.rows = counted(stage.served.database) - rows
    outcome.misplaced = stage.misplaced()
