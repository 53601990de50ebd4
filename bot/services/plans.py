"""Plans towards an interview: kept as a date, worked out anew whenever they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.drill import Drill
from bot.domain.mock import SessionState
from bot.domain.plan import MOST_DAYS, Company, Done, PlanDay, missed_days, plan_days
from bot.domain.schedule import local_date
from bot.errors import BadInput
from bot.ports.plans import KeptPlan
from bot.ports.store import Work
from bot.refusals import plans as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.today import due_again

_LOOKED_BACK = 500
"""Drills and mock rounds looked at for what is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A member's plan as it stands today.

    `days` begin with today and end with the interview; `missed` are days that passed unused since
    it began. `practised` says that today has seen practice already; a day of a mock round has when
    a round was finished on it. `other` are the kinds of
    companies there are, `due` what is due to be practised again, as `daily` has it.
    """

    company: Company
    interview: date
    days: tuple[PlanDay, ...]
    missed: tuple[date, ...]
    practised: bool
    drills: tuple[Drill, ...]
    mocks: tuple[tuple[str, str], ...]
    other: tuple[Company, ...]
    due: tuple[tuple[str, int], ...] = ()

    @property
    def today(self) -> PlanDay:
        """What today is for."""
        return self.days[0]


async def make_plan(
    deps: Deps, visitor: Visitor, interview: date, company: Company | None, at: datetime
) -> Plan:
    """Plan back from the date; a plan there was is replaced.

    Without a company the kept plan's holds, else the first of the file. Raises BadInput for a date
    that is past, today, or too far ahead.
    """
    today = local_date(at, visitor.zone)
    if interview < today:
        raise BadInput(refusals.date_is_past(_day(interview)))
    if interview == today:
        raise BadInput(refusals.interview_is_now(_day(interview)))
    if (interview - today).days > MOST_DAYS:
        raise BadInput(refusals.too_far_ahead(_day(interview), MOST_DAYS))
    known = companies(deps)
    async with deps.store.write() as work:
        before = await work.plans.get(visitor.member.id)
        chosen = company or _company(known, before.company if before is not None else "")
        same = before is not None and before.interview_on == interview
        begun = before.begun_on if before is not None and same else today
        kept = KeptPlan(interview, chosen.id, begun, at)
        await work.plans.put(visitor.member.id, kept)
        return await _plan(deps, work, visitor, kept, known, at)


async def plan_now(deps: Deps, visitor: Visitor, at: datetime) -> Plan | None:
    """The member's plan as it stands; None without one, or when the interview has passed."""
    today = local_date(at, visitor.zone)
    async with deps.store.read() as work:
        kept = await work.plans.get(visitor.member.id)
        if kept is None or kept.interview_on < today:
            return None
        return await _plan(deps, work, visitor, kept, companies(deps), at)


async def stop_plan(deps: Deps, visitor: Visitor) -> bool:
    """Forget the plan; whether there was one."""
    async with deps.store.write() as work:
        kept = await work.plans.get(visitor.member.id)
        await work.plans.drop(visitor.member.id)
    return kept is not None


def companies(deps: Deps) -> tuple[Company, ...]:
    """The kinds of companies there are, each with what the bank and the course can offer for it."""
    topics = {topic for topic, _ in deps.bank.topics()}
    used = {head.topic for head in deps.bank.heads()}
    found = []
    for one in deps.companies.companies():
        weights = {topic: n for topic, n in one.topics.items() if topic in topics & used}
        found.append(
            Company(
                one.id,
                one.title,
                one.asks,
                weights or dict.fromkeys(sorted(used), 1),
                tuple(drill for drill in one.drills if deps.course.drill(drill) is not None),
                tuple(mock for mock in one.mocks if _stage_title(deps, mock)),
            )
        )
    if not found:
        found.append(Company("any", "", "", dict.fromkeys(sorted(used), 1), (), ()))
    return tuple(found)


def _company(known: Sequence[Company], company_id: str) -> Company:
    return next((one for one in known if one.id == company_id), known[0])


async def _plan(
    deps: Deps,
    work: Work,
    visitor: Visitor,
    kept: KeptPlan,
    known: tuple[Company, ...],
    at: datetime,
) -> Plan:
    today = local_date(at, visitor.zone)
    company = _company(known, kept.company)
    past = await _past(deps, work, visitor, kept.begun_on, today)
    days = plan_days(today, kept.interview_on, company, past.done, kept.begun_on)
    missed = missed_days(kept.begun_on, today, kept.interview_on, company, past.practised)
    return Plan(
        company=company,
        interview=kept.interview_on,
        days=tuple(days),
        missed=tuple(missed),
        practised=today in (past.played if days[0].mock else past.practised),
        drills=tuple(deps.course.drills()),
        mocks=tuple((mock, _stage_title(deps, mock)) for mock in company.mocks),
        other=known,
        due=await due_again(deps, work, visitor.member.id, at),
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """What was done before today, and the dates with any practice or a round, today's too."""

    done: Done
    practised: set[date]
    played: set[date]


async def _past(deps: Deps, work: Work, visitor: Visitor, since: date, today: date) -> _Past:
    """What a member has done since a date.

    What today brought stays in today's plan: it must not change while somebody does it. A mock
    round that was left is not done: it is planned again.
    """
    topics: Counter[str] = Counter()
    practised: set[date] = set()
    for day, prompt_id, revises in await work.attempts.sent_since(visitor.member.id, since):
        practised.add(day)
        head = deps.bank.head(prompt_id)
        if head is not None and day < today and not revises:
            topics[head.topic] += 1
    drills: set[str] = set()
    for turn in await work.drills.results(visitor.member.id, _LOOKED_BACK):
        day = local_date(turn.answered_at or turn.shown_at, visitor.zone)
        if day >= since:
            practised.add(day)
            drills |= {turn.mark.drill} if day < today else set()
    mocks: set[str] = set()
    played: set[date] = set()
    found = await work.rounds.of_member(visitor.group.id, visitor.member.id, _LOOKED_BACK)
    for session in (one.session for one in found if one.session.state is SessionState.FINISHED):
        day = session.practice_date
        if day >= since:
            played.add(day)
            mocks |= {session.stage_key} if day < today else set()
    return _Past(Done(topics, drills, mocks), practised | played, played)


def _stage_title(deps: Deps, mock: str) -> str:
    """The title of a stage, `loop/stage`; empty when there is none."""
    loop_id, _, stage_id = mock.partition("/")
    outline = deps.loops.outline(loop_id)
    return "" if outline is None else outline.title_of(stage_id)


def _day(day: date) -> str:
    return day.isoformat()
