"""Progress: what a member's answers, rounds and drills show over the last weeks.

How the three are weighed is said in docs/learning.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.result import Result, firsts
from bot.domain.schedule import local_date
from bot.domain.skill import Sight, SkillLevel, level, sights
from bot.domain.streak import Outcome, Streak
from bot.services.arrival import Visitor
from bot.services.coverage import Coverage, Tally, coverage
from bot.services.deps import Deps
from bot.services.today import streak_of

DAYS = 30
"""The days that are looked back on, today included."""

WEEKS = 5
"""Whole weeks of the calendar, the last of them the one that today is in."""

NEWEST = 5
"""So many of the newest answers make the level."""

_MOST_RESULTS = 250

_NO_DRILLS = Tally()


@dataclass(frozen=True, slots=True)
class SkillProgress:
    """A skill by its title, and how far the member is; None where nothing was seen of it yet.

    `in_rounds` of the answers that made the level were given in mock rounds. `drills` are the
    newest answers at its drills; they are no part of the level.
    """

    title: str
    level: SkillLevel | None
    in_rounds: int = 0
    drills: Tally = _NO_DRILLS


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the calendar: `outcome` is None before the first practice and after today.

    `aside` says that a drill or a mock round is all that was done on it; no streak counts that.
    """

    date: date
    outcome: Outcome | None
    aside: bool = False

    @property
    def shows_aside(self) -> bool:
        """Whether its drill or round is what there is to show: no freeze, and no grade to come."""
        return self.aside and self.outcome not in {Outcome.FROZEN, Outcome.PENDING}


@dataclass(frozen=True, slots=True)
class Progress:
    """What a member has practised, and what it shows.

    `first` to `last` are the days looked back on, `answers` counts the first answers of a day in
    them, `practised` the days with any practice at all. `scores` has each day's mean score, 0 to
    100, `line` the mean of the newest up to that day. `level` is the mean of the newest answers,
    `change` its difference to those before; None while there are too few. `skills` are in the
    catalogue's order; `untouched` are topics never practised. `coverage` is what was done beside
    prompts.
    """

    first: date
    last: date
    answers: int
    practised: int
    scores: tuple[tuple[date, int], ...]
    line: tuple[tuple[date, float], ...]
    level: int | None
    change: int | None
    streak: Streak
    calendar: tuple[Day, ...]
    skills: tuple[SkillProgress, ...]
    prompts: int
    untouched: tuple[str, ...]
    coverage: Coverage

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to show."""
        return self.level is not None or bool(self.coverage.days)


async def progress(deps: Deps, visitor: Visitor, at: datetime) -> Progress:
    """The member's progress in the group, as of their local date."""
    group_id, member_id = visitor.group.id, visitor.member.id
    today = local_date(at, visitor.zone)
    async with deps.store.read() as work:
        results = firsts(await work.results.of_member(group_id, member_id, at, _MOST_RESULTS))
        streak = await streak_of(work, group_id, member_id, today)
        prompts = await work.results.prompts_of(group_id, member_id)
        beside = await coverage(deps, work, visitor)
    begin = today - timedelta(days=DAYS - 1)
    recent = [one for one in results if begin <= one.practice_date <= today]
    scores = _scores(recent)
    answered = {one.practice_date for one in results}
    seen = sights(results, deps.bank.criteria)
    return Progress(
        first=begin,
        last=today,
        answers=len(recent),
        practised=sum(begin <= day <= today for day in answered | beside.days),
        scores=scores,
        line=_line(scores),
        level=_mean(results[-NEWEST:]),
        change=_change(results),
        streak=streak,
        calendar=_calendar(streak, answered, beside.days, today),
        skills=_skills(deps, seen, beside),
        prompts=len(prompts),
        untouched=_untouched(deps, prompts),
        coverage=beside,
    )


def _skills(
    deps: Deps, seen: Mapping[str, Sequence[Sight]], beside: Coverage
) -> tuple[SkillProgress, ...]:
    """Answers to prompts and in rounds together, day by day; drills beside them."""
    found = []
    for skill, title in deps.bank.skills():
        in_rounds = beside.sights.get(skill, [])
        both = sorted([*seen.get(skill, ()), *in_rounds], key=lambda one: one.on)
        drills = beside.drills.get(skill, _NO_DRILLS)
        found.append(SkillProgress(title, level(both), len(in_rounds), drills))
    return tuple(found)


def _untouched(deps: Deps, prompts: set[str]) -> tuple[str, ...]:
    heads = [deps.bank.head(one) for one in prompts]
    touched = {head.topic for head in heads if head is not None}
    return tuple(title for topic, title in deps.bank.topics() if topic not in touched)


def _scores(recent: Sequence[Result]) -> tuple[tuple[date, int], ...]:
    days = sorted({one.practice_date for one in recent})
    by_day = [(day, _mean([one for one in recent if one.practice_date == day])) for day in days]
    return tuple((day, score) for day, score in by_day if score is not None)


def _line(scores: Sequence[tuple[date, int]]) -> tuple[tuple[date, float], ...]:
    return tuple(
        (day, _average(scores[max(0, number - NEWEST + 1) : number + 1]))
        for number, (day, _) in enumerate(scores)
    )


def _average(scores: Sequence[tuple[date, int]]) -> float:
    return sum(score for _, score in scores) / len(scores)


def _mean(results: Sequence[Result]) -> int | None:
    return round(sum(one.score for one in results) / len(results)) if results else None


def _change(results: Sequence[Result]) -> int | None:
    """The difference between the newest answers and as many before; two of each at least."""
    newest = min(NEWEST, len(results) // 2)
    now, before = _mean(results[-newest:]), _mean(results[-2 * newest : -newest])
    return now - before if newest > 1 and now is not None and before is not None else None


def _calendar(
    streak: Streak, answered: Collection[date], aside: Collection[date], today: date
) -> tuple[Day, ...]:
    """Weeks from Monday to Sunday; a day with an answer is practised, whatever day it was."""
    outcomes = {one.date: one.outcome for one in streak.days}
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    days = [monday + timedelta(days=one) for one in range(7 * WEEKS)]
    return tuple(
        Day(day, Outcome.PRACTISED)
        if day in answered
        else Day(day, outcomes.get(day), aside=day in aside)
        for day in days
    )
