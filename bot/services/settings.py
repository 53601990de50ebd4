"""A member's own settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import FeedbackPlace
from bot.domain.member import Member
from bot.domain.schedule import local_date
from bot.services.arrival import Visitor, refreshed
from bot.services.deps import Deps
from bot.services.grading import settle_streak
from bot.services.reminders import schedule_reminder

LONGEST_ALIAS = 40


async def change(deps: Deps, visitor: Visitor, edit: Callable[[Member], Member]) -> Visitor:
    """Store an edited member; returns the visitor as they stand then.

    Streaks are kept as they are: days that passed were dated in the zone of their time.
    """
    async with deps.store.write() as work:
        current = await refreshed(work, visitor)
        edited = edit(current.member)
        await work.members.save(edited)
        if _clock_of(edited) != _clock_of(current.member):
            await schedule_reminder(work, edited, deps.clock.now())
        for group_id in await work.members.groups(visitor.member.id):
            await settle_streak(work, group_id, visitor.member.id)
        return await refreshed(work, visitor)


def _clock_of(member: Member) -> tuple[str | None, time | None]:
    """What the time of the member's next reminder follows from."""
    return member.zone, member.reminder_time


async def set_zone(deps: Deps, visitor: Visitor, zone: str | None) -> Visitor:
    """The member's own time zone from now on; None for the group's."""
    return await change(deps, visitor, lambda member: replace(member, zone=zone))


async def set_board_name(
    deps: Deps, visitor: Visitor, shown: BoardName, alias: str = ""
) -> Visitor:
    """How the member appears on boards."""
    return await change(
        deps,
        visitor,
        lambda member: replace(member, board_name=shown, alias=alias or member.alias),
    )


async def set_feedback(deps: Deps, visitor: Visitor, feedback: FeedbackPlace) -> Visitor:
    """Where the member's feedback is shown."""
    return await change(deps, visitor, lambda member: replace(member, feedback=feedback))


async def set_self_score(deps: Deps, visitor: Visitor, *, wanted: bool) -> Visitor:
    """Whether the member guesses their own score before they see the feedback."""
    return await change(deps, visitor, lambda member: replace(member, self_score=wanted))


async def set_reminder(deps: Deps, visitor: Visitor, wanted: time | None) -> Visitor:
    """When, on their own clock, the member is reminded of a prompt; None for never."""
    return await change(deps, visitor, lambda member: replace(member, reminder_time=wanted))


async def set_sharing(deps: Deps, visitor: Visitor, *, wanted: bool) -> Visitor:
    """Whether the group may be shown the member's answer when it is the best."""
    return await change(deps, visitor, lambda member: replace(member, shares_answers=wanted))


async def away_dates(deps: Deps, visitor: Visitor) -> list[AwaySpan]:
    """The member's absences, by first date."""
    async with deps.store.read() as work:
        return await work.members.away(visitor.member.id)


async def go_away(deps: Deps, visitor: Visitor, first: date, last: date) -> list[AwaySpan]:
    """Be away from `first` to `last`, both included; returns all absences."""
    return await _replace_away(deps, visitor, lambda spans: [*spans, AwaySpan(first, last)])


async def come_back(deps: Deps, visitor: Visitor, at: datetime) -> list[AwaySpan]:
    """End every absence with yesterday; those to come are dropped. Returns what is left."""
    today = local_date(at, visitor.zone)

    def cut(spans: list[AwaySpan]) -> list[AwaySpan]:
        yesterday = today - timedelta(days=1)
        return [
            AwaySpan(span.first, min(span.last, yesterday)) for span in spans if span.first < today
        ]

    return await _replace_away(deps, visitor, cut)


async def _replace_away(
    deps: Deps,
    visitor: Visitor,
    edit: Callable[[list[AwaySpan]], list[AwaySpan]],
) -> list[AwaySpan]:
    async with deps.store.write() as work:
        spans = sorted(edit(await work.members.away(visitor.member.id)), key=lambda s: s.first)
        await work.members.set_away(visitor.member.id, spans)
        for group_id in await work.members.groups(visitor.member.id):
            await settle_streak(work, group_id, visitor.member.id)
        return spans
