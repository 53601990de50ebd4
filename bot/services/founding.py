"""Founding a group and changing what a host may change."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.calendar import DayMark
from bot.domain.group import Founding, Group, Place
from bot.domain.posting import Posting
from bot.domain.schedule import Delivery, Schedule, local_date, next_due
from bot.ports.store import Work
from bot.services.deps import Deps

CATCH_UP_MINUTES = 120


async def found_group(deps: Deps, place: Place, founding: Founding) -> Group:
    """The group of a place, which is founded when there is none; an existing one stays as it is."""
    now = deps.clock.now()
    async with deps.store.read() as work:
        known = await work.groups.at(place)
    if known is not None:
        return known
    async with deps.store.write() as work:
        known = await work.groups.at(place)
        if known is not None:
            return known
        return await add_group(work, place, founding, now)


async def add_group(work: Work, place: Place, founding: Founding, now: datetime) -> Group:
    """A new group with that place; BadInput when its name or its place is taken.

    While it is paused from the start, no day of it counts for a streak.
    """
    workspace_id = await work.groups.workspace(place.platform, place.workspace, now)
    group = _new_group(workspace_id, founding, now)
    added = await work.groups.add(_with_next(group, first=_first_date(group, now)), place)
    if added.paused:
        await work.groups.add_rule(added.id, local_date(now, added.zone), frozenset())
    return added


def _new_group(workspace_id: int, founding: Founding, now: datetime) -> Group:
    return Group(
        id=0,
        workspace_id=workspace_id,
        name=founding.name,
        schedule=Schedule(founding.zone, founding.local_time, founding.weekdays),
        delivery=founding.delivery,
        topics=(),
        levels=(),
        deadline_minutes=None,
        catch_up_minutes=CATCH_UP_MINUTES,
        feedback=founding.feedback,
        paused=founding.paused,
        next_date=None,
        next_due_at=None,
        created_at=now,
    )


async def reschedule(work: Work, group: Group, now: datetime) -> Group:
    """Work out the group's next posting anew, after its schedule changed, and store it.

    A date that has its posting never gets another, whatever the zone says today is.
    """
    latest = await work.postings.latest(group.id)
    first = _first_date(group, now)
    if latest is not None:
        first = max(first, latest.local_date + timedelta(days=1))
    skipped = (await work.groups.skips([group.id])).get(group.id, set())
    changed = _with_next(group, first=first, skipped=skipped)
    await work.groups.save(changed)
    await _excuse_passed_over(work, changed, latest, today=local_date(now, group.zone))
    return changed


async def _excuse_passed_over(
    work: Work, group: Group, latest: Posting | None, *, today: date
) -> None:
    """A date that a change of schedule left without its posting is nobody's missed day."""
    if group.delivery is Delivery.ON_VISIT or group.paused:
        return
    day = latest.local_date + timedelta(days=1) if latest is not None else today
    while day <= today and (group.next_date is None or day < group.next_date):
        await work.groups.mark_day(group.id, day, DayMark.SKIP)
        day += timedelta(days=1)


def following(group: Group, skipped: Collection[date]) -> tuple[date | None, datetime | None]:
    """The posting after the group's next one, as (local date, instant)."""
    if group.next_date is None:
        return None, None
    found = next_due(group.schedule, first=group.next_date + timedelta(days=1), skipped=skipped)
    return found if found is not None else (None, None)


def _with_next(group: Group, *, first: date, skipped: Collection[date] = ()) -> Group:
    found = None if group.paused else next_due(group.schedule, first=first, skipped=skipped)
    day, instant = found if found is not None else (None, None)
    return replace(group, next_date=day, next_due_at=instant)


def _first_date(group: Group, now: datetime) -> date:
    """Today, or tomorrow when today's time has passed for a group that is posted to."""
    today = local_date(now, group.zone)
    if group.delivery is Delivery.ON_VISIT:
        return today
    found = next_due(group.schedule, first=today)
    if found is not None and found[1] < now:
        return today + timedelta(days=1)
    return today
