"""Neighbours: the groups of one workspace, told apart by name or number, and one more founded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.group import Founding, Group, Place
from bot.domain.member import Role
from bot.errors import BadInput, NotAllowed
from bot.ports.store import Work
from bot.refusals import groups as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.founding import add_group
from bot.services.hosting import edit_group
from bot.services.setup import read_setup


async def meant(
    deps: Deps,
    visitor: Visitor,
    place: Place,
    *,
    group_id: int | None,
    name: str | None,
    channel: str | None,
    at: datetime,
) -> Visitor:
    """The same host in the group that is meant: by its number, by its name, else the present one.

    A name that no group of the workspace has renames the present group while it is being set up;
    later it founds another one, in the channel given. Raises NotAllowed where they are no host.
    """
    if group_id is None and name is None:
        return visitor
    async with deps.store.write() as work:
        around = await work.groups.around(place)
        for group in around:
            if group.id == group_id or (name is not None and _alike(group.name, name)):
                return await _as_host_of(work, visitor, group)
        if name is None:
            raise BadInput(refusals.GONE)
        present = await read_setup(work, visitor.group, place)
        if not present.started:
            edited = await edit_group(
                work, visitor.group.id, at, lambda group: replace(group, name=name)
            )
            detail = {"value": name}
            await work.audit.add(edited.id, visitor.member.id, "setup.name", detail, at)
            return replace(visitor, group=edited)
        return await _found_another(work, visitor, place, name=name, channel=channel, at=at)


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


async def _as_host_of(work: Work, visitor: Visitor, group: Group) -> Visitor:
    stored = await work.members.role(group.id, visitor.member.id)
    if group.id != visitor.group.id and stored is not Role.HOST:
        raise NotAllowed(refusals.not_host_of(group.name))
    return replace(visitor, group=group)


async def _found_another(
    work: Work, visitor: Visitor, place: Place, *, name: str, channel: str | None, at: datetime
) -> Visitor:
    if channel is None:
        raise BadInput(refusals.another_group_needs_channel(name))
    founding = Founding(name, visitor.group.zone, paused=True)
    group = await add_group(work, replace(place, channel=channel), founding, at)
    await work.members.join(group.id, visitor.member.id, Role.HOST, at)
    await work.audit.add(group.id, visitor.member.id, "group.found", {"name": name}, at)
    return replace(visitor, group=group)
