"""Departure: we were removed from a workspace, and its groups rest until we are let in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.domain.group import Group
from bot.domain.schedule import local_date
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.founding import reschedule


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
                await _pause(work, group, now)
                paused.append(group.id)
    return paused


async def _pause(work: Work, group: Group, now: datetime) -> None:
    latest = await work.postings.latest(group.id)
    today = local_date(now, group.zone)
    posted = latest is not None and latest.local_date >= today
    first = date.fromordinal(today.toordinal() + posted)
    await work.groups.add_rule(group.id, first, frozenset())
    await reschedule(work, replace(group, paused=True), now)
    await work.audit.add(group.id, None, "workspace.left", {}, now)
