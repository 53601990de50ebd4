"""Slack's sockets: envelopes with every fault, and frames that are none."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.hostile.mutation import Mutation, damaged
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import Fate, pour
from tests.hostile.requests import finish
from tests.hostile.rows import counted
from tests.hostile.workspace import Workspace, workspace

DOOR = "Slack's sockets"
_PATIENCE_S = 0.25
"""So long an acknowledgement is waited for before the next one; what never gets one was refused."""

_AT_ONCE = 24
_SETTLE_EACH = 100
"""Nobody says what is refused: without a pause now and then more would come than is worked off."""


class Envelopes:
    """Makes each envelope, sends it, and tells what came of it."""

    def __init__(self, stage: Workspace, chance: Random) -> None:
        self._stage = stage
        self._socket = stage.fake.socket
        self._chance = chance
        self._payloads = Mutation(len(stage.samples), chance)
        self._frames = Mutation(len(stage.samples), chance)
        self._settled = 0

    async def throw(self, number: int) -> Fate:
        """One frame."""
        at = self._chance.randrange(len(self._stage.samples))
        sample = self._stage.samples[at]
        fresh = self._stage.fresh(sample, number, self._chance)
        name = f"strange-{number}"
        drawn = self._chance.random()
        payload = self._payloads.of(at, fresh) if drawn < 0.85 else fresh
        frame: Any = {
            "envelope_id": name,
            "type": str(sample.kind),
            "payload": payload,
            "accepts_response_payload": True,
            "retry_attempt": 0,
            "retry_reason": "",
        }
        if 0.85 <= drawn < 0.95:
            frame = self._frames.of(at, frame)
        text = json.dumps(frame)
        if drawn >= 0.95:
            text = damaged(text.encode(), self._chance).decode(errors="replace")
        return await self._sent(name, text)

    async def _sent(self, name: str, text: str) -> Fate:
        acknowledged: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._socket.strange[name] = acknowledged
        await self._socket.throw(text)
        await asyncio.wait({acknowledged}, timeout=_PATIENCE_S)
        return Fate.TAKEN if acknowledged.done() else Fate.REFUSED

    async def settle(self, outcome: Outcome) -> None:
        """Count what was acknowledged late, once nothing is under way any more."""
        await self._stage.answered()
        done = sum(one.done() for one in self._socket.strange.values())
        late = done - (outcome.taken - self._settled)
        outcome.taken += late
        outcome.refused -= late
        self._settled = outcome.taken
        self._socket.strange.clear()
        await self._stage.look(outcome)


async def envelopes(folder: Path, payloads: int, seed: int) -> Outcome:
    """So many frames over Socket Mode."""
    outcome = Outcome(DOOR)
    async with workspace(folder, over_http=False) as stage:
        rows = counted(stage.served.database)
        thrower = Envelopes(stage, Random(seed))
        settle = partial(thrower.settle, outcome)
        await pour(
            outcome,
            stage.served,
            payloads,
            thrower.throw,
            settle,
            at_once=_AT_ONCE,
            each=_SETTLE_EACH,
        )
        await finish(outcome, stage, rows)
    return outcome
