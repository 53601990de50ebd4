"""The store's part about what comes in, what goes out, and what hosts did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.group import Place
from bot.domain.message import NewMessage, QueuedMessage, SentMessage


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event that was stored before it is handled; `event` is its content, as JSON can hold it.

    `account` is the key of the account it came from.
    """

    key: str
    account: str
    event: dict[str, Any]
    at: datetime


class Inbox(Protocol):
    """Events: those kept until they are handled, and the keys of those that were.

    A repeated event changes nothing. Once handled, only the key of an event is held.
    """

    async def keep(self, events: Sequence[KeptEvent]) -> set[str]:
        """Store events to be handled; returns the keys of those that were not known before."""
        ...

    async def take(self, key: str, at: datetime) -> bool:
        """The event is handled with this transaction; false when it was handled before."""
        ...

    async def handled(self, key: str) -> bool:
        """Whether the event was handled before."""
        ...

    async def unhandled(self, before: datetime, limit: int) -> list[KeptEvent]:
        """Kept events from before that moment which were never handled, oldest first."""
        ...


class Cursors(Protocol):
    """How far each conversation on a platform was read, so that what was missed can be fetched."""

    async def move(self, place: Place, position: str, at: datetime) -> None:
        """Everything up to `position`, in the platform's own words, was read there."""
        ...

    async def recent(self, platform: str, since: datetime) -> list[tuple[Place, str]]:
        """The conversations of a platform that moved since then, with their positions."""
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
        workspaces: Sequence[str] | None = None,
    ) -> list[QueuedMessage]:
        """Take messages to send on these platforms, oldest first.

        With `recipients` only messages to everybody in a place and to these accounts are taken,
        with `workspaces` only those to them.
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

    async def unsent(self, key: str) -> QueuedMessage | None:
        """The message of that key while it waits or is being sent; None without."""
        ...

    async def by_reference(self, platform: str, reference: str) -> SentMessage | None:
        """The message that the platform knows by that id; None when it is none of ours."""
        ...

    async def reference(self, keys: Sequence[str], place: Place) -> str | None:
        """The platform's id of the sent message of one of these keys in a place; None without."""
        ...

    async def shown_to_all(self, key_prefix: str) -> bool:
        """Whether a message whose key begins so is out and had no one recipient."""
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
