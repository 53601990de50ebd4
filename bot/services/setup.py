"""Setting a group up: one choice after the other, each stored at once, and the trial at the end."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime, time
from enum import StrEnum

from bot.domain.group import FeedbackPlace, Group, Place
from bot.domain.member import Role
from bot.domain.schedule import Delivery
from bot.errors import BadInput
from bot.ports.store import Work
from bot.refusals import groups as refusals
from bot.services.arrival import Visitor, refreshed
from bot.services.deps import Deps
from bot.services.hosting import edit_group

_FAR_BACK = 500
"""Audit entries looked at; a group that never posted has a handful."""

_STARTS = {"setup.start", "group.resume", "group.set"}


class Step(StrEnum):
    """What a group needs to be told, in the order in which it is asked."""

    CHANNEL = "channel"
    TIME = "time"
    ZONE = "zone"
    DAYS = "days"
    FEEDBACK = "feedback"


_ANSWERS = {f"{said}.{step}": step for said in ("setup", "schedule", "group") for step in Step}
"""The audit entries by which a step was answered, here or with another command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a host chose in one go. None leaves a thing as it is; an empty role is nobody."""

    channel: str | None = None
    time: time | None = None
    zone: str | None = None
    days: frozenset[int] | None = None
    feedback: FeedbackPlace | None = None
    hosts: str | None = None
    ping: str | None = None

    def given(self) -> dict[str, object]:
        """Those that were chosen, by name."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How far a group is set up.

    `place` is where it posts on the platform one speaks from. A group is `started` once it was let
    post; until then `answered` are the steps that somebody has chosen. `elsewhere` says that what
    is said here reaches another group. `taken` names the group whose channel was asked for in vain.
    """

    group: Group
    place: Place | None
    answered: frozenset[Step]
    started: bool
    elsewhere: bool
    taken: str = ""

    def after(self, given: Collection[str]) -> Step | None:
        """The next open step behind the furthest of those just given; None when none is left."""
        order = list(Step)
        done = max((order.index(step) + 1 for step in order if step in given), default=0)
        return next((step for step in order[done:] if step not in self.answered), None)


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried, in the platform's words; `remedy` says what to change."""

    name: str
    passed: bool
    remedy: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a trial found; `steps` is empty where nothing can be tried.

    `began` says that the group posts from now on.
    """

    setup: Setup
    steps: tuple[Tried, ...]
    began: bool

    @property
    def passed(self) -> bool:
        """Whether everything that was tried works."""
        return all(step.passed for step in self.steps)


async def setup_of(deps: Deps, visitor: Visitor, place: Place) -> Setup:
    """How far the visitor's group is set up."""
    async with deps.store.read() as work:
        return await read_setup(work, visitor.group, place)


async def choose(
    deps: Deps, visitor: Visitor, place: Place, choices: Choices, at: datetime
) -> Setup:
    """Store what was chosen, each with its audit entry; who chooses is a host from now on.

    A channel moves the group's place in this workspace. One that is another group's stays with it:
    the answer names that group, and everything else is stored.
    """
    async with deps.store.write() as work:
        await _make_host(work, visitor, at)
        given = choices.given()
        taken = await _move(work, visitor.group, place, choices.channel)
        if taken:
            given.pop("channel")
        if given.keys() - {"channel"}:
            await edit_group(work, visitor.group.id, at, lambda group: _edited(group, choices))
        for name, value in given.items():
            detail = {"value": _told(value)}
            await work.audit.add(visitor.group.id, visitor.member.id, f"setup.{name}", detail, at)
        return replace(await read_setup(work, visitor.group, place), taken=taken)


def _edited(group: Group, choices: Choices) -> Group:
    schedule = replace(
        group.schedule,
        zone=choices.zone or group.schedule.zone,
        local_time=group.schedule.local_time if choices.time is None else choices.time,
        weekdays=choices.days or group.schedule.weekdays,
    )
    return replace(
        group,
        schedule=schedule,
        delivery=group.delivery if choices.time is None else Delivery.POSTED,
        feedback=choices.feedback or group.feedback,
        host_role=group.host_role if choices.hosts is None else choices.hosts,
        ping=group.ping if choices.ping is None else choices.ping,
    )


def _told(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, frozenset):
        return ",".join(("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day] for day in value)
    return str(value) or "none"


async def _move(work: Work, group: Group, place: Place, channel: str | None) -> str:
    """Move the group's place to a channel; returns whose that channel is when it is taken."""
    if channel is None:
        return ""
    target = replace(place, channel=channel)
    owner = await work.groups.at(target)
    if owner is not None and owner.id != group.id and target in await work.groups.places(owner.id):
        return owner.name
    await work.groups.move_place(group.id, target)
    return ""


async def _make_host(work: Work, visitor: Visitor, at: datetime) -> None:
    group_id, member = visitor.group.id, visitor.member
    if await work.members.role(group_id, member.id) is Role.HOST:
        return
    await work.members.join(group_id, member.id, Role.HOST, at)
    await work.members.set_role(group_id, member.id, Role.HOST)
    await work.audit.add(group_id, member.id, "host.add", {"member": member.name}, at)


async def read_setup(work: Work, group: Group, place: Place) -> Setup:
    """The same within a transaction."""
    stored = await work.groups.get(group.id)
    if stored is None:
        raise BadInput(refusals.GONE)
    here = await work.groups.at(place)
    actions = {action for _, _, action, _ in await work.audit.recent(group.id, _FAR_BACK)}
    started = not stored.paused or bool(actions & _STARTS)
    started = started or await work.postings.latest(group.id) is not None
    answered = Step if started else (_ANSWERS[one] for one in actions if one in _ANSWERS)
    return Setup(
        group=stored,
        place=_own(await work.groups.places(group.id), place),
        answered=frozenset(answered),
        started=started,
        elsewhere=here is None or here.id != stored.id,
    )


def _own(places: list[Place], place: Place) -> Place | None:
    """The group's place in the workspace one speaks from; failing that its oldest."""
    here = [one for one in places if replace(one, channel=place.channel) == place]
    found = here or places
    return found[0] if found else None


async def check(deps: Deps, visitor: Visitor, place: Place, at: datetime) -> Checked:
    """Try everything that posting needs in the group's place; a group that waits for it begins.

    Where something fails, a group that waits goes on waiting and one that posts goes on posting.
    Raises BadInput when the group has no place.
    """
    setup = await setup_of(deps, visitor, place)
    if setup.place is None:
        raise BadInput(refusals.CHANNEL_FIRST)
    trial = deps.trials.get(setup.place.platform)
    found = () if trial is None else await trial.try_place(setup.place, setup.group)
    steps = tuple(Tried(one.name, one.passed, one.remedy) for one in found)
    checked = Checked(setup, steps, began=False)
    async with deps.store.write() as work:
        await _make_host(work, visitor, at)
        current = await refreshed(work, visitor)
        if not checked.passed or not current.group.paused:
            return checked
        await edit_group(
            work,
            current.group.id,
            at,
            lambda group: replace(group, paused=False, delivery=Delivery.POSTED),
        )
        await work.audit.add(visitor.group.id, visitor.member.id, "setup.start", {}, at)
        return Checked(await read_setup(work, visitor.group, place), steps, began=True)
