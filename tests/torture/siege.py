"""A siege: a crowd practises on several processes while they are killed and the platform fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic

from bot.bootstrap import open_core
from bot.settings import Settings
from tests.torture.field import CONTENT, Field, Storm, battlefield, bear, end, ended
from tests.torture.plan import Plan
from tests.torture.toll import Toll, stored

LEASES = timedelta(seconds=150)
"""Longer than any lease; the last thing that happens is that those of the dead end."""

QUIET_S = 4.0
"""When nobody has asked the platform for anything for so long, nobody is in the middle of it."""

COUNTED_AFTER_S = 180.0
"""For so long at most everything comes to rest."""


async def siege(plan: Plan, folder: Path, look: Callable[[Field], None] | None = None) -> Toll:
    """Lay it, lift it, wait until everything has come to rest, and count; `look` counts besides."""
    began = monotonic()
    async with battlefield(plan, folder) as stage:
        for number in range(plan.processes):
            await bear(stage, number)
        practising = begun(stage)
        await _kill(stage)
        # Where nobody is killed the weather is what there is.
        stage.ground.weather.falling = plan.kills == 0
        await rest(stage, practising)
        toll = await toll_of(stage, began)
        if look is not None:
            look(stage)
        return toll


async def _kill(stage: Field) -> None:
    """End one after the other, whatever they are doing; each is followed by another.

    Of three ends two are kills. The third is asked for, of the process that has lived longest, and
    has to be one with status 0.
    """
    plan = stage.plan
    while stage.kills < plan.kills:
        await asyncio.sleep(stage.chance.uniform(*plan.lives))
        if stage.kills % 2 == 0 and stage.stops < stage.kills // 2:
            number = stage.born.index(min(stage.born))
            stage.stops += 1
            stage.unclean += await ended(stage, number) != 0
        else:
            number = stage.chance.randrange(plan.processes)
            end(stage.alive[number])
            stage.kills += 1
        await bear(stage, number)
    stage.storm = storm_of(stage)


def storm_of(stage: Field) -> Storm:
    """What was done so far."""
    groups = range(stage.plan.groups)
    return Storm(
        prompts=sum(stage.ground.prompts(number) > 0 for number in groups),
        acknowledged=len(stage.acknowledged),
    )


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
    told = stage.ground.feedback()
    storm = stage.storm
    return Toll(
        name=stage.plan.name,
        kills=stage.kills,
        stops=stage.stops,
        unclean=stage.unclean,
        troubles=stage.ground.weather.fell,
        due=len(prompts),
        due_in_storm=storm.prompts,
        lost=prompts.count(0),
        doubled=sum(count - 1 for count in prompts if count > 1) + stage.ground.doubled(),
        unfinished=stage.ground.unfinished(),
        acknowledged=len(stage.acknowledged),
        acknowledged_in_storm=storm.acknowledged,
        replies_lost=sum(not found.attempts[words] for words in stage.acknowledged),
        replies_doubled=sum(count > 1 for count in found.attempts.values()),
        unheard=sum(not found.attempts[words] for words in stage.ground.written),
        graded_twice=sum(count > 1 for count in found.grades.values()),
        ungraded=sum(count == 0 for count in found.grades.values()),
        untold=told.lost(found.graded),
        told_twice=told.doubled,
        told_again=told.again,
        differing=await _differing(stage),
        stuck=found.stuck,
        seconds=monotonic() - began,
    )


async def _differing(stage: Field) -> int:
    """Rows that are not what the stored answers come to when all is added up anew."""
    settings = Settings(database_url=stage.plan.url, content=CONTENT)
    core = await open_core(settings, clock=stage.clock)
    try:
        return (await core.recompute()).differing
    finally:
        await core.close()
