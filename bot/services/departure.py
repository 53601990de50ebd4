"""Departure: we were removed from a workspace, and its groups rest until we are let in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.services.deps import Deps
from bot.services.hosting import edit_group
from bot.services.mock.sessions import rest_groups


async def depart(deps: Deps, platform: str, workspace: str, now: datetime) -> list[int]:
    """Pause the groups that live nowhere else; returns their ids. Nothing is deleted.

    A host who lets us in again says resume.
    """
    paused: list[int] = []
    async with deps.store.write() as work:
        for group in await work.groups.of_workspace(platform, workspace):
            places = await work.groups.places(group.id)
            lives_on = any((one.platform, one.workspace) != (platform, workspace) for one in places)
            if not lives_on and not group.paused:
                await edit_group(work, group.id, now, lambda one: replace(one, paused=True))
                await work.audit.add(group.id, None, "workspace.left", {}, now)
                paused.append(group.id)
        await rest_groups(deps, work, paused, now)
    return paused
