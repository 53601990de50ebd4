"""Housekeeping: once a day, by whichever process comes first, what has served its time goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.ports.leases import SKEW, Lease
from bot.ports.retention import Limits
from bot.services.deps import Deps

EVERY = timedelta(days=1)

EVENTS_KEPT = timedelta(days=30)
"""Platforms repeat an event for two days at most."""

LETTERS_KEPT = timedelta(days=90)
CALLS_KEPT = timedelta(days=90)
CURSORS_KEPT = timedelta(days=30)

ERASURES_KEPT = timedelta(days=400)
"""Older backups than that are nobody's intention; docs/operations.md says so."""

_DUTY = "housekeeping"
_BATCH = 500


async def take_duty(deps: Deps, holder: str, now: datetime) -> bool:
    """Whether this process keeps house today; nobody else does for a day."""
    async with deps.store.write() as work:
        found = (await work.leases.of([_DUTY])).get(_DUTY)
        if found is not None and now < found.ends_at <= now + EVERY + SKEW:
            return False
        await work.leases.put(Lease(_DUTY, holder, now + EVERY))
        return True


async def tidy(deps: Deps, now: datetime) -> int:
    """Remove what has served its time, a few rows in each transaction; returns how many."""
    limits = Limits(
        events=now - EVENTS_KEPT,
        letters=now - LETTERS_KEPT,
        calls=now - CALLS_KEPT,
        cursors=now - CURSORS_KEPT,
        erasures=now - ERASURES_KEPT,
    )
    removed = 0
    while True:
        async with deps.store.mark() as work:
            some = await work.retention.remove(limits, now, _BATCH)
        removed += some
        if not some:
            return removed
