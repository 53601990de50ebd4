"""Coverage: drills, mock rounds and cards; what of them a member has done, and what never."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.debrief import Recommendation, Report
from bot.domain.recall import Phase, Recall
from bot.domain.rounds import Judged
from bot.domain.schedule import local_date
from bot.domain.skill import Sight, sights_in
from bot.domain.turn import Turn
from bot.ports.store import Work
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.drills import REMEMBERED

NEWEST_DRILLS = 8
"""So many of the newest answers at drills of a skill are counted beside it."""

_ROUNDS = 20
"""Mock rounds whose debriefs are looked into."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers at drills, and how many of them were right in every part."""

    answered: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """How many of all there are were tried at least once."""

    tried: int = 0
    there: int = 0

    @property
    def never(self) -> int:
        """How many never were."""
        return max(self.there - self.tried, 0)


@dataclass(frozen=True, slots=True)
class RoundsDone:
    """Mock rounds that have a debrief: how many, and the newest's title and recommendation."""

    count: int = 0
    title: str = ""
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a member has done beside answering prompts.

    `drills` has the newest answers by skill, `days` the local dates with a drill or a round,
    `sights` what rounds showed by skill, oldest first. `returning` are skills on their schedule
    with the date they come back, the soonest first; `mastered` those that have been mastered.
    """

    drills: dict[str, Tally]
    days: frozenset[date]
    rounds: RoundsDone
    sights: dict[str, list[Sight]]
    returning: tuple[tuple[str, date], ...]
    mastered: tuple[str, ...]
    cards: Tried
    kinds: Tried


async def coverage(deps: Deps, work: Work, visitor: Visitor) -> Coverage:
    """What there is to drill, to play and to read, as far as the member has come."""
    member_id = visitor.member.id
    turns = await work.drills.results(member_id, REMEMBERED)
    rounds = await work.rounds.finished(visitor.group.id, member_id, newest=_ROUNDS)
    number = await work.rounds.number_finished(visitor.group.id, member_id)
    opened = await work.cards.opened(member_id)
    recalls = await work.recalls.of_skills(member_id)
    returning, mastered = _scheduled(deps, recalls, visitor.zone)
    kinds = {one.id for one in deps.course.drills()}
    cards = {one.id for one in deps.course.lessons()}
    return Coverage(
        drills=_by_skill(turns),
        days=frozenset(
            {_day(one.answered_at or one.shown_at, visitor) for one in turns}
            | {one.session.practice_date for one in rounds}
        ),
        rounds=_rounds(deps, rounds, number),
        sights=_sights(rounds),
        returning=returning,
        mastered=mastered,
        cards=Tried(len(cards & opened.keys()), len(cards)),
        kinds=Tried(len(kinds & {one.mark.drill for one in turns}), len(kinds)),
    )


def _day(at: datetime, visitor: Visitor) -> date:
    return local_date(at, visitor.zone)


def _by_skill(turns: Sequence[Turn]) -> dict[str, Tally]:
    """The newest of each skill; `turns` have the newest first."""
    answered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in turns:
        if answered[one.skill] < NEWEST_DRILLS:
            answered[one.skill] += 1
            right[one.skill] += one.correct
    return {skill: Tally(number, right[skill]) for skill, number in answered.items()}


def _rounds(deps: Deps, rounds: Sequence[Judged], number: int) -> RoundsDone:
    """Of all the rounds there were; `rounds` has the newest of them, oldest first."""
    if not rounds:
        return RoundsDone()
    newest = rounds[-1]
    outline = deps.loops.outline(newest.session.loop_id)
    wanted = newest.session.stage_id
    title = outline.title_of(wanted) if outline is not None else ""
    said = newest.report.recommendation if newest.report is not None else None
    return RoundsDone(number, title or wanted, said)


def _sights(rounds: Sequence[Judged]) -> dict[str, list[Sight]]:
    found: dict[str, list[Sight]] = defaultdict(list)
    for one in rounds:
        if isinstance(one.report, Report):
            session = one.session
            shown = sights_in(one.report, session.practice_date, session.member_id)
            for skill, seen in shown.items():
                found[skill] += seen
    return dict(found)


def _scheduled(
    deps: Deps, recalls: Sequence[Recall], zone: str
) -> tuple[tuple[tuple[str, date], ...], tuple[str, ...]]:
    titles = dict(deps.bank.skills())
    learning = [
        (local_date(one.due_at, zone), titles[one.key])
        for one in recalls
        if one.phase is Phase.LEARNING and one.due_at is not None and one.key in titles
    ]
    mastered = tuple(
        titles[one.key] for one in recalls if one.phase is not Phase.LEARNING and one.key in titles
    )
    return tuple((title, day) for day, title in sorted(learning)), mastered
