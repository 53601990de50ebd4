"""Cards of `learn`: the map with what a member has not touched, one card, its calculators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from bot.domain.amount import Unreadable, read_amount
from bot.domain.burden import Burden
from bot.domain.drill import Drill
from bot.domain.lesson import Calculator, Lesson
from bot.domain.prompt import PromptHead
from bot.domain.walk import Walk
from bot.errors import BadInput
from bot.refusals import lessons as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.drills import REMEMBERED


class Touch(StrEnum):
    """What a member has done about a card."""

    NOT_YET = "not yet"
    READ = "read"
    PRACTISED = "practised"
    """Read or not: a prompt or a drill that exercises it was answered."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A card on the map."""

    lesson: Lesson
    touch: Touch


@dataclass(frozen=True, slots=True)
class Opened:
    """A card with what exercises it, as far as the content has it."""

    lesson: Lesson
    prompts: tuple[PromptHead, ...]
    drills: tuple[Drill, ...]
    see: tuple[Lesson, ...]
    touch: Touch


async def course_map(deps: Deps, visitor: Visitor) -> list[Mapped]:
    """Every card with what the member has done about it, family by family."""
    member_id = visitor.member.id
    async with deps.store.read() as work:
        opened = await work.cards.opened(member_id)
        results = await work.drills.results(member_id, REMEMBERED)
        attempts = await work.attempts.history(visitor.group.id, member_id, REMEMBERED)
    done = {one.mark.drill for one in results}
    answered = {one.attempt.prompt_id for one in attempts}

    def touch(lesson: Lesson) -> Touch:
        if done & set(lesson.drills) or answered & set(lesson.prompts):
            return Touch.PRACTISED
        return Touch.READ if lesson.id in opened else Touch.NOT_YET

    return [Mapped(one, touch(one)) for one in deps.course.lessons()]


def lesson_of(deps: Deps, said: str) -> Lesson | None:
    """The card of an id or a title, in whatever capitals; blanks may stand for hyphens."""
    wanted = " ".join(said.casefold().split())
    by_title = (one for one in deps.course.lessons() if one.title.casefold() == wanted)
    return deps.course.lesson(wanted.replace(" ", "-")) or next(by_title, None)


async def open_lesson(deps: Deps, visitor: Visitor, lesson: Lesson, at: datetime) -> Opened:
    """The card, and that the member has seen it."""
    async with deps.store.write() as work:
        await work.cards.open(visitor.member.id, lesson.id, at)
    touch = next(one.touch for one in await course_map(deps, visitor) if one.lesson is lesson)
    heads = (deps.bank.head(one) for one in lesson.prompts)
    drills = (deps.course.drill(one) for one in lesson.drills)
    others = (deps.course.lesson(one) for one in lesson.see)
    return Opened(
        lesson,
        tuple(one for one in heads if one is not None),
        tuple(one for one in drills if one is not None),
        tuple(one for one in others if one is not None),
        touch,
    )


FIGURES = {
    # By name: the unit they are read in.
    "alerts": "alerts",
    "precision": "%",
    "minutes": "minutes",
    "wage": "$ an hour",
    "worth": "$",
}

_ONE = rf"[$€£]?\s?\d[\d.,]*\s?(?:%|(?!{'|'.join(FIGURES)})[a-z]+)?"
_NAMED = re.compile(rf"\b({'|'.join(FIGURES)})\s*[=:]?\s*({_ONE})", re.IGNORECASE)
_PLAIN = re.compile(_ONE, re.IGNORECASE)
_MOST = Fraction(10**9)


def figures_in(text: str) -> dict[str, str]:
    """The figures in a typed line: by name, or else in their order. Raises BadInput."""
    named = {name.lower(): value for name, value in _NAMED.findall(text)}
    if named:
        return named
    found = _PLAIN.findall(text)
    if len(found) not in {len(FIGURES) - 1, len(FIGURES)}:
        raise BadInput(refusals.FIGURES_NEEDED)
    return dict(zip(FIGURES, found, strict=False))


def burden_of(said: dict[str, str]) -> Burden:
    """The burden of figures as people write them; `worth` may be left out. Raises BadInput."""
    values = {name: _figure(name, said.get(name, "")) for name in FIGURES}
    values["precision"] /= 100
    if values["precision"] > 1:
        raise BadInput(refusals.PRECISION_IS_A_SHARE)
    return Burden(**values)


def _figure(name: str, said: str) -> Fraction:
    if name == "worth" and not said.strip():
        return Fraction(0)
    try:
        readings = read_amount(said, FIGURES[name])
    except Unreadable:
        raise BadInput(refusals.unread_figure(name, said)) from None
    # A share is what is meant by 0.2 as well as by 20 %.
    value = readings[-1] if name == "precision" else readings[0]
    if not 0 <= value <= _MOST:
        raise BadInput(refusals.unread_figure(name, said))
    return value


def walk_on(deps: Deps, walk: Walk, said: str) -> Walk:
    """The checklist with one more point answered, or several at once. Raises BadInput."""
    lesson = deps.course.lesson(walk.card)
    if lesson is None or lesson.calculator is not Calculator.CHECKLIST:
        raise BadInput(refusals.CARD_GONE)
    answers = walk.answers_in(said)
    if not answers or len(walk.answers) + len(answers) > len(lesson.points):
        raise BadInput(refusals.NO_YES_OR_NO)
    return walk.further(answers)
