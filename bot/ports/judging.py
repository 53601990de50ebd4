"""The store's part about the outside judge: its calls, their cost, and verdicts to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.spend import Spend


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCall:
    """A call that is about to be made; nobody's when an author tries a rubric."""

    member_id: int | None
    group_id: int | None
    model: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutcome:
    """How a call ended: `answered`, or the kind of trouble.

    Tokens are None where the server does not tell; `cost_micros` is in millionths of the currency
    of the prices that are set, None without prices.
    """

    result: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost_micros: int | None = None


@dataclass(frozen=True, slots=True)
class CallCounts:
    """Calls since a moment: for one member, in one group, and in all."""

    member: int
    group: int
    everybody: int


class Judging(Protocol):
    """Calls to the outside judge and the verdicts kept from them."""

    async def counts(
        self, since: datetime, member_id: int | None, group_id: int | None
    ) -> CallCounts:
        """The calls made after `since`, begun ones included."""
        ...

    async def begin(self, call: NewCall) -> int:
        """Store a call before it is made, so that a crash cannot make it free; returns its id."""
        ...

    async def end(self, call_id: int, outcome: CallOutcome) -> None:
        """Store how a call ended; no effect when its member was erased meanwhile."""
        ...

    async def spend(self, group_id: int, since: datetime) -> Spend:
        """What the group's calls after `since` came to."""
        ...

    async def recall(self, key: str) -> str | None:
        """The verdicts kept under a key."""
        ...

    async def remember(self, key: str, verdicts: str, at: datetime) -> None:
        """Keep verdicts under a key; what was kept there is replaced. Holds nobody's words."""
        ...

    async def forget(self, before: datetime) -> None:
        """Drop verdicts kept before that moment."""
        ...
