"""The port for leases: what only one process may do at a time, such as holding a connection."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

LASTS = timedelta(seconds=45)
SKEW = timedelta(minutes=5)
"""How far the clocks of two processes may be apart. A day's duty or a row of a queue that is taken
for longer than it can be and this from now was taken by a clock that has been set back since, and
is free. What is renewed needs no such rule: its holder writes a right end within seconds."""

RENEWED_EVERY = timedelta(seconds=15)
"""A renewal may fail once and come late, and the lease still holds."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a name, until when unless it is renewed."""

    name: str
    holder: str
    ends_at: datetime


class Leases(Protocol):
    """Leases by name."""

    async def of(self, names: Collection[str]) -> dict[str, Lease]:
        """The leases of these names that there are, ended ones too."""
        ...

    async def clock(self, here: datetime) -> datetime:
        """The time by which leases end: one for all who share a server; `here` where it is ours."""
        ...

    async def put(self, lease: Lease) -> None:
        """Give a lease, in place of the one there is of that name."""
        ...

    async def give_back(self, names: Collection[str], holder: str) -> None:
        """These names are free, where that holder has them."""
        ...
