"""Pouring: many payloads at once at one door, with a look at what came of them now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum
from time import monotonic

from tests.hostile.outcome import Outcome
from tests.hostile.rows import unhandled
from tests.hostile.screen import inner
from tests.hostile.served import Served

WARM = 0.1
"""The part of the payloads after which the process counts as warm."""

LOOK_EACH = 200
_LOOKS, _PAUSE_S = 3600, 0.05
"""Three minutes: what nobody handled at once is swept up after one."""


class Fate(Enum):
    """What a payload came to."""

    REFUSED = "refused"
    TAKEN = "taken"
    BROKEN = "broken"


Throw = Callable[[int], Awaitable[Fate]]


async def pour(
    outcome: Outcome,
    served: Served,
    payloads: int,
    throw: Throw,
    look: Callable[[], Awaitable[None]],
    *,
    at_once: int = 12,
    each: int = LOOK_EACH,
) -> None:
    """Throw so many, `at_once` side by side; stop early when the process is gone.

    `look` is called after `each` so many, with none of them under way.
    """
    began = monotonic()
    done = 0
    while done < payloads and served.alive:
        batch = min(each, payloads - done)
        numbers = iter(range(done, done + batch))

        async def work(numbers: object = numbers) -> None:
            for number in numbers:  # type: ignore[attr-defined]
                _count(outcome, await throw(number))

        await asyncio.gather(*(work() for _ in range(at_once)))
        done += batch
        await look()
        if outcome.before == 0 and done >= payloads * WARM:
            outcome.before = served.memory
    outcome.payloads = done
    outcome.after = served.memory
    outcome.seconds = monotonic() - began


def _count(outcome: Outcome, fate: Fate) -> None:
    outcome.refused += fate is Fate.REFUSED
    outcome.taken += fate is Fate.TAKEN
    outcome.broken += fate is Fate.BROKEN


async def worked_off(served: Served) -> None:
    """Wait until nothing that was kept waits to be handled: platforms send no faster than that.

    Raises TimeoutError when something is never handled.
    """
    for _ in range(_LOOKS):
        if not served.alive or not unhandled(served.database):
            return
        await asyncio.sleep(_PAUSE_S)
    raise TimeoutError(f"{unhandled(served.database)} kept events were never handled")


def saw(outcome: Outcome, said: object) -> None:
    """Rounds said this to somebody."""
    outcome.answers += 1
    if (found := inner(said)) is not None:
        outcome.shown.append(found)


def read_log(outcome: Outcome, served: Served) -> None:
    """Count the events of the log, and keep the lines that hold a stack or are none of ours."""
    for event in served.events():
        outcome.told[str(event["event"])[:60]] += 1
        if event.get("level") == "error":
            outcome.errors[f"{event['event']}: {event.get('error', '')}"[:120]] += 1
        stack = event.get("exception") or event.get("raw")
        if stack:
            outcome.traces.append(f"{event['event']}: {str(stack)[-300:]}")
