"""Leases: several processes share a database, and some things only one of them may do at a time.

A lease ends by itself, so that what a dead process held is taken over; it is renewed well before
that, so that what a living one holds is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.ports.leases import LASTS, Lease
from bot.services.deps import Deps


async def take_leases(
    deps: Deps,
    names: Sequence[str],
    holder: str,
    now: datetime,
    number: int,
    is_gone: Callable[[str], bool],
) -> list[str]:
    """Take or renew that number of leases of these names; returns those the holder has now.

    They are of use together: of a smaller number none is kept. Those it has already come first,
    then in the order of the names what is free: never given, ended, or held by one who `is_gone`
    for certain.
    """
    async with deps.store.read() as work:
        now = await work.leases.clock(now)
        # Who stands by asks every few seconds, and nobody who writes is to wait for that.
        found = await work.leases.of(names)
    if len(_within_reach(names, found, holder, now, is_gone)) < number and not _ours(found, holder):
        return []
    async with deps.store.write() as work:
        found = await work.leases.of(names)
        now = await work.leases.clock(now)
        taken = _within_reach(names, found, holder, now, is_gone)[:number]
        if len(taken) < number:
            taken = []
        for name in taken:
            await work.leases.put(Lease(name, holder, now + LASTS))
        await work.leases.give_back(_ours(found, holder) - set(taken), holder)
        return taken


def _within_reach(
    names: Sequence[str],
    found: Mapping[str, Lease],
    holder: str,
    now: datetime,
    is_gone: Callable[[str], bool],
) -> list[str]:
    ours = _ours(found, holder)
    free = {
        name
        for name in names
        if name not in found or found[name].ends_at <= now or is_gone(found[name].holder)
    }
    return [
        *(name for name in names if name in ours),
        *(name for name in names if name in free - ours),
    ]


def _ours(found: Mapping[str, Lease], holder: str) -> set[str]:
    return {name for name, lease in found.items() if lease.holder == holder}


async def give_leases_back(deps: Deps, names: Sequence[str], holder: str) -> None:
    """What the holder has of these is free at once."""
    async with deps.store.write() as work:
        await work.leases.give_back(names, holder)
