"""What every adapter is to the rest: a sender of messages for its platform."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.outgoing import Outgoing


class CannotSend(Exception):
    """A message could not be sent. `for_good` when trying again would not help."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class Adapter(Protocol):
    """A platform's side of the outbox."""

    @property
    def platform(self) -> str:
        """The name that the platform's places carry."""
        ...

    @property
    def recipients(self) -> Sequence[str] | None:
        """The account keys it can reach just now; None for everybody on its platform."""
        ...

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message; returns the platform's id of it, raises CannotSend.

        Sending the same message key again must not show it twice where the platform can tell.
        """
        ...
