"""The store's part about plans towards an interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """What a member plans for; the days themselves are worked out when they are asked for.

    `company` is the id of a kind of company. `begun_on` is the member's local date then.
    """

    interview_on: date
    company: str
    begun_on: date
    made_at: datetime


class Plans(Protocol):
    """At most one plan for each member."""

    async def get(self, member_id: int) -> KeptPlan | None:
        """The member's plan."""
        ...

    async def put(self, member_id: int, plan: KeptPlan) -> None:
        """Keep a plan in place of an earlier one."""
        ...

    async def drop(self, member_id: int) -> None:
        """Forget the member's plan."""
        ...
