"""A gateway session: what it was told, so that a resumed connection misses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.intent import Intent


class Session:
    """Outlives its connections; `send` is how the present one is reached, None without one."""

    def __init__(self, identifier: str, intents: Intent, shard: tuple[int, int] = (0, 1)) -> None:
        self.shard = shard
        self.id = identifier
        self.intents = intents
        self.ended = False
        self.send: Callable[[str], None] | None = None
        self.log: list[tuple[str, str]] = []
        """Each event's name, and its text as sent."""

    def hears(self, guild_id: int | None) -> bool:
        """Whether what happens in that server, or in private, is told to its shard."""
        number, count = self.shard
        return number == (0 if guild_id is None else (guild_id >> 22) % count)

    @property
    def connected(self) -> bool:
        return self.send is not None

    @property
    def sequence(self) -> int:
        return len(self.log)

    def dispatch(self, name: str, data: Json) -> None:
        """Tells it now, or when it comes back."""
        told: Json = {"op": 0, "t": name, "s": self.sequence + 1, "d": data}
        text = json.dumps(told)
        self.log.append((name, text))
        if self.send is not None:
            self.send(text)

    def replay(self, after: int) -> None:
        """All that was told after that sequence number, then RESUMED."""
        assert self.send is not None
        for _, text in self.log[after:]:
            self.send(text)
        self.dispatch("RESUMED", {})

    def names(self) -> list[str]:
        """The names of all events it was told."""
        return [name for name, _ in self.log]
