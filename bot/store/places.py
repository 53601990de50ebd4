"""Places in the database: the workspaces and channels of groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select

from bot.domain.group import Place
from bot.store.calendars import SqlCalendars
from bot.store.tables import groups, places, workspaces
from bot.store.upsert import insert_into


class SqlPlaces(SqlCalendars):
    """The part of `bot.ports.people.Groups` about workspaces and places."""

    async def workspace(self, platform: str, external_id: str, at: datetime) -> int:
        """The id of a workspace, which is stored when it is new."""
        query = select(workspaces.c.id).where(
            workspaces.c.platform == platform, workspaces.c.external_id == external_id
        )
        known: int | None = await self._connection.scalar(query)
        if known is not None:
            return known
        result = await self._connection.execute(
            insert(workspaces)
            .values(platform=platform, external_id=external_id, created_at=at)
            .returning(workspaces.c.id)
        )
        return int(result.scalar_one())

    async def places(self, group_id: int) -> list[Place]:
        """Where the group's postings go, oldest first."""
        return (await self.places_of([group_id])).get(group_id, [])

    async def places_of(self, group_ids: Sequence[int]) -> dict[int, list[Place]]:
        """The places of many groups, in one query; each list oldest first."""
        query = (
            select(
                places.c.group_id,
                workspaces.c.platform,
                workspaces.c.external_id,
                places.c.channel,
            )
            .join_from(places, workspaces)
            .where(places.c.group_id.in_(group_ids))
            .order_by(places.c.id)
        )
        found: dict[int, list[Place]] = defaultdict(list)
        for group_id, platform, workspace, channel in await self._connection.execute(query):
            found[group_id].append(Place(platform, workspace, channel))
        return dict(found)

    async def set_place(self, group_id: int, place: Place) -> None:
        """Add the place to the group, or move it there from another group."""
        founded = select(groups.c.created_at).where(groups.c.id == group_id)
        at: datetime | None = await self._connection.scalar(founded)
        if at is None:
            raise LookupError(f"no group {group_id}")
        # A workspace that is new here has been known since its group, as far as anybody can say.
        workspace_id = await self.workspace(place.platform, place.workspace, at)
        statement = insert_into(self._connection, places).values(
            workspace_id=workspace_id, group_id=group_id, channel=place.channel
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "channel"], set_={"group_id": group_id}
            )
        )

    async def move_place(self, group_id: int, place: Place) -> None:
        """Make it the group's only place in that workspace; those it has elsewhere stay."""
        await self.set_place(group_id, place)
        of_workspace = select(workspaces.c.id).where(
            workspaces.c.platform == place.platform, workspaces.c.external_id == place.workspace
        )
        await self._connection.execute(
            delete(places).where(
                places.c.group_id == group_id,
                places.c.workspace_id == of_workspace.scalar_subquery(),
                places.c.channel != place.channel,
            )
        )
