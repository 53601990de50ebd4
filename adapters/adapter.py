"""What every adapter is to the rest: a sender of messages for its platform."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Protocol

from bot.domain.message import MessageKind
from bot.outgoing import Outgoing


class CannotSend(Exception):
    """A message could not be sent; the reason is read by hosts, in the platform's words.

    `for_good` when trying again would not help, `unreachable` when the recipient takes no private
    messages, `wait` the pause that the platform asks for.
    """

    def __init__(
        self,
        reason: str,
        *,
        for_good: bool = False,
        unreachable: bool = False,
        wait: timedelta | None = None,
    ) -> None:
        super().__init__(reason)
        self.for_good = for_good
        self.unreachable = unreachable
        self.wait = wait


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

    @property
    def workspaces(self) -> Sequence[str] | None:
        """The workspaces it is connected to; None for all there are."""
        ...

    @property
    def steps(self) -> Collection[MessageKind]:
        """What the platform can do to a posting that is out: a thread, a pin."""
        ...

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message; returns the platform's id of it, raises CannotSend.

        Sending the same message key again must not show it twice where the platform can tell.
        """
        ...
