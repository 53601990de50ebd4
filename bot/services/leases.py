"""Leases: several processes share a database, and some things only one of them may do at a time.

A lease ends by itself, so that what a dead process held is taken over; it is renewed well before
that, so that what a living one holds is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.ports.leases import LASTS, Lease
from bot.services.deps import Deps


async def take_leases(
    deps: Deps,
    names: Sequence[str],
    holder: str,
    now: datetime,
    most: int,
    is_gone: Callable[[str], bool],
) -> list[str]:
    """Take or renew leases of these names, at most so many; returns those the holder has now.

    Those it has already come first, then in the order of the names what is free: never given,
    ended, or held by one who `is_gone` for certain.
    """
    async with deps.store.write() as work:
        found = await work.leases.of(names)
        ours = [name for name in names if name in found and found[name].holder == holder]
        free = [
            name
            for name in names
            if name not in ours
            and (name not in found or found[name].ends_at <= now or is_gone(found[name].holder))
        ]
        taken = [*ours, *free][:most]
        for name in taken:
            await work.leases.put(Lease(name, holder, now + LASTS))
        await work.leases.give_back(ours[most:], holder)
        return taken


async def give_leases_back(deps: Deps, names: Sequence[str], holder: str) -> None:
    """What the holder has of these is free at once."""
    async with deps.store.write() as work:
        await work.leases.give_back(names, holder)
