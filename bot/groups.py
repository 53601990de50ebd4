"""Groups from the shell: set up without the chat, listed, posted to; the audit log says the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.commands.values import read_group_name, read_time, read_weekdays, read_zone
from bot.domain.group import USUAL_NAME, FeedbackPlace, Founding, Group, Place
from bot.domain.posting import Posting
from bot.domain.schedule import Delivery
from bot.errors import BadInput
from bot.ports.store import Work
from bot.refusals import groups as refusals
from bot.services.deps import Deps
from bot.services.founding import add_group
from bot.services.hosting import edit_group, post_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a group is to be, as it was typed; what is None stays as it is."""

    name: str | None = None
    zone: str | None = None
    time: str | None = None
    days: str | None = None
    feedback: FeedbackPlace | None = None


async def set_group(deps: Deps, place: Place, wanted: Wanted, *, usual_zone: str) -> Group:
    """The group of exactly that channel, which is founded when there is none, as it is wanted.

    It posts from now on. Doing it again changes nothing. Raises BadInput for a value that cannot
    be used and for a name that another group of the workspace has.
    """
    now = deps.clock.now()
    checked = _checked(wanted)
    async with deps.store.write() as work:
        group = await _at_exactly(work, place)
        around = [one for one in await work.groups.around(place) if group != one]
        names = {one.name.casefold() for one in around}
        if wanted.name is not None and checked.name.casefold() in names:
            raise BadInput(refusals.name_taken(checked.name))
        if group is None:
            name = checked.name if wanted.name else _free(USUAL_NAME, names)
            zone = usual_zone if wanted.zone is None else checked.zone
            founding = replace(checked, name=name, zone=zone)
            group = await add_group(work, place, founding, now)
            await work.audit.add(group.id, None, "group.set", {}, now)
            return group
        edited = _edited(group, wanted, checked)
        if edited == group:
            return group
        await work.audit.add(group.id, None, "group.set", {}, now)
        return await edit_group(work, group.id, now, lambda one: _edited(one, wanted, checked))


def _checked(wanted: Wanted) -> Founding:
    """The same, read; the usual values where nothing was typed."""
    usual = Founding(USUAL_NAME, "UTC")
    return replace(
        usual,
        name=read_group_name(wanted.name or usual.name),
        zone=usual.zone if wanted.zone is None else read_zone(wanted.zone),
        local_time=usual.local_time if wanted.time is None else read_time(wanted.time),
        weekdays=usual.weekdays if wanted.days is None else read_weekdays(wanted.days),
        feedback=wanted.feedback or usual.feedback,
    )


def _edited(group: Group, wanted: Wanted, checked: Founding) -> Group:
    schedule = replace(
        group.schedule,
        zone=group.zone if wanted.zone is None else checked.zone,
        local_time=group.schedule.local_time if wanted.time is None else checked.local_time,
        weekdays=group.schedule.weekdays if wanted.days is None else checked.weekdays,
    )
    return replace(
        group,
        name=group.name if wanted.name is None else checked.name,
        schedule=schedule,
        delivery=Delivery.POSTED,
        feedback=wanted.feedback or group.feedback,
        paused=False,
    )


async def _at_exactly(work: Work, place: Place) -> Group | None:
    group = await work.groups.at(place)
    if group is None or place not in await work.groups.places(group.id):
        return None
    return group


def _free(name: str, taken: set[str]) -> str:
    number = 1
    while (free := name if number == 1 else f"{name} {number}").casefold() in taken:
        number += 1
    return free


async def all_groups(deps: Deps) -> Sequence[tuple[Group, Sequence[Place]]]:
    """Every group with its places, oldest first."""
    async with deps.store.read() as work:
        groups = await work.groups.every()
        places = await work.groups.places_of([group.id for group in groups])
    return [(group, places.get(group.id, [])) for group in groups]


async def group_called(deps: Deps, called: str) -> Group:
    """The group of that number or name; BadInput when there is none, or several."""
    async with deps.store.read() as work:
        groups = await work.groups.every()
    for group in groups:
        if str(group.id) == called.strip():
            return group
    wanted = " ".join(called.split()).casefold()
    found = [group for group in groups if group.name.casefold() == wanted]
    if not found:
        raise BadInput(refusals.no_group(called))
    if len(found) > 1:
        raise BadInput(refusals.many_groups(called, [group.id for group in found]))
    return found[0]


async def post(deps: Deps, group: Group) -> Posting:
    """Queue the group's prompt of today at once; whoever serves its platform sends it.

    Raises BadInput when today has its posting already, and when no prompt fits.
    """
    now = deps.clock.now()
    async with deps.store.write() as work:
        return await post_for(deps, work, group, None, now)
