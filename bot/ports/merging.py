"""The store's part about two members who turn out to be one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Merging(Protocol):
    """Makes everything of one member another's."""

    async def move(self, kept_id: int, gone_id: int) -> None:
        """Give everything held about `gone` to `kept`, and delete `gone`.

        Accounts, memberships (a host stays one), attempts, hints, absences, judge calls, and what
        the audit log and queued messages say of them. Credits, aggregates and streaks of `gone`
        are dropped, to be worked out anew from the attempts; link codes of both are worth nothing.
        """
        ...

    async def recount(self, counts: Mapping[int, bool]) -> None:
        """Set by attempt id whether it counts."""
        ...

    async def relink(self, revises: Mapping[int, int]) -> None:
        """Set by attempt id which attempt it revises."""
        ...
