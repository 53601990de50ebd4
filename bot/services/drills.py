"""Drills: an exercise chosen for a member, posed, answered and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bot.domain.amount import Unreadable
from bot.domain.drill import Drill, Form, Item
from bot.domain.exercise import SEEDS, Mark, Posed, pose
from bot.domain.formula import FormulaError
from bot.domain.judging import Verdict, judge
from bot.domain.lesson import Lesson
from bot.domain.schedule import local_date
from bot.domain.turn import NewTurn, Turn
from bot.errors import AlreadyHandled, BadInput
from bot.ports.course import Course
from bot.refusals import lessons as lesson_refusals
from bot.refusals import replies as reply_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.reviews import drill_reviewed

Thing = TypeVar("Thing")

REMEMBERED = 1_000
"""Turns looked back on when choosing what a member has done least."""

OPEN_FOR = timedelta(hours=24)
"""So long a bare answer is taken for the drill shown last."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A drill with what the member has done of it: answers, and how many were right."""

    drill: Drill
    answered: int
    correct: int


@dataclass(frozen=True, slots=True)
class Solved:
    """An answer with its verdict; `counted` is false where the exercise was answered before.

    `cards` explain what it is about.
    """

    drill: Drill
    posed: Posed
    verdict: Verdict
    counted: bool
    cards: tuple[Lesson, ...]


async def kinds(deps: Deps, visitor: Visitor) -> list[Kind]:
    """Every kind of drill, by title."""
    async with deps.store.read() as work:
        results = await work.drills.results(visitor.member.id, REMEMBERED)
    answered = Counter(one.mark.drill for one in results)
    correct = Counter(one.mark.drill for one in results if one.correct)
    return [Kind(one, answered[one.id], correct[one.id]) for one in deps.course.drills()]


def drill_of(deps: Deps, kind: str) -> Drill | None:
    """The drill of an id or a title, in whatever capitals."""
    wanted = " ".join(kind.casefold().split())
    by_title = (one for one in deps.course.drills() if one.title.casefold() == wanted)
    return deps.course.drill(wanted) or next(by_title, None)


async def next_exercise(
    deps: Deps, visitor: Visitor, kind: str | None, at: datetime, *, item: str | None = None
) -> Posed:
    """The exercise of a kind that the member has seen least.

    Where no kind is named, of one that exercises a skill that is due, else of any. With `item` that
    one, with other figures. Raises BadInput for what there is not.
    """
    async with deps.store.write() as work:
        seen = await work.drills.shown(visitor.member.id, REMEMBERED)
        due = await work.recalls.due_skills(visitor.member.id, at) if kind is None else ()
        drill = _chosen(deps, kind, seen, due)
        one = _item(deps, drill, seen) if item is None else drill.item(item)
        if one is None:
            raise BadInput(lesson_refusals.DRILL_GONE)
        posed = _posed(drill, one, deps.chance.randrange(SEEDS))
        turn = NewTurn(visitor.member.id, visitor.group.id, posed.mark, drill.skill, at)
        await work.drills.show(turn)
    return posed


def posed_of(course: Course, mark: Mark) -> Posed:
    """An exercise posed again, the same as before. Raises BadInput when its item is gone."""
    drill, item = _found(course, mark)
    return _posed(drill, item, mark.seed)


def _posed(drill: Drill, item: Item, seed: int) -> Posed:
    try:
        return pose(drill, item, seed)
    except FormulaError:
        # The check of the content names such an item; here it is as good as not there.
        raise BadInput(lesson_refusals.DRILL_GONE) from None


async def open_mark(deps: Deps, visitor: Visitor, at: datetime) -> Mark | None:
    """The exercise that the member was shown last and has not answered; None after a day."""
    async with deps.store.read() as work:
        turn = await work.drills.open(visitor.member.id)
    return turn.mark if turn is not None and at - turn.shown_at < OPEN_FOR else None


async def solve(
    deps: Deps, visitor: Visitor, mark: Mark, answer: str, *, event_key: str, at: datetime
) -> Solved:
    """Judge an answer and keep it; the first one to an exercise counts.

    Raises BadInput for an answer that cannot be read: it may be given again.
    """
    drill, item = _found(deps.course, mark)
    posed = _posed(drill, item, mark.seed)
    try:
        verdict = judge(item, posed, answer)
    except Unreadable as error:
        raise BadInput(_unreadable(posed, many=error.many)) from None
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        turn = await work.drills.of_mark(visitor.member.id, mark)
        if turn is None:
            new = NewTurn(visitor.member.id, visitor.group.id, mark, drill.skill, at)
            turn = await work.drills.show(new)
        counted = await work.drills.answer(turn.id, verdict.said, verdict.score, at)
        if counted:
            day = local_date(at, visitor.zone)
            await drill_reviewed(deps, work, turn, score=verdict.score, at=at, day=day)
    cards = tuple(one for one in deps.course.lessons() if drill.id in one.drills)
    return Solved(drill, posed, verdict, counted, cards)


def _unreadable(posed: Posed, *, many: bool) -> str:
    if posed.form is Form.NUMERIC:
        return lesson_refusals.MANY_NUMBERS if many else lesson_refusals.no_number(posed.unit)
    return lesson_refusals.no_choice(posed.places, len(posed.options))


def _found(course: Course, mark: Mark) -> tuple[Drill, Item]:
    drill = course.drill(mark.drill)
    item = drill.item(mark.item) if drill is not None else None
    if drill is None or item is None:
        raise BadInput(lesson_refusals.DRILL_GONE)
    return drill, item


def _chosen(deps: Deps, kind: str | None, seen: Sequence[Turn], due: Collection[str]) -> Drill:
    if kind is not None:
        drill = drill_of(deps, kind)
        if drill is None:
            raise BadInput(lesson_refusals.DRILL_GONE)
        return drill
    drills = deps.course.drills()
    if not drills:
        raise BadInput(lesson_refusals.NO_DRILLS)
    among = [one for one in drills if one.skill in due] or drills
    counts = Counter(one.mark.drill for one in seen)
    return _least(deps, among, [counts[one.id] for one in among])


def _item(deps: Deps, drill: Drill, seen: Sequence[Turn]) -> Item:
    """One that was shown least often; among those not the one shown last, where there is a choice.

    A turn that was shown and never answered counts as well: nobody likes to see it at once again.
    """
    theirs = [one.mark.item for one in seen if one.mark.drill == drill.id]
    counts = Counter(theirs)
    last = theirs[0] if theirs else None
    items = [one for one in drill.items if one.id != last] or list(drill.items)
    return _least(deps, items, [counts[one.id] for one in items])


def _least(deps: Deps, things: Sequence[Thing], counts: Sequence[int]) -> Thing:
    fewest = min(counts)
    return deps.chance.choice(
        [one for one, count in zip(things, counts, strict=True) if count == fewest]
    )
