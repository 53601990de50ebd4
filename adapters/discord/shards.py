"""Shards: the share of Discord's servers that a connection hears, and which of them are ours.

Source of the formula: Discord's developer documentation, Gateway, "Sharding"; direct messages come
to shard 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_ANY = re.compile(r"any\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Shards:
    """`count` shards in all; of `ids` this process runs `most`, whichever nobody else does."""

    count: int
    ids: Sequence[int]
    most: int

    @property
    def names(self) -> list[str]:
        """The leases of `ids`. Shards of another count hear other servers: they clash as well."""
        return [f"discord shard {one} of {self.count}" for one in self.ids]

    def held(self, names: Sequence[str]) -> list[int]:
        """The shards whose leases these are."""
        return [one for one, name in zip(self.ids, self.names, strict=True) if name in names]

    def of(self, guild_id: int | None) -> int:
        """The shard that hears a server, or direct messages without one."""
        return 0 if guild_id is None else (guild_id >> 22) % self.count


def shards_of(count: int, written: str) -> Shards:
    """What `0-3`, `0,2` and `any 2` name among so many shards, all without a word.

    Raises ValueError with a sentence.
    """
    text = written.strip().lower()
    if not text:
        return Shards(count, range(count), count)
    if several := _ANY.fullmatch(text):
        most = int(several[1])
        if not 0 < most <= count:
            raise ValueError(f"write any 1 to any {count}")
        return Shards(count, range(count), most)
    ids: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip())
        if found is None:
            raise ValueError("write shards such as 0-3, or 0,2, or any 2")
        low, high = int(found[1]), int(found[2] or found[1])
        if not low <= high < count:
            raise ValueError(f"there are shards 0 to {count - 1}; ROUNDS_DISCORD_SHARDS says so")
        ids |= set(range(low, high + 1))
    return Shards(count, sorted(ids), len(ids))
