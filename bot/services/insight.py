"""Insight: what a host can learn from how the group answers its scheduled questions.

One bounded reading of the newest postings answers all of it: the same work in a group of ten
members and in one of ten thousand. Nothing is told of fewer than `FEWEST_MEMBERS` members, and
nobody is named who is hidden from the board.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from bot.domain.board import BoardName, Window, period
from bot.domain.group import Group
from bot.domain.item import SEPARATES_FROM, Item, Missed, criteria_of, items
from bot.domain.posting import PostingState
from bot.domain.prompt import PromptHead
from bot.domain.result import Result
from bot.domain.rotation import eligible, remaining
from bot.domain.rubric import Kind
from bot.domain.schedule import local_date
from bot.domain.skill import share, sights
from bot.ports.store import Work
from bot.services.arrival import Visitor, refreshed
from bot.services.deps import Deps

DAYS = 90
POSTINGS = 60
"""The newest that are looked at; each with so many of its first answers."""

ANSWERS = 40
FEWEST_MEMBERS = 3
ROWS = 5

_QUIET_AFTER_WEEKS = 2
_WAS_HEARD_WEEKS = 4
_MOST_QUIET = 20


@dataclass(frozen=True, slots=True)
class GroupSkill:
    """A skill by its title; `share` of the points earned, 0 to 100, None for too few members."""

    title: str
    members: int
    share: int | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what its answers say."""

    head: PromptHead
    item: Item


@dataclass(frozen=True, slots=True)
class Unearned:
    """A criterion that nobody earned."""

    head: PromptHead
    text: str
    judged: int


@dataclass(frozen=True, slots=True)
class Quiet:
    """Who answered in the weeks before and not since: `names` as on the board, `hidden` without."""

    names: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Insight:
    """How a group stands. `ends` is when the bank has no new question left; None while paused.

    `measured` counts the questions with answers enough to tell whether they separate.
    """

    answers: int
    members: int
    heard: int
    skills: tuple[GroupSkill, ...]
    hard: tuple[Question, ...]
    unearned: tuple[Unearned, ...]
    blunt: tuple[Question, ...]
    measured: int
    quiet: Quiet
    left: int
    ends: date | None


async def insight(deps: Deps, visitor: Visitor, at: datetime) -> Insight:
    """How the visitor's group stands, by its scheduled questions of the last `DAYS` days."""
    async with deps.store.read() as work:
        group = (await refreshed(work, visitor)).group
        today = local_date(at, group.zone)
        postings = await work.postings.between(group.id, today - timedelta(days=DAYS), today)
        closed = [one.id for one in postings if one.state is PostingState.CLOSED]
        results = await work.results.of_postings(closed[-POSTINGS:], ANSWERS)
        heard, quiet = await _quiet(work, group, today)
        members = await work.members.count(group.id)
        used = (await work.postings.used([group.id])).get(group.id, [])
    heads = {head.id: head for head in deps.bank.heads()}
    found = [one for one in items(results) if one.prompt_id in heads]
    left = remaining(eligible(heads.values(), topics=group.topics, levels=group.levels), used)
    return Insight(
        answers=len(results),
        members=members,
        heard=heard,
        skills=_skills(deps, results),
        hard=_hard(found, heads),
        unearned=_unearned(deps, results, heads),
        blunt=_blunt(found, heads),
        measured=sum(one.separation is not None for one in found),
        quiet=quiet,
        left=left,
        ends=_ends(group, left, today),
    )


def _skills(deps: Deps, results: Sequence[Result]) -> tuple[GroupSkill, ...]:
    seen = sights(results, deps.bank.criteria)
    found = []
    for skill, title in deps.bank.skills():
        here = seen.get(skill, [])
        members = len({one.member_id for one in here})
        found.append(GroupSkill(title, members, share(here) if members >= FEWEST_MEMBERS else None))
    return tuple(found)


def _hard(found: Sequence[Item], heads: Mapping[str, PromptHead]) -> tuple[Question, ...]:
    told = [one for one in found if one.answers >= FEWEST_MEMBERS]
    lowest = sorted(told, key=lambda one: (one.score, one.prompt_id))[:ROWS]
    return tuple(Question(heads[one.prompt_id], one) for one in lowest)


def _blunt(found: Sequence[Item], heads: Mapping[str, PromptHead]) -> tuple[Question, ...]:
    told = [
        (one.separation, one.prompt_id, one)
        for one in found
        if one.separation is not None and one.separation < SEPARATES_FROM
    ]
    return tuple(Question(heads[name], one) for _, name, one in sorted(told)[:ROWS])


def _unearned(
    deps: Deps, results: Sequence[Result], heads: Mapping[str, PromptHead]
) -> tuple[Unearned, ...]:
    texts: dict[tuple[str, str], str] = {}
    wanted: dict[str, list[str]] = {}
    for prompt_id in {one.prompt_id for one in results} & heads.keys():
        asked = [one for one in deps.bank.criteria(prompt_id) if one.kind is not Kind.PITFALL]
        wanted[prompt_id] = [one.id for one in asked]
        texts |= {(prompt_id, one.id): one.text for one in asked}
    missed: list[Missed] = [
        one
        for one in criteria_of(results, wanted)
        if not one.earned and one.judged >= FEWEST_MEMBERS
    ]
    missed.sort(key=lambda one: (-one.judged, one.prompt_id, one.criterion_id))
    return tuple(
        Unearned(heads[one.prompt_id], texts[one.prompt_id, one.criterion_id], one.judged)
        for one in missed[:ROWS]
    )


async def _quiet(work: Work, group: Group, today: date) -> tuple[int, Quiet]:
    """Who practised lately, in number, and who used to; those who said they are away are not."""
    weeks = [
        period(Window.WEEK, today - timedelta(weeks=number))
        for number in range(_QUIET_AFTER_WEEKS + _WAS_HEARD_WEEKS)
    ]
    since, before = weeks[:_QUIET_AFTER_WEEKS], weeks[_QUIET_AFTER_WEEKS:]
    heard = await work.standings.heard(group.id, since)
    names: list[str] = []
    hidden = 0
    begin = today - timedelta(weeks=_QUIET_AFTER_WEEKS)
    for member_id in await work.standings.silent(group.id, before, since, _MOST_QUIET):
        member = await work.members.get(member_id)
        away = await work.members.away(member_id)
        if member is None or any(one.first <= today and one.last >= begin for one in away):
            continue
        if member.board_name is BoardName.HIDDEN:
            hidden += 1
        else:
            alias = member.board_name is BoardName.ALIAS
            names.append((member.alias if alias else member.name) or "")
    return heard, Quiet(tuple(sorted(names)), hidden)


def _ends(group: Group, left: int, today: date) -> date | None:
    """The day after which a question comes again, at the pace of the schedule."""
    weekdays = group.schedule.weekdays
    if group.paused or not weekdays:
        return None
    return today + timedelta(days=ceil(left * 7 / len(weekdays)))
