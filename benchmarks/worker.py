"""One of several processes on one database: does what it is told, as soon as it is told.

`python -m benchmarks.worker URL FACTS`: each line read is a phase, each line written what came of
it, as JSON; the first one says that it is ready.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from time import process_time
from typing import Any

from adapters.pump import pump
from benchmarks import words, world
from benchmarks.nowhere import Nowhere
from benchmarks.timing import Times
from bot.bootstrap import open_core, open_grader
from bot.clock import RehearsalClock
from bot.core import Core
from bot.inbound import Inbound, Replied
from bot.settings import Settings

AT_ONCE = 10
"""People who wait for an answer of one process at any time."""

WORDS = 150
TEXTS = 20

NEXT_PROMPT = timedelta(hours=21, seconds=5)
"""From noon to nine of the next day, when groups post that nobody asked when they want it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Which of how many processes this is, and how much there is to do for all of them."""

    number: int
    processes: int
    groups: int
    replies: int


async def store(core: Core, clock: RehearsalClock, facts: Facts) -> dict[str, Any]:
    """Its share of the replies: kept, acknowledged, handled."""
    mine = iter(range(facts.number, facts.replies, facts.processes))
    texts = [words.reply(WORDS, Random(seed)) for seed in range(TEXTS)]
    times = Times()

    async def one_after_the_other() -> None:
        for number in mine:
            inbound = Inbound(
                place=world.place(number % facts.groups + 1),
                account=world.account(number + 1),
                said=Replied(texts[number % TEXTS]),
                event_key=f"fleet/{number}",
                at=clock.now(),
            )
            with times.once():
                assert await core.keep(inbound)
            reply = await core.finish(inbound)
            assert reply is not None
            assert reply.receipt, reply

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return {"done": len(times), "times": times.values}


async def grade(core: Core, clock: RehearsalClock, _: Facts) -> dict[str, Any]:
    """From the queue until it is empty; the rubrics are read on the way."""
    done = 0
    while taken := await core.grade(clock.now()):
        done += taken
    return {"done": done}


async def send(core: Core, clock: RehearsalClock, _: Facts) -> dict[str, Any]:
    """From the outbox until it is empty: everybody's feedback."""
    nowhere = Nowhere()
    await pump(core, nowhere, clock)
    return {"done": nowhere.sent}


async def post(core: Core, clock: RehearsalClock, _: Facts) -> dict[str, Any]:
    """The next day: yesterday's prompts close, today's open, and all that is said is sent."""
    clock.advance(NEXT_PROMPT)
    nowhere = Nowhere()
    await core.tick(clock.now())
    await pump(core, nowhere, clock)
    return {"done": nowhere.prompts}


PHASES = {"store": store, "grade": grade, "send": send, "post": post}


async def main(url: str, facts: Facts) -> None:
    """Until there are no more lines."""
    logging.disable(logging.INFO)
    clock = RehearsalClock(world.NOW)
    grader = open_grader(at_once=True)
    core = await open_core(Settings(database_url=url), clock=clock, chance=Random(1), grader=grader)
    try:
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            begin = process_time()
            found = await PHASES[line.strip()](core, clock, facts)
            found["processor"] = process_time() - begin
            print(json.dumps(found), flush=True)
    finally:
        await core.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Facts(**json.loads(sys.argv[2]))))
