"""What a host changes about a group; each change is kept in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.calendar import DayMark
from bot.domain.group import Group, Place
from bot.domain.posting import Posting
from bot.domain.rotation import eligible, remaining
from bot.domain.schedule import local_date
from bot.domain.spend import Spend
from bot.errors import BadInput
from bot.ports.grader import PersonalGrader
from bot.ports.store import Work
from bot.ports.vitals import GroupVitals
from bot.refusals import groups as refusals
from bot.services.arrival import Visitor, refreshed
from bot.services.deps import Deps
from bot.services.founding import reschedule
from bot.services.grading import settle_streak
from bot.services.postings import post_now

_PAUSED: frozenset[int] = frozenset()


async def change_group(
    deps: Deps,
    visitor: Visitor,
    at: datetime,
    edit: Callable[[Group], Group],
    *,
    action: str,
    detail: dict[str, Any],
) -> Group:
    """Store an edited group, work out its next posting anew, and keep an audit entry."""
    async with deps.store.write() as work:
        changed = await edit_group(work, visitor.group.id, at, edit)
        await work.audit.add(changed.id, visitor.member.id, action, detail, at)
        return changed


async def edit_group(
    work: Work, group_id: int, at: datetime, edit: Callable[[Group], Group]
) -> Group:
    """Store an edited group and work out its next posting anew; keeps no audit entry.

    Changed weekdays, a pause and a resumption hold from today on, or from tomorrow when today has
    its posting; days that passed stay as they were.
    """
    before = await work.groups.get(group_id)
    if before is None:
        raise BadInput(refusals.GONE)
    group = edit(before)
    if group.name != before.name and await _is_taken(work, group):
        raise BadInput(refusals.name_taken(group.name))
    if _weekdays(group) != _weekdays(before):
        latest = await work.postings.latest(group.id)
        today = local_date(at, group.zone)
        posted = latest is not None and latest.local_date >= today
        first = date.fromordinal(today.toordinal() + posted)
        await work.groups.add_rule(group.id, first, _weekdays(group))
    changed = await reschedule(work, group, at)
    await _settle_everybody(work, group.id)
    return changed


async def _is_taken(work: Work, group: Group) -> bool:
    """Whether another group of the workspace has the name already."""
    named = await work.groups.named(group.name, group.workspace_id)
    return named is not None and named.id != group.id


def _weekdays(group: Group) -> frozenset[int]:
    return _PAUSED if group.paused else group.schedule.weekdays


async def skip_day(deps: Deps, visitor: Visitor, at: datetime, day: date, *, skip: bool) -> Group:
    """Leave a date to come out of the schedule, or take it back in."""
    if day < local_date(at, visitor.group.zone):
        raise BadInput(refusals.DATE_HAS_PASSED)
    async with deps.store.write() as work:
        group = (await refreshed(work, visitor)).group
        if skip and await work.postings.on(group.id, day) is not None:
            raise BadInput(refusals.DAY_HAS_POSTING)
        await work.groups.mark_day(group.id, day, DayMark.SKIP if skip else None)
        changed = await reschedule(work, group, at)
        await _settle_everybody(work, group.id)
        action = "schedule.skip" if skip else "schedule.unskip"
        await work.audit.add(group.id, visitor.member.id, action, {"date": str(day)}, at)
        return changed


async def post_today(deps: Deps, visitor: Visitor, at: datetime) -> Posting:
    """Post today's prompt at once; BadInput when today has its posting already."""
    async with deps.store.write() as work:
        group = (await refreshed(work, visitor)).group
        return await post_for(deps, work, group, visitor.member.id, at)


async def post_for(
    deps: Deps, work: Work, group: Group, actor_id: int | None, at: datetime
) -> Posting:
    """The same within a transaction; `actor_id` None is the shell."""
    posting = await post_now(deps, work, group, at)
    if posting is None:
        there = await work.postings.on(group.id, local_date(at, group.zone))
        raise BadInput(refusals.NOTHING_TO_POST if there is None else refusals.ALREADY_POSTED)
    await _settle_everybody(work, group.id)
    await work.audit.add(group.id, actor_id, "posting.now", {}, at)
    return posting


async def _settle_everybody(work: Work, group_id: int) -> None:
    for member, _ in await work.members.of_group(group_id):
        await settle_streak(work, group_id, member.id)


_ENTRIES = 50
_LATELY = timedelta(days=7)
"""What failed before that is history, and stands in the audit log."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What the group asked of an outside judge in the last 24 hours and the last 30 days."""

    day: Spend
    month: Spend


@dataclass(frozen=True, slots=True)
class Backup:
    """The last good backup, which was looked over when it was made; None when there is none."""

    made_at: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """How a group's machinery stands."""

    group: Group
    at: datetime
    last: Posting | None
    members: int
    waiting: GroupVitals
    prompts_left: int
    refused: tuple[str, ...] = ()
    """Why platforms on which the group is, or who asks, do not let us in."""
    backup: Backup | None = None
    spent: Spent | None = None
    unsent: Unsent | None = None


@dataclass(frozen=True, slots=True)
class Unsent:
    """The last message to everybody that was given up, and why."""

    at: datetime
    reason: str


async def health(deps: Deps, visitor: Visitor) -> Health:
    """The last and next posting, what waits, and how many prompts are left."""
    now = deps.clock.now()
    async with deps.store.read() as work:
        group = (await refreshed(work, visitor)).group
        places = await work.groups.places(group.id)
        used = (await work.postings.used([group.id])).get(group.id, [])
        heads = eligible(deps.bank.heads(), topics=group.topics, levels=group.levels)
        return Health(
            group=group,
            last=await work.postings.latest(group.id),
            members=len(await work.members.of_group(group.id)),
            at=now,
            waiting=await work.vitals.of_group(group.id, places, now),
            refused=await _refused(deps, work, visitor, places),
            backup=None if deps.backups is None else Backup(deps.backups.last()),
            prompts_left=remaining(heads, used),
            spent=await _spent(deps, work, group.id),
            unsent=await _unsent(work, group.id, now),
        )


async def _refused(
    deps: Deps, work: Work, visitor: Visitor, places: Sequence[Place]
) -> tuple[str, ...]:
    """Of the platforms where the group is, and where who asks is."""
    accounts = await work.members.accounts(visitor.member.id)
    theirs = {place.platform for place in places} | {one.key.partition(":")[0] for one in accounts}
    return tuple(reason for name, reason in sorted(deps.refused.items()) if name in theirs)


async def _unsent(work: Work, group_id: int, now: datetime) -> Unsent | None:
    """None when all that was sent lately got through."""
    for at, _, action, detail in await work.audit.recent(group_id, _ENTRIES):
        if action == "send.failed" and now - at < _LATELY:
            return Unsent(at, str(detail.get("reason", "")))
    return None


async def _spent(deps: Deps, work: Work, group_id: int) -> Spent | None:
    """None when no outside judge is set."""
    if not isinstance(deps.grader, PersonalGrader):
        return None
    now = deps.clock.now()
    return Spent(
        day=await work.judging.spend(group_id, now - timedelta(days=1)),
        month=await work.judging.spend(group_id, now - timedelta(days=30)),
    )


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was done to a group; `actor` is empty for the bot itself."""

    at: datetime
    actor: str
    action: str
    detail: dict[str, Any]


async def audit(deps: Deps, visitor: Visitor, limit: int = 15) -> list[AuditEntry]:
    """The newest entries of the group's audit log, newest first."""
    async with deps.store.read() as work:
        entries: list[AuditEntry] = []
        for at, actor_id, action, detail in await work.audit.recent(visitor.group.id, limit):
            actor = await work.members.get(actor_id) if actor_id is not None else None
            entries.append(AuditEntry(at, actor.name if actor else "", action, detail))
        return entries


def paused(group: Group, *, now_paused: bool) -> Group:
    """The same group, paused or running."""
    return replace(group, paused=now_paused)
