"""One thing that an application is told, and what became of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tests.slack.fake.errors import Json
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.trigger import Hook, Trigger


class Kind(StrEnum):
    """As the `type` of envelopes in Socket Mode."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(eq=False)
class Attempt:
    """One delivery; `reason` says why it is a repetition, `failure` why it failed itself."""

    number: int
    sent_at: datetime
    reason: str = ""
    acked_at: datetime | None = None
    failure: str = ""
    late: bool = False
    """The answer came (in Socket Mode), but after Slack had given up."""
    final: bool = False
    """`x-slack-no-retry` was answered."""
    status: int | None = None
    connection: int | None = None
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def acknowledged(self) -> bool:
        return self.acked_at is not None and not self.failure


@dataclass(eq=False)
class Parcel:
    """`payload` as Slack sends it; `answer` is what came with the acknowledgement."""

    by: Installation
    kind: Kind
    payload: Json
    made_at: datetime
    trigger: Trigger | None = None
    hook: Hook | None = None
    attempts: list[Attempt] = field(default_factory=list)
    answer: Any = None
    over: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    """Done when the first attempt is."""
    done: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )
    """Done when it was acknowledged or given up."""

    def __repr__(self) -> str:
        return f"<{self.kind} {self.what} {'ok' if self.acknowledged else 'open'}>"

    @property
    def what(self) -> str:
        """The type of the event or interaction, or the command."""
        if self.kind is Kind.COMMAND:
            return str(self.payload["command"])
        if self.kind is Kind.EVENT:
            return str(self.payload["event"]["type"])
        return str(self.payload["type"])

    @property
    def acknowledged(self) -> bool:
        return any(one.acknowledged for one in self.attempts)

    @property
    def seconds(self) -> float | None:
        """From the act to the first acknowledgement, by the fake's clock."""
        acked = [one.acked_at for one in self.attempts if one.acked_at is not None]
        return (min(acked) - self.made_at).total_seconds() if acked else None
