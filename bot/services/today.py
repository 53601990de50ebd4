"""Today: the group's open posting, as one member stands to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.attempt import GradedAttempt
from bot.domain.posting import Posting
from bot.domain.prompt import PromptHead
from bot.domain.schedule import local_date
from bot.domain.streak import Streak, streak
from bot.ports.store import Work
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.probes import newest_attempt
from bot.services.replies import open_posting


@dataclass(frozen=True, slots=True)
class Today:
    """What `daily` shows. `posting` and `head` are None between postings."""

    posting: Posting | None
    head: PromptHead | None
    answered: GradedAttempt | None
    hints_taken: int
    streak: Streak
    next_due_at: datetime | None
    zone: str
    due: tuple[tuple[str, int], ...] = ()
    """What is due to be practised again: titles of skills, each with how many things."""


async def today(deps: Deps, visitor: Visitor, at: datetime) -> Today:
    """The open posting, whether the member answered it, and their streak."""
    async with deps.store.read() as work:
        posting = await open_posting(work, visitor, at)
        head = deps.bank.head(posting.prompt_id) if posting is not None else None
        group = await work.groups.get(visitor.group.id)
        return Today(
            posting=posting if head is not None else None,
            head=head,
            answered=await newest_attempt(work, visitor, head.id) if head is not None else None,
            hints_taken=await work.hints.taken(visitor.group.id, visitor.member.id, head.id)
            if head is not None
            else 0,
            streak=await current_streak(work, visitor, at),
            next_due_at=group.next_due_at if group is not None else None,
            zone=visitor.zone,
            due=await due_again(deps, work, visitor.member.id, at),
        )


async def due_again(
    deps: Deps, work: Work, member_id: int, at: datetime
) -> tuple[tuple[str, int], ...]:
    """The skills with something due by then, the most first."""
    titles = dict(deps.bank.skills())
    due = await work.recalls.due_skills(member_id, at)
    ordered = sorted(due.items(), key=lambda one: (-one[1], one[0]))
    return tuple((titles.get(skill, skill), number) for skill, number in ordered)


async def current_streak(work: Work, visitor: Visitor, at: datetime) -> Streak:
    """The member's streak in the group, derived from the stored attempts."""
    day = local_date(at, visitor.zone)
    return await streak_of(work, visitor.group.id, visitor.member.id, day)


async def streak_of(work: Work, group_id: int, member_id: int, day: date) -> Streak:
    """A member's streak on a local date."""
    calendar = await work.groups.calendar(group_id)
    away = await work.members.away(member_id)
    days = await work.attempts.practice_days(group_id, member_id)
    return streak(days, calendar.with_away(away), day)
