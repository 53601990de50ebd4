"""Posting on time: what the tick opens and closes, in batches, each exactly once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.calendar import DayMark
from bot.domain.group import Group, Place
from bot.domain.message import MessageKind, NewMessage
from bot.domain.posting import NewPosting, Posting
from bot.domain.prompt import PromptHead
from bot.domain.rotation import choose, eligible, remaining, warning
from bot.domain.schedule import Delivery, local_date, next_due
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.digest import digests
from bot.services.founding import following
from bot.services.grading import settle_streak
from bot.services.letters import host_letters

BATCH = 50
"""Groups handled in one transaction, so that a tick never holds the writer for long."""

LATE_AFTER = timedelta(minutes=5)
"""A posting this much after its due time says that it is late."""

_LONGEST = timedelta(hours=24)


@dataclass(slots=True)
class _Plan:
    """What one batch is going to store."""

    postings: list[NewPosting] = field(default_factory=list)
    nexts: list[tuple[int, date | None, datetime | None]] = field(default_factory=list)
    notes: list[tuple[Group, str, dict[str, str | int], str]] = field(default_factory=list)
    outages: list[tuple[int, date]] = field(default_factory=list)


async def open_due(deps: Deps, now: datetime, limit: int = BATCH) -> int:
    """Open the postings that are due; returns how many groups were due, at most `limit`.

    A group's posting, its place in the outbox and its next due time are stored together, so that
    a crash repeats all of it or nothing.
    """
    async with deps.store.read() as work:
        coming = await work.groups.due(now, limit)
        if not coming:
            return 0
        await _read_ahead(deps, work, coming)
    async with deps.store.mark() as work:
        groups = await work.groups.claim_due(now, limit)
        ids = [group.id for group in groups]
        used = await work.postings.used(ids)
        skips = await work.groups.skips(ids)
        plan = _Plan()
        for group in groups:
            _plan_group(deps, plan, group, used.get(group.id, []), skips.get(group.id, set()), now)
        await _store(work, plan, {group.id: group for group in groups}, now)
        return len(groups)


def _plan_group(
    deps: Deps, plan: _Plan, group: Group, used: list[str], skips: set[date], now: datetime
) -> None:
    due, day = group.next_due_at, group.next_date
    if due is None or day is None:
        return
    if group.delivery is Delivery.ON_VISIT:
        found = next_due(group.schedule, first=local_date(now, group.zone), skipped=skips)
        if found is None or found[1] > now:
            plan.nexts.append((group.id, *(found or (None, None))))
            return
        day, due = found
    elif now - due > timedelta(minutes=group.catch_up_minutes):
        plan.outages.append((group.id, day))
        plan.notes.append((group, "posting.missed", {"date": day.isoformat()}, day.isoformat()))
        plan.nexts.append((group.id, *following(group, skips)))
        return
    _plan_posting(deps, plan, group, used, skips, day=day, due=due, now=now)


def _plan_posting(
    deps: Deps,
    plan: _Plan,
    group: Group,
    used: list[str],
    skips: Collection[date],
    *,
    day: date,
    due: datetime,
    now: datetime,
) -> None:
    after = next_due(group.schedule, first=day + timedelta(days=1), skipped=skips)
    plan.nexts.append((group.id, *(after or (None, None))))
    heads = eligible(deps.bank.heads(), topics=group.topics, levels=group.levels)
    head = _usable(deps, heads, used)
    if head is None:
        plan.outages.append((group.id, day))
        plan.notes.append((group, "bank.empty", {"date": day.isoformat()}, day.isoformat()))
        return
    left = remaining(heads, [*used, head.id])
    if head.id not in used and (step := warning(left)) is not None:
        plan.notes.append((group, "bank.low", {"left": left}, f"{len(heads)}/{step}"))
    late = group.delivery is Delivery.POSTED and now - due > LATE_AFTER
    plan.postings.append(
        NewPosting(
            group_id=group.id,
            local_date=day,
            prompt_id=head.id,
            due_at=due,
            posted_at=now,
            deadline_at=deadline(group, due, after[1] if after else None)
            + (now - due if late else timedelta()),
            late=late,
        )
    )


async def _read_ahead(deps: Deps, work: Work, groups: Sequence[Group]) -> None:
    """Read the files of the likely choices now, so that no writer waits for it.

    What is chosen then may differ; a file not read here is read there.
    """
    used = await work.postings.used([group.id for group in groups])
    state = deps.chance.getstate()
    for group in groups:
        heads = eligible(deps.bank.heads(), topics=group.topics, levels=group.levels)
        _usable(deps, heads, used.get(group.id, []))
    deps.chance.setstate(state)


def _usable(deps: Deps, heads: Sequence[PromptHead], used: Sequence[str]) -> PromptHead | None:
    """The next prompt whose file can be read to its end; others are passed over."""
    left = list(heads)
    while (head := choose(left, used, deps.chance)) is not None:
        if deps.bank.usable(head.id):
            return head
        left.remove(head)
    return None


def deadline(group: Group, due: datetime, following_due: datetime | None) -> datetime:
    """Until when replies to a posting count, before any lateness is added.

    The group's own deadline; by default the next posting, 24 hours at most.
    """
    if group.deadline_minutes is not None:
        return due + timedelta(minutes=group.deadline_minutes)
    return min(due + _LONGEST, following_due or due + _LONGEST)


async def _store(work: Work, plan: _Plan, groups: Mapping[int, Group], now: datetime) -> None:
    stored = await work.postings.add(plan.postings)
    await work.groups.reschedule(plan.nexts)
    for group_id, day in plan.outages:
        await work.groups.mark_day(group_id, day, DayMark.OUTAGE)
    for group_id, member_id in await work.standings.streaking(plan.outages):
        await settle_streak(work, group_id, member_id)
    for group, action, detail, _ in plan.notes:
        await work.audit.add(group.id, None, action, dict(detail), now)
    places = await work.groups.places_of(sorted(groups))
    messages = announcements(MessageKind.POSTING, stored, places)
    for group, action, detail, once in plan.notes:
        told = " ".join(str(value) for value in detail.values())
        messages += await host_letters(
            work,
            group.id,
            kind=MessageKind.HOST_NOTE,
            key=f"{group.id}/{action}/{once}",
            subject={"action": action, "detail": told},
        )
    await work.outbox.add(messages, now)


def announcements(
    kind: MessageKind, postings: Sequence[Posting], places: Mapping[int, Sequence[Place]]
) -> list[NewMessage]:
    """One message of that kind for each posting and place of its group, under a lasting key."""
    return [
        NewMessage(
            key=_key(kind, posting, index),
            kind=kind,
            place=place,
            subject={"posting": posting.id},
        )
        for posting in postings
        for index, place in enumerate(places.get(posting.group_id, ()))
    ]


def posting_keys(posting: Posting, places: int) -> list[str]:
    """The keys of the messages by which a posting went to so many places."""
    return [_key(MessageKind.POSTING, posting, index) for index in range(places)]


def _key(kind: MessageKind, posting: Posting, index: int) -> str:
    return f"{kind}/{posting.group_id}/{posting.local_date}/{index}"


async def close_due(deps: Deps, now: datetime, limit: int = BATCH) -> int:
    """Close the postings whose deadline has passed; returns how many, at most `limit`."""
    async with deps.store.read() as work:
        if not await work.postings.overdue(now, 1):
            return 0
    async with deps.store.mark() as work:
        postings = await work.postings.claim_overdue(now, limit)
        await work.postings.close([posting.id for posting in postings])
        group_ids = sorted({posting.group_id for posting in postings})
        groups = await work.groups.many(group_ids)
        places = await work.groups.places_of(group_ids)
        messages = announcements(MessageKind.CLOSING, postings, places)
        for posting in postings:
            group = groups[posting.group_id]
            messages += digests(group, posting, places.get(group.id, ()), now)
        await work.outbox.add(messages, now)
        return len(postings)


async def post_now(deps: Deps, work: Work, group: Group, now: datetime) -> Posting | None:
    """Post today's prompt at once, on the host's word; None when today has its posting already.

    The day counts from then on, whatever it was marked as: the caller settles the streaks.
    """
    day = local_date(now, group.zone)
    used = (await work.postings.used([group.id])).get(group.id, [])
    skips = (await work.groups.skips([group.id])).get(group.id, set())
    plan = _Plan()
    _plan_posting(deps, plan, group, used, skips, day=day, due=now, now=now)
    if group.paused or (group.next_date is not None and group.next_date > day):
        plan.nexts = []
    before = {posting.id for posting in await work.postings.between(group.id, day, day)}
    await _store(work, plan, {group.id: group}, now)
    posting = await work.postings.on(group.id, day)
    if posting is None or posting.id in before:
        return None
    # It was left out or missed, or its time had passed when the group began: now it asks for
    # something, and streaks lean on it again.
    await work.groups.mark_day(group.id, day, None)
    return posting
