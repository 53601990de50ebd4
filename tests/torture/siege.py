"""A siege: a crowd practises on several processes while they are killed and the platform fails."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from time import monotonic

from tests.discord.fake.person import Person
from tests.torture.field import LIFE_S, Field, Plan, Room, battlefield, bear, end, prompts_in
from tests.torture.toll import Toll, stored

LEASES = timedelta(seconds=150)
"""Longer than any lease; the last thing that happens is that those of the dead end."""

SAFE = "your words are safe"
"""What somebody is told whose answer is on the disk; an apology says nothing of the kind."""

_PATIENCE_S = 60.0


async def siege(plan: Plan, folder: Path) -> Toll:
    """Lay it, lift it, wait until everything has come to rest, and count."""
    began = monotonic()
    async with battlefield(plan, folder) as stage:
        for number in range(plan.processes):
            await bear(stage, number)
        practising = [asyncio.create_task(practise(stage, room)) for room in stage.rooms]
        await _kill(stage)
        stage.hail.falling = False
        await asyncio.gather(*practising)
        return await toll_of(stage, began)


async def _kill(stage: Field) -> None:
    """Kill one after the other, whatever they are doing; each is followed by another."""
    while stage.kills < stage.plan.kills:
        await asyncio.sleep(stage.chance.uniform(*LIFE_S))
        number = stage.chance.randrange(stage.plan.processes)
        end(stage.alive[number])
        stage.kills += 1
        await bear(stage, number)


async def practise(stage: Field, room: Room) -> None:
    """Wait for the prompt, then everybody answers it until they are told that it is safe."""
    await stage.fake.until(lambda: prompts_in(stage.fake, room), within=_longest(stage))
    await asyncio.gather(
        *(_answer(stage, room, person, number) for number, person in enumerate(room.people))
    )


async def _answer(stage: Field, room: Room, person: Person, number: int) -> None:
    """A person whom nobody answered tries again, with other words."""
    ends = monotonic() + _longest(stage)
    tries = 0
    while monotonic() < ends:
        tries += 1
        words = (
            f"Answer {room.channel.id}.{number}.{tries}: we count serious errors per 100 uses, "
            "and above 2 in 100 we stop the rollout."
        )
        asked = await person.slash(room.guild, room.channel, "answer", text=words)
        if asked.acknowledged and SAFE in asked.text:
            stage.acknowledged.add(words)
            return
        await asyncio.sleep(0.2)


def _longest(stage: Field) -> float:
    return stage.plan.kills * sum(LIFE_S) / 2 + _PATIENCE_S


async def toll_of(stage: Field, began: float) -> Toll:
    """Let the leases of the dead end, wait until nothing waits, and count."""
    ends = monotonic() + _PATIENCE_S
    found = await stored(stage.plan.url)
    while found.stuck and monotonic() < ends:
        # Time passes for everybody: also what the platform remembers of a repeated key ends.
        stage.clock.shift(LEASES)
        stage.fake.clock.shift(LEASES.total_seconds())
        await asyncio.sleep(1.5)
        found = await stored(stage.plan.url)
    prompts = [prompts_in(stage.fake, room) for room in stage.rooms]
    return Toll(
        name=stage.plan.name,
        kills=stage.kills,
        troubles=stage.hail.fell,
        due=len(prompts),
        lost=prompts.count(0),
        doubled=sum(count - 1 for count in prompts if count > 1),
        acknowledged=len(stage.acknowledged),
        replies_lost=sum(not found.attempts[words] for words in stage.acknowledged),
        replies_doubled=sum(count > 1 for count in found.attempts.values()),
        graded_twice=sum(count > 1 for count in found.grades.values()),
        ungraded=sum(count == 0 for count in found.grades.values()),
        stuck=found.stuck,
        seconds=monotonic() - began,
    )
