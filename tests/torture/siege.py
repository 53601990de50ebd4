"""A siege: a crowd practises on several processes while they are killed and the platform fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from time import monotonic

from tests.torture.field import Field, battlefield, bear, end
from tests.torture.plan import LIFE_S, Plan
from tests.torture.toll import Toll, stored

LEASES = timedelta(seconds=150)
"""Longer than any lease; the last thing that happens is that those of the dead end."""

QUIET_S = 4.0
"""When nobody has asked the platform for anything for so long, nobody is in the middle of it."""

COUNTED_AFTER_S = 180.0
"""For so long at most everything comes to rest."""


async def siege(plan: Plan, folder: Path) -> Toll:
    """Lay it, lift it, wait until everything has come to rest, and count."""
    began = monotonic()
    async with battlefield(plan, folder) as stage:
        for number in range(plan.processes):
            await bear(stage, number)
        practising = begun(stage)
        await _kill(stage)
        stage.ground.weather.falling = False
        await rest(stage, practising)
        return await toll_of(stage, began)


async def _kill(stage: Field) -> None:
    """Kill one after the other, whatever they are doing; each is followed by another."""
    while stage.kills < stage.plan.kills:
        await asyncio.sleep(stage.chance.uniform(*LIFE_S))
        number = stage.chance.randrange(stage.plan.processes)
        end(stage.alive[number])
        stage.kills += 1
        await bear(stage, number)


async def rest(stage: Field, practising: list[asyncio.Task[None]]) -> None:
    """Until everybody has answered; leases and pauses end as soon as nothing else happens."""
    while pending := [one for one in practising if not one.done()]:
        before = stage.ground.asked
        await asyncio.wait(pending, timeout=QUIET_S)
        _pass(stage, before)
    await asyncio.gather(*practising)


def _pass(stage: Field, asked: int) -> None:
    """Time passes for everybody, unless somebody asked the platform for something meanwhile.

    Also what the platform remembers of a repeated key ends. A lease that ended under somebody who
    is just sending would be our doing.
    """
    if stage.ground.asked == asked:
        stage.clock.shift(LEASES)
        stage.ground.shift(LEASES.total_seconds())


def begun(stage: Field) -> list[asyncio.Task[None]]:
    """Everybody practises from now on."""
    groups = range(stage.plan.groups)
    return [
        asyncio.create_task(stage.ground.practise(number, stage.acknowledged)) for number in groups
    ]


async def toll_of(stage: Field, began: float) -> Toll:
    """Let the leases of the dead end, wait until nothing waits, and count."""
    ends = monotonic() + COUNTED_AFTER_S
    found = await stored(stage.plan.url)
    while found.stuck and monotonic() < ends:
        before = stage.ground.asked
        await asyncio.sleep(QUIET_S)
        _pass(stage, before)
        found = await stored(stage.plan.url)
    prompts = [stage.ground.prompts(number) for number in range(stage.plan.groups)]
    return Toll(
        name=stage.plan.name,
        kills=stage.kills,
        troubles=stage.ground.weather.fell,
        due=len(prompts),
        lost=prompts.count(0),
        doubled=sum(count - 1 for count in prompts if count > 1) + stage.ground.doubled(),
        acknowledged=len(stage.acknowledged),
        replies_lost=sum(not found.attempts[words] for words in stage.acknowledged),
        replies_doubled=sum(count > 1 for count in found.attempts.values()),
        graded_twice=sum(count > 1 for count in found.grades.values()),
        ungraded=sum(count == 0 for count in found.grades.values()),
        stuck=found.stuck,
        seconds=monotonic() - began,
    )
