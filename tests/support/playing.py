"""Playing a mock round in a dialog."""

from __future__ import annotations

from tests.support.conversation import Conversation
from tests.support.loops import BEDS, SURPRISED

PAPER = "We go back to paper sheets at each desk as soon as the tool is silent."
DRILLED = "The night lead drills it every quarter with the whole shift, on paper."


async def hear(talk: Conversation, name: str, said: str) -> str:
    """Say it, and read the answer with all that is sent next."""
    answer = await talk.say(name, said)
    return " ".join(" ".join([answer, *await talk.work()]).split())


async def begin(talk: Conversation, name: str = "Ana", stage: str = "clinic talk") -> str:
    return await hear(talk, name, f"/mock start {stage}")


async def finish(talk: Conversation, name: str = "Ana") -> str:
    """Answer whatever is asked until the round is over; returns the last words."""
    for _ in range(20):
        heard = await hear(talk, name, f"{BEDS} {SURPRISED}")
        if "Debrief" in heard:
            return heard
    raise AssertionError("the round never ends")
