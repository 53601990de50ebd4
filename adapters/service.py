"""What runs beside the core for one platform: a connection that comes up, listens and goes down."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from adapters.adapter import Adapter
from bot.errors import BadSettings
from bot.inbound import Inbound
from bot.views.model import Reply


class ServiceState(StrEnum):
    """How a connection stands."""

    CONNECTING = "connecting"
    CONNECTED = "connected"
    STANDING_BY = "standing by"
    """Another process does what this one would."""
    AWAY = "away"
    """It could not be reached when we started, and is tried again; others are served."""
    REFUSED = "refused"
    """The platform will not have us; others are served."""


class NotLetIn(BadSettings):
    """A platform will not have us, however often we try: the sentence says what to do."""


class Unreachable(BadSettings):
    """A platform cannot be reached: now, or at the address that is set."""


class Service(Protocol):
    """A platform's connection."""

    @property
    def state(self) -> ServiceState:
        """How it stands just now."""
        ...

    @property
    def adapter(self) -> Adapter:
        """Its side of the outbox."""
        ...

    @property
    def needs_door(self) -> bool:
        """Whether what happens on the platform comes to us over HTTP."""
        ...

    async def start(self) -> None:
        """Connect; returns when messages can be sent. Raises NotLetIn, Unreachable, BadSettings.

        After Unreachable it may be called again.
        """
        ...

    async def watch(self) -> None:
        """Until the connection is lost for good; raises NotLetIn or BadSettings with the reason."""
        ...

    async def stop(self) -> None:
        """Hear no more and disconnect, within seconds; what was kept waits for the next start."""
        ...

    async def known(self, inbound: Inbound) -> Inbound:
        """A kept event with what the platform says of the person by now; never raises."""
        ...

    async def tell(self, inbound: Inbound, reply: Reply) -> None:
        """Answer an event that was handled long after it came; never raises."""
        ...
