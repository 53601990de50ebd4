"""The store's part about groups and members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Protocol

from bot.domain.calendar import AwaySpan, Calendar, DayMark
from bot.domain.group import Group, Place
from bot.domain.member import Account, Member, Role


class Groups(Protocol):
    """Study groups, their places and their calendars."""

    async def workspace(self, platform: str, external_id: str, at: datetime) -> int:
        """The id of a workspace, which is stored when it is new."""
        ...

    async def at(self, place: Place) -> Group | None:
        """The group of a channel; failing that the oldest group of its workspace; else None."""
        ...

    async def around(self, place: Place) -> list[Group]:
        """All groups of the place's workspace, oldest first."""
        ...

    async def get(self, group_id: int) -> Group | None:
        """The group of that id."""
        ...

    async def many(self, group_ids: Sequence[int]) -> dict[int, Group]:
        """The groups of these ids, in one query."""
        ...

    async def of_workspace(self, platform: str, external_id: str) -> list[Group]:
        """The groups with a place in a workspace, oldest first."""
        ...

    async def named(self, name: str, workspace_id: int | None = None) -> Group | None:
        """The oldest group of that name, in that workspace or in any."""
        ...

    async def every(self) -> list[Group]:
        """All groups, oldest first."""
        ...

    async def add(self, group: Group, place: Place) -> Group:
        """Store a new group with its first place and its first weekday rule.

        The rule holds from the local date of `created_at` on; the id given is ignored. Name and
        place must be free in the workspace.
        """
        ...

    async def save(self, group: Group) -> None:
        """Store changed settings of a group; its calendar is not touched."""
        ...

    async def places(self, group_id: int) -> list[Place]:
        """Where the group's postings go, oldest first."""
        ...

    async def places_of(self, group_ids: Sequence[int]) -> dict[int, list[Place]]:
        """The places of many groups, in one query."""
        ...

    async def skips(self, group_ids: Sequence[int]) -> dict[int, set[date]]:
        """The skip dates of many groups (not their outages), in one query."""
        ...

    async def set_place(self, group_id: int, place: Place) -> None:
        """Add the place to the group, or move it there from another group."""
        ...

    async def move_place(self, group_id: int, place: Place) -> None:
        """Make it the group's only place in that workspace; those it has elsewhere stay.

        Moves it there from another group, as `set_place` does.
        """
        ...

    async def due(self, now: datetime, limit: int) -> list[Group]:
        """Groups whose next posting is due at or before `now`, the longest due first."""
        ...

    async def claim_due(self, now: datetime, limit: int) -> list[Group]:
        """The same of those that nobody else is changing; nobody else can until this ends.

        In a transaction that names no group; the others are left for later.
        """
        ...

    async def reschedule(self, nexts: Sequence[tuple[int, date | None, datetime | None]]) -> None:
        """Set (group id, next date, next due instant) of many groups."""
        ...

    async def calendar(self, group_id: int) -> Calendar:
        """The group's weekday rules, skip dates and outages; no member's absences."""
        ...

    async def add_rule(self, group_id: int, first: date, weekdays: frozenset[int]) -> None:
        """From `first` on these weekdays hold; replaces a rule of the same date and later ones."""
        ...

    async def mark_day(self, group_id: int, day: date, mark: DayMark | None) -> None:
        """Mark a date as left out or as an outage; None takes the mark away."""
        ...


class Members(Protocol):
    """People, their accounts, memberships and absences."""

    async def of_account(self, account_key: str) -> Member | None:
        """The member behind an account."""
        ...

    async def add(self, account: Account, at: datetime) -> Member:
        """Store a new member with their first account."""
        ...

    async def get(self, member_id: int) -> Member | None:
        """The member of that id."""
        ...

    async def save(self, member: Member) -> None:
        """Store changed settings of a member."""
        ...

    async def accounts(self, member_id: int) -> list[Account]:
        """The member's accounts, oldest first."""
        ...

    async def join(self, group_id: int, member_id: int, role: Role, at: datetime) -> None:
        """Make the member part of the group; no effect, and no change of role, when they are."""
        ...

    async def role(self, group_id: int, member_id: int) -> Role | None:
        """The member's role in the group, None outside it."""
        ...

    async def set_role(self, group_id: int, member_id: int, role: Role) -> None:
        """Change the role of a member of the group."""
        ...

    async def shown_prompt(self, group_id: int, member_id: int) -> tuple[str, datetime] | None:
        """The prompt a member of the group was shown last, in private, and when."""
        ...

    async def show_prompt(
        self, group_id: int, member_id: int, prompt_id: str, at: datetime
    ) -> None:
        """Remember which prompt the member's next private words answer."""
        ...

    async def of_group(self, group_id: int) -> list[tuple[Member, Role]]:
        """The members of a group, oldest first."""
        ...

    async def count(self, group_id: int) -> int:
        """How many members a group has."""
        ...

    async def groups(self, member_id: int) -> list[int]:
        """The ids of the groups a member is in, oldest membership first."""
        ...

    async def away(self, member_id: int) -> list[AwaySpan]:
        """The member's absences, by first date."""
        ...

    async def set_away(self, member_id: int, spans: Sequence[AwaySpan]) -> None:
        """Replace the member's absences."""
        ...

    async def export(self, member_id: int) -> dict[str, list[dict[str, Any]]]:
        """Every row held about the member, by table name, as values that JSON can carry.

        Covers every table with a column that points at a member or an account.
        """
        ...

    async def erase(self, member_id: int, at: datetime) -> None:
        """Delete every row about the member, queued messages to them included, for good.

        The audit log keeps its entries without the name. Of their accounts hashes are kept, so that
        a backup that is restored later brings nothing of them back.
        """
        ...


class Links(Protocol):
    """Short-lived codes by which a member connects an account on another platform."""

    async def add(self, code: str, member_id: int, expires_at: datetime) -> None:
        """Store a code; an earlier one of the member is worth nothing from now on."""
        ...

    async def take(self, code: str, now: datetime) -> int | None:
        """Use a code up; returns whose it was, None when there is no such code or it ran out."""
        ...
