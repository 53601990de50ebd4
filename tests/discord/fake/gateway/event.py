"""Something the gateway tells, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.intent import Intent

ALWAYS = Intent(0)


@dataclass(frozen=True)
class Event:
    """Goes to every session with the intent; `data` is made anew for what each may read."""

    name: str
    data: Callable[[bool], Json]
    """Given whether the session may read what people write."""
    needs: Intent = ALWAYS


def plain(name: str, data: Json, needs: Intent = ALWAYS) -> Event:
    """An event that is the same for all."""
    return Event(name, lambda _: data, needs)
