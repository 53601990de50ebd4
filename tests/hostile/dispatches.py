"""Discord's gateway: events with every fault, and frames that are none."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.hostile.mutation import Mutation, damaged
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import Fate, pour, read_log
from tests.hostile.rows import counted
from tests.hostile.server import Server, server

DOOR = "Discord's gateway"

DROPPED = ("event.unreadable", "event.malformed")
"""What the log says of an event that nobody hears."""

_BREAKS = 1000
"""Every so manieth frame is none; discord.py ends its connection over it, and Rounds comes back."""


class Dispatches:
    """Makes each event and sends it; what came of it only the log can tell."""

    def __init__(self, stage: Server, chance: Random) -> None:
        self._stage = stage
        self._chance = chance
        self._mutation = Mutation(len(stage.samples), chance)

    async def throw(self, number: int) -> Fate:
        """One event, or a frame that is none."""
        at = self._chance.randrange(len(self._stage.samples))
        sample = self._stage.samples[at]
        data = self._mutation.of(at, self._stage.fresh(sample, self._chance))
        gateway = self._stage.fake.gateway
        if number % _BREAKS == _BREAKS // 10:
            gateway.throw(self._frame(sample.name, data))
            await self._stage.fake.until(lambda: not gateway.connected, 30)
            await self._stage.fake.connected(60)
        else:
            gateway.session.dispatch(sample.name, data)
        return Fate.TAKEN

    def _frame(self, name: str, data: Any) -> str:
        """What ends the connection: no JSON, no object, no name of an event."""
        whole = json.dumps({"op": 0, "t": name, "s": None, "d": data})
        broken = damaged(whole.encode(), self._chance).decode(errors="replace")
        return self._chance.choice(
            ("", "{", "[]", "null", "[" * 3_000, f"{{{broken}", '{"op":0,"t":[1],"s":null,"d":{}}')
        )


async def dispatches(folder: Path, payloads: int, seed: int) -> Outcome:
    """So many events over the gateway."""
    outcome = Outcome(DOOR)
    async with server(folder) as stage:
        rows = counted(stage.served.database)
        thrower = Dispatches(stage, Random(seed))
        look = partial(stage.look, outcome)
        await pour(outcome, stage.served, payloads, thrower.throw, look, at_once=1)
        outcome.answered_afterwards = stage.served.alive and await stage.still_answers()
        outcome.alive = stage.served.alive and await stage.served.stop() == 0
        read_log(outcome, stage.served)
        outcome.refused = sum(outcome.told[one] for one in DROPPED)
        outcome.taken = outcome.payloads - outcome.refused
        outcome.rows = counted(stage.served.database) - rows
        outcome.misplaced = stage.misplaced()
    return outcome
