"""The store's part about what comes in, what goes out, and what hosts did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.domain.message import NewMessage, QueuedMessage


class Inbox(Protocol):
    """The keys of events that were handled, so that a repeated one changes nothing."""

    async def take(self, key: str, at: datetime) -> bool:
        """Remember the event; false when it was handled before."""
        ...


class Outbox(Protocol):
    """Messages on their way out, each sent once."""

    async def add(self, messages: Sequence[NewMessage], at: datetime) -> None:
        """Queue messages; one whose key is known is left as it is."""
        ...

    async def claim(
        self,
        platforms: Sequence[str],
        now: datetime,
        lease_seconds: int,
        limit: int,
        recipients: Sequence[str] | None = None,
    ) -> list[QueuedMessage]:
        """Take messages to send on these platforms, oldest first.

        With `recipients` only messages to everybody in a place and to these accounts are taken.
        """
        ...

    async def sent(self, message_id: int, reference: str, at: datetime) -> None:
        """The message is out; `reference` is the platform's id of it."""
        ...

    async def retry(self, message_id: int, at: datetime, error: str) -> None:
        """Give the message back, to be claimed from `at` on."""
        ...

    async def release(self, key_prefix: str, at: datetime) -> None:
        """Let waiting messages whose keys begin so go from `at` on, if they were to wait longer."""
        ...

    async def drop(self, message_id: int, error: str) -> None:
        """The message will never be sent; the reason is kept."""
        ...

    async def pending(self) -> int:
        """How many messages wait or are being sent."""
        ...


class Audit(Protocol):
    """What hosts did and what the bot decided for a group."""

    async def add(
        self,
        group_id: int,
        actor_id: int | None,
        action: str,
        detail: dict[str, Any],
        at: datetime,
    ) -> None:
        """Keep an entry; `actor_id` None is the bot itself."""
        ...

    async def recent(
        self, group_id: int, limit: int
    ) -> list[tuple[datetime, int | None, str, dict[str, Any]]]:
        """The newest entries as (at, actor id, action, detail), newest first."""
        ...
