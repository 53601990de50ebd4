"""Reminders: at a member's own time, or put off on their word; never of what is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.attempt import active
from bot.domain.member import Member
from bot.domain.message import MessageKind, NewMessage, QueuedMessage
from bot.domain.posting import Posting, PostingState
from bot.domain.prompt import PromptHead
from bot.domain.reminder import GRACE, LAST_CALL, last_reminder, next_reminder, put_off
from bot.domain.schedule import local_date
from bot.errors import BadInput
from bot.ports.reminders import DueReminder
from bot.ports.store import Work
from bot.refusals import replies as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.letters import letter
from bot.services.replies import open_posting
from bot.services.today import streak_of

BATCH = 50
"""Members handled in one transaction."""

MOST_LETTERS = 3
"""Groups that one member is reminded of at a time."""

WORTH_KEEPING = 2
"""A streak of so many days is worth a word when it would end."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """An open prompt that a member has not answered.

    `group` is its group's name where the member has several, else empty. `streak` is the number of
    days that would end without an answer, 0 when none would. `can_wait` says that there is time
    left to put the reminder off.
    """

    posting: Posting
    head: PromptHead
    group: str
    zone: str
    at: datetime
    streak: int
    can_wait: bool


async def remind_due(deps: Deps, now: datetime, limit: int = BATCH) -> int:
    """Queue the reminders that are due; returns how many members were looked at.

    What is queued has a lasting key, so that a crash or a second process sends nothing twice. A
    reminder that is late beyond GRACE is left out.
    """
    async with deps.store.read() as work:
        due = await work.reminders.due(now, limit)
        plans = [await _plan(work, one, now) for one in due]
    if not due:
        return 0
    async with deps.store.mark() as work:
        await work.reminders.move([(one, then) for one, (then, _) in zip(due, plans, strict=True)])
        await work.outbox.add([letter for _, letters in plans for letter in letters], now)
    return len(due)


async def schedule_reminder(work: Work, member: Member, now: datetime) -> None:
    """Work out the member's next reminder anew, after their time or zone changed."""
    then = None
    if member.reminder_time is not None:
        then = next_reminder(member.reminder_time, await _zone(work, member), now)
    await work.reminders.set_next(member.id, then)


async def remind_later(deps: Deps, visitor: Visitor, *, hours: int, at: datetime) -> datetime:
    """Remind the member of the open prompt so many hours from now; returns when.

    LAST_CALL before the deadline at the latest. It takes the place of an earlier request. Raises
    BadInput when nothing is open, when it is answered, or when there is no time left to wait.
    """
    async with deps.store.write() as work:
        posting = await open_posting(work, visitor, at)
        if posting is None:
            raise BadInput(refusals.NO_PROMPT_TODAY)
        if await _answered(work, posting, visitor.member.id):
            raise BadInput(refusals.ANSWERED_ALREADY)
        then = put_off(at, timedelta(hours=hours), posting.deadline_at)
        if then is None:
            raise BadInput(refusals.CLOSES_TOO_SOON)
        prefix = f"later/{visitor.member.id}/{posting.id}/"
        await work.reminders.call_off(f"{MessageKind.REMINDER}/{prefix}")
        letters = await letter(
            work,
            visitor.group.id,
            visitor.member.id,
            kind=MessageKind.REMINDER,
            key=f"{prefix}{then:%Y%m%dT%H%M%S}",
            subject={"posting": posting.id, "member": visitor.member.id, "asked": 1},
        )
        await work.outbox.add([replace(one, not_before=then) for one in letters], at)
        return then


async def reminder(deps: Deps, work: Work, message: QueuedMessage) -> Reminder | None:
    """What a queued reminder is about; None when there is nothing to remind of any more."""
    now = deps.clock.now()
    member = await work.members.get(int(message.subject["member"]))
    posting = await work.postings.get(int(message.subject["posting"]))
    if member is None or posting is None or not _is_open(posting, now):
        return None
    group = await work.groups.get(posting.group_id)
    head = deps.bank.head(posting.prompt_id)
    if group is None or head is None or await _answered(work, posting, member.id):
        return None
    zone = member.zone or group.zone
    today = local_date(now, zone)
    if not await _still_wanted(work, member, message, today, now):
        return None
    several = len(await work.members.groups(member.id)) > 1
    return Reminder(
        posting=posting,
        head=head,
        group=group.name if several else "",
        zone=zone,
        at=now,
        streak=await _at_stake(work, group.id, member.id, today),
        can_wait=posting.deadline_at - now > LAST_CALL,
    )


async def _plan(
    work: Work, due: DueReminder, now: datetime
) -> tuple[datetime | None, Sequence[NewMessage]]:
    """When the member's next reminder comes, and the letters of the one that is due."""
    member = due.member
    if member.reminder_time is None:
        return None, ()
    zone = await _zone(work, member)
    then = next_reminder(member.reminder_time, zone, now)
    found = last_reminder(member.reminder_time, zone, now)
    if found is None or await _is_away(work, member.id, found[0]):
        return then, ()
    return then, await _letters(work, member, *found, now)


async def _letters(
    work: Work, member: Member, day: date, wanted_at: datetime, now: datetime
) -> list[NewMessage]:
    found: list[NewMessage] = []
    for group_id in await work.members.groups(member.id):
        posting = await work.postings.latest(group_id)
        if posting is None or not _is_open(posting, now):
            continue
        if await _answered(work, posting, member.id):
            continue
        found += await letter(
            work,
            group_id,
            member.id,
            kind=MessageKind.REMINDER,
            key=f"{member.id}/{day}/{group_id}",
            subject={
                "posting": posting.id,
                "member": member.id,
                "wanted_at": wanted_at.isoformat(),
            },
        )
    return found[:MOST_LETTERS]


async def _zone(work: Work, member: Member) -> str:
    """The zone of the member's own time: theirs, else that of their oldest group."""
    if member.zone is not None:
        return member.zone
    group_ids = await work.members.groups(member.id)
    group = await work.groups.get(group_ids[0]) if group_ids else None
    return "UTC" if group is None else group.zone


def _is_open(posting: Posting, at: datetime) -> bool:
    return posting.state is not PostingState.CLOSED and at < posting.deadline_at


async def _answered(work: Work, posting: Posting, member_id: int) -> bool:
    theirs = await work.attempts.of_prompt(posting.group_id, member_id, posting.prompt_id)
    return any(one.attempt.posting_id == posting.id for one in active(theirs))


async def _is_away(work: Work, member_id: int, day: date) -> bool:
    return any(span.first <= day <= span.last for span in await work.members.away(member_id))


async def _still_wanted(
    work: Work, member: Member, message: QueuedMessage, today: date, now: datetime
) -> bool:
    """Whether it is: one asked for always, a daily one in time, unless it was switched off."""
    if "asked" in message.subject:
        return True
    wanted_at = datetime.fromisoformat(str(message.subject["wanted_at"]))
    in_time = now - wanted_at <= GRACE
    return (
        in_time and member.reminder_time is not None and not await _is_away(work, member.id, today)
    )


async def _at_stake(work: Work, group_id: int, member_id: int, today: date) -> int:
    streak = await streak_of(work, group_id, member_id, today)
    ends = streak.expires_on <= today + timedelta(days=1)
    return streak.length if ends and streak.length >= WORTH_KEEPING else 0
