"""Members in the database: accounts, memberships and absences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import FeedbackPlace
from bot.domain.member import Account, Member, Role
from bot.store import erasures
from bot.store.columns import storable
from bot.store.personal import erase, rows_about
from bot.store.tables import absences, accounts, members, memberships
from bot.store.upsert import insert_into


class SqlMembers:
    """Implements `bot.ports.people.Members`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of_account(self, account_key: str) -> Member | None:
        """The member behind an account."""
        query = select(members).join_from(members, accounts).where(accounts.c.key == account_key)
        row = (await self._connection.execute(query)).first()
        return None if row is None else member_in(row)

    async def add(self, account: Account, at: datetime) -> Member:
        """Store a new member with their first account."""
        name = storable(account.name)
        result = await self._connection.execute(
            insert(members)
            .values(
                name=name,
                board_name=BoardName.SHOWN.value,
                alias="",
                self_score=False,
                created_at=at,
            )
            .returning(members.c.id)
        )
        member_id = result.scalar_one()
        await self._connection.execute(
            insert(accounts).values(
                member_id=member_id, key=account.key, name=account.name, created_at=at
            )
        )
        return Member(member_id, name, None, BoardName.SHOWN, "", None, at)

    async def get(self, member_id: int) -> Member | None:
        """The member of that id."""
        query = select(members).where(members.c.id == member_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else member_in(row)

    async def save(self, member: Member) -> None:
        """Store changed settings of a member."""
        await self._connection.execute(
            update(members)
            .where(members.c.id == member.id)
            .values(
                name=member.name,
                zone=member.zone,
                board_name=member.board_name.value,
                alias=member.alias,
                feedback=None if member.feedback is None else member.feedback.value,
                self_score=member.self_score,
                shares_answers=member.shares_answers,
                reminder_time=member.reminder_time,
            )
        )

    async def accounts(self, member_id: int) -> list[Account]:
        """The member's accounts, oldest first."""
        rows = await self._connection.execute(
            select(accounts.c.key, accounts.c.name)
            .where(accounts.c.member_id == member_id)
            .order_by(accounts.c.id)
        )
        return [Account(key, name) for key, name in rows]

    async def join(self, group_id: int, member_id: int, role: Role, at: datetime) -> None:
        """Make the member part of the group; no effect, and no change of role, when they are."""
        statement = insert_into(self._connection, memberships).values(
            group_id=group_id, member_id=member_id, role=role.value, joined_at=at
        )
        await self._connection.execute(statement.on_conflict_do_nothing())

    async def role(self, group_id: int, member_id: int) -> Role | None:
        """The member's role in the group, None outside it."""
        found: str | None = await self._connection.scalar(
            select(memberships.c.role).where(
                memberships.c.group_id == group_id, memberships.c.member_id == member_id
            )
        )
        return None if found is None else Role(found)

    async def set_role(self, group_id: int, member_id: int, role: Role) -> None:
        """Change the role of a member of the group."""
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group_id, memberships.c.member_id == member_id)
            .values(role=role.value)
        )

    async def shown_prompt(self, group_id: int, member_id: int) -> tuple[str, datetime] | None:
        """The prompt a member of the group was shown last, in private, and when."""
        row = (
            await self._connection.execute(
                select(memberships.c.prompt_id, memberships.c.prompt_shown_at).where(
                    memberships.c.group_id == group_id,
                    memberships.c.member_id == member_id,
                    memberships.c.prompt_id.is_not(None),
                )
            )
        ).first()
        return None if row is None else (row.prompt_id, row.prompt_shown_at)

    async def show_prompt(
        self, group_id: int, member_id: int, prompt_id: str, at: datetime
    ) -> None:
        """Remember which prompt the member's next private words answer."""
        await self._connection.execute(
            update(memberships)
            .where(memberships.c.group_id == group_id, memberships.c.member_id == member_id)
            .values(prompt_id=prompt_id, prompt_shown_at=at)
        )

    async def of_group(self, group_id: int) -> list[tuple[Member, Role]]:
        """The members of a group, oldest first."""
        rows = await self._connection.execute(
            select(members, memberships.c.role)
            .join_from(members, memberships)
            .where(memberships.c.group_id == group_id)
            .order_by(memberships.c.joined_at, members.c.id)
        )
        return [(member_in(row), Role(row.role)) for row in rows]

    async def count(self, group_id: int) -> int:
        """How many members a group has."""
        query = select(func.count()).where(memberships.c.group_id == group_id)
        return int(await self._connection.scalar(query) or 0)

    async def groups(self, member_id: int) -> list[int]:
        """The ids of the groups a member is in, oldest membership first."""
        ids = await self._connection.scalars(
            select(memberships.c.group_id)
            .where(memberships.c.member_id == member_id)
            .order_by(memberships.c.joined_at, memberships.c.group_id)
        )
        return list(ids)

    async def away(self, member_id: int) -> list[AwaySpan]:
        """The member's absences, by first date."""
        rows = await self._connection.execute(
            select(absences.c.first_date, absences.c.last_date)
            .where(absences.c.member_id == member_id)
            .order_by(absences.c.first_date, absences.c.last_date)
        )
        return [AwaySpan(first, last) for first, last in rows]

    async def set_away(self, member_id: int, spans: Sequence[AwaySpan]) -> None:
        """Replace the member's absences."""
        await self._connection.execute(delete(absences).where(absences.c.member_id == member_id))
        if spans:
            await self._connection.execute(
                insert(absences),
                [
                    {"member_id": member_id, "first_date": span.first, "last_date": span.last}
                    for span in spans
                ],
            )

    async def export(self, member_id: int) -> dict[str, list[dict[str, Any]]]:
        """Every row held about the member, by table name, as values that JSON can carry."""
        return await rows_about(self._connection, member_id)

    async def erase(self, member_id: int, at: datetime) -> None:
        """Delete every row about the member, queued messages to them included, for good."""
        await erasures.remember(self._connection, member_id, at)
        await erase(self._connection, member_id)


def member_in(row: Row[Any]) -> Member:
    """The member of a row of the table."""
    return Member(
        id=row.id,
        name=row.name,
        zone=row.zone,
        board_name=BoardName(row.board_name),
        alias=row.alias,
        feedback=None if row.feedback is None else FeedbackPlace(row.feedback),
        created_at=row.created_at,
        self_score=row.self_score,
        shares_answers=row.shares_answers,
        reminder_time=row.reminder_time,
    )
