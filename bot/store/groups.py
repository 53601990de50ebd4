"""Groups in the database: settings and due times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, insert, or_, select, update

from bot.domain.group import FeedbackPlace, Group, Place
from bot.domain.prompt import PromptLevel
from bot.domain.schedule import Delivery, Schedule, local_date
from bot.errors import BadInput
from bot.store.places import SqlPlaces
from bot.store.tables import groups, places, workspaces
from bot.store.turns import take_turns_at_once


class SqlGroups(SqlPlaces):
    """Implements `bot.ports.people.Groups`."""

    async def at(self, place: Place) -> Group | None:
        """The group of a channel; failing that the oldest group of its workspace; else None."""
        here = workspaces.c.platform == place.platform, workspaces.c.external_id == place.workspace
        of_channel = (
            select(groups)
            .join_from(groups, places)
            .join(workspaces, places.c.workspace_id == workspaces.c.id)
            .where(*here, places.c.channel == place.channel)
        )
        found = await self._one(of_channel)
        if found is not None:
            return found
        return await self._one(_of_workspace(place).limit(1))

    async def around(self, place: Place) -> list[Group]:
        """All groups of the place's workspace, oldest first."""
        return [_group(row) for row in await self._connection.execute(_of_workspace(place))]

    async def get(self, group_id: int) -> Group | None:
        """The group of that id."""
        return await self._one(select(groups).where(groups.c.id == group_id))

    async def many(self, group_ids: Sequence[int]) -> dict[int, Group]:
        """The groups of these ids, in one query."""
        rows = await self._connection.execute(select(groups).where(groups.c.id.in_(group_ids)))
        return {row.id: _group(row) for row in rows}

    async def of_workspace(self, platform: str, external_id: str) -> list[Group]:
        """The groups with a place in a workspace, oldest first."""
        with_place = select(places.c.group_id).join_from(places, workspaces)
        with_place = with_place.where(
            workspaces.c.platform == platform, workspaces.c.external_id == external_id
        )
        query = select(groups).where(groups.c.id.in_(with_place)).order_by(groups.c.id)
        return [_group(row) for row in await self._connection.execute(query)]

    async def named(self, name: str, workspace_id: int | None = None) -> Group | None:
        """The oldest group of that name, in that workspace or in any."""
        query = select(groups).where(groups.c.name == name).order_by(groups.c.id).limit(1)
        if workspace_id is not None:
            query = query.where(groups.c.workspace_id == workspace_id)
        return await self._one(query)

    async def every(self) -> list[Group]:
        """All groups, oldest first."""
        rows = await self._connection.execute(select(groups).order_by(groups.c.id))
        return [_group(row) for row in rows]

    async def add(self, group: Group, place: Place) -> Group:
        """Store a new group with its first place and its first weekday rule.

        BadInput when the name or the place is taken in the workspace.
        """
        workspace_id = await self.workspace(place.platform, place.workspace, group.created_at)
        await self._refuse_taken(group, place, workspace_id)
        result = await self._connection.execute(
            insert(groups)
            .values(
                **_settings(group), workspace_id=group.workspace_id, created_at=group.created_at
            )
            .returning(groups.c.id)
        )
        group_id = result.scalar_one()
        await self._connection.execute(
            insert(places).values(
                workspace_id=workspace_id, group_id=group_id, channel=place.channel
            )
        )
        first = local_date(group.created_at, group.zone)
        await self.add_rule(group_id, first, group.schedule.weekdays)
        return replace(group, id=group_id)

    async def _refuse_taken(self, group: Group, place: Place, workspace_id: int) -> None:
        name_taken = select(groups.c.id).where(
            groups.c.workspace_id == group.workspace_id, groups.c.name == group.name
        )
        if await self._connection.scalar(name_taken) is not None:
            raise BadInput(f"A group named {group.name} is here already; choose another name.")
        place_taken = select(groups.c.name).join_from(groups, places)
        place_taken = place_taken.where(
            places.c.workspace_id == workspace_id, places.c.channel == place.channel
        )
        owner = await self._connection.scalar(place_taken)
        if owner is not None:
            raise BadInput(f"This channel is the place of the group {owner} already.")

    async def save(self, group: Group) -> None:
        """Store changed settings of a group; its calendar is not touched."""
        await self._connection.execute(
            update(groups).where(groups.c.id == group.id).values(**_settings(group))
        )

    async def due(self, now: datetime, limit: int) -> list[Group]:
        """Groups whose next posting is due at or before `now`, the longest due first."""
        query = select(groups).where(groups.c.next_due_at <= now)
        query = query.order_by(groups.c.next_due_at, groups.c.id).limit(limit)
        return [_group(row) for row in await self._connection.execute(query)]

    async def claim_due(self, now: datetime, limit: int) -> list[Group]:
        """The same of those that nobody else is changing; nobody else can until this ends."""
        ids = (
            select(groups.c.id)
            .where(groups.c.next_due_at <= now)
            .order_by(groups.c.next_due_at, groups.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        free = await take_turns_at_once(list(await self._connection.scalars(ids)), self._connection)
        query = select(groups).where(groups.c.id.in_(free), groups.c.next_due_at <= now)
        rows = await self._connection.execute(query.order_by(groups.c.next_due_at, groups.c.id))
        return [_group(row) for row in rows]

    async def reschedule(self, nexts: Sequence[tuple[int, date | None, datetime | None]]) -> None:
        """Set (group id, next date, next due instant) of many groups, in one statement."""
        if not nexts:
            return
        statement = update(groups).where(groups.c.id == bindparam("of_group"))
        statement = statement.values(
            next_date=bindparam("day", type_=groups.c.next_date.type),
            next_due_at=bindparam("due", type_=groups.c.next_due_at.type),
        )
        await self._connection.execute(
            statement, [{"of_group": one, "day": day, "due": due} for one, day, due in nexts]
        )

    async def _one(self, query: Select[Any]) -> Group | None:
        row = (await self._connection.execute(query)).first()
        return None if row is None else _group(row)


def _of_workspace(place: Place) -> Select[Any]:
    """The groups that were founded or have a place in the place's workspace, oldest first."""
    in_workspace = or_(
        groups.c.workspace_id == workspaces.c.id,
        exists().where(places.c.group_id == groups.c.id, places.c.workspace_id == workspaces.c.id),
    )
    here = workspaces.c.platform == place.platform, workspaces.c.external_id == place.workspace
    return (
        select(groups)
        .join_from(groups, workspaces, in_workspace)
        .where(*here)
        .order_by(groups.c.id)
    )


def _settings(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "zone": group.zone,
        "local_time": group.schedule.local_time,
        "weekdays": group.schedule.weekdays,
        "delivery": group.delivery.value,
        "topics": list(group.topics),
        "levels": [level.value for level in group.levels],
        "deadline_minutes": group.deadline_minutes,
        "catch_up_minutes": group.catch_up_minutes,
        "feedback": group.feedback.value,
        "host_role": group.host_role,
        "ping": group.ping,
        "threads": group.threads,
        "pins": group.pins,
        "paused": group.paused,
        "next_date": group.next_date,
        "next_due_at": group.next_due_at,
    }


def _group(row: Row[Any]) -> Group:
    return Group(
        id=row.id,
        workspace_id=row.workspace_id,
        name=row.name,
        schedule=Schedule(row.zone, row.local_time, row.weekdays),
        delivery=Delivery(row.delivery),
        topics=tuple(row.topics),
        levels=tuple(PromptLevel(level) for level in row.levels),
        deadline_minutes=row.deadline_minutes,
        catch_up_minutes=row.catch_up_minutes,
        feedback=FeedbackPlace(row.feedback),
        paused=row.paused,
        host_role=row.host_role,
        ping=row.ping,
        threads=row.threads,
        pins=row.pins,
        next_date=row.next_date,
        next_due_at=row.next_due_at,
        created_at=row.created_at,
    )
