"""Learning: cards, their calculators, and drills."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.registry import nearest
from bot.domain.exercise import Mark, read_mark
from bot.domain.lesson import Calculator, Lesson
from bot.domain.walk import Walk, read_walk
from bot.errors import BadInput, UnknownPrompt
from bot.refusals import lessons as lesson_refusals
from bot.refusals import values as value_refusals
from bot.services import drills, lessons
from bot.views import drills as drill_views
from bot.views import lessons as lesson_views
from bot.views import practice as practice_views
from bot.views.model import Reply

PLACES = ("p1", "p2", "p3", "p4", "p5")
"""Options for the places of an answer, filled in by a form."""

_MOCK = "mock start"

LONGEST = 30
"""Words of an answer to an exercise; what is longer answers a prompt."""


async def _learn(ask: Ask) -> Reply:
    walk = read_walk(ask.values.get("of", ""))
    if walk is not None:
        return _walked(ask, walk, ask.values.get("own", ""))
    card, own = ask.values.get("card"), ask.values.get("own", "")
    if card is None:
        return lesson_views.course_map(await lessons.course_map(ask.deps, ask.visitor))
    lesson, own = _named_card(ask, card, own)
    if lesson is None:
        raise BadInput(lesson_refusals.no_card(card, _near(ask, card)))
    return await _about(ask, lesson, own)


def _named_card(ask: Ask, card: str, own: str) -> tuple[Lesson | None, str]:
    """The card that the words begin with, as many of them as name one, and what follows it.

    A title has several words, and all but the first come as what follows.
    """
    lesson = lessons.lesson_of(ask.deps, card)
    if lesson is not None:
        return lesson, own
    said = f"{card} {own}".split()
    for length in range(len(said), 0, -1):
        lesson = lessons.lesson_of(ask.deps, " ".join(said[:length]))
        if lesson is not None:
            return lesson, " ".join(said[length:])
    return None, own


async def _about(ask: Ask, lesson: Lesson, own: str) -> Reply:
    """The card itself, one of its prompts, or what it works out."""
    prompt = ask.values.get("prompt") or (own if own in lesson.prompts else None)
    if prompt is not None:
        head = ask.deps.bank.head(prompt)
        if head is None:
            raise UnknownPrompt(value_refusals.unknown_prompt(prompt))
        return practice_views.picked(head, ask.topics)
    figures = {name: ask.values[name] for name in lessons.FIGURES if name in ask.values}
    if lesson.calculator is Calculator.BURDEN and (own or figures):
        burden = lessons.burden_of(figures or lessons.figures_in(own))
        return lesson_views.burden(lesson, burden)
    if lesson.calculator is Calculator.CHECKLIST and own:
        return _walked(ask, Walk(lesson.id), "" if own == lesson_views.START else own)
    opened = await lessons.open_lesson(ask.deps, ask.visitor, lesson, ask.at)
    mocks = any(one.words == _MOCK for one in ask.registry.commands())
    return lesson_views.lesson(opened, mocks=mocks)


def _walked(ask: Ask, walk: Walk, said: str) -> Reply:
    lesson = ask.deps.course.lesson(walk.card)
    if said:
        walk = lessons.walk_on(ask.deps, walk, said)
    if lesson is None or len(walk.answers) > len(lesson.points):
        raise BadInput(lesson_refusals.CARD_GONE)
    if len(walk.answers) < len(lesson.points):
        return lesson_views.point(lesson, walk)
    return lesson_views.walked(lesson, walk)


def _near(ask: Ask, said: str) -> list[str]:
    return nearest(said, [one.id for one in ask.deps.course.lessons()])


async def _drill(ask: Ask) -> Reply:
    answer = _answer_in(ask.values)
    mark = read_mark(ask.values.get("of", ""))
    if mark is not None:
        if answer:
            return await _solve(ask, mark, answer)
        return drill_views.exercise(drills.posed_of(ask.deps.course, mark))
    kind = ask.values.get("kind")
    if kind is None and answer:
        return await _solve(ask, await _open(ask), answer)
    if kind is None:
        found = await drills.kinds(ask.deps, ask.visitor)
        return drill_views.kinds(found, ask.skills)
    if kind.casefold() == drill_views.ANY:
        return await _next(ask, None)
    return await _named(ask, kind, answer)


async def _named(ask: Ask, kind: str, rest: str) -> Reply:
    """The next exercise of a kind; words that are none may be the answer to the open drill."""
    said = f"{kind} {rest}".strip()
    for name in (said, kind):
        drill = drills.drill_of(ask.deps, name)
        if drill is not None:
            item = rest if drill.item(rest) is not None else ask.values.get("item")
            return await _next(ask, drill.id, item)
    with suppress(BadInput):
        return await _solve(ask, await _open(ask), said)
    known = [one.id for one in ask.deps.course.drills()]
    raise BadInput(lesson_refusals.no_drill(kind, nearest(kind, known)))


async def _next(ask: Ask, kind: str | None, item: str | None = None) -> Reply:
    posed = await drills.next_exercise(ask.deps, ask.visitor, kind, ask.at, item=item)
    return drill_views.exercise(posed)


async def _open(ask: Ask) -> Mark:
    mark = await drills.open_mark(ask.deps, ask.visitor, ask.at)
    if mark is None:
        raise BadInput(lesson_refusals.NO_OPEN_DRILL)
    return mark


async def _solve(ask: Ask, mark: Mark, answer: str) -> Reply:
    solved = await drills.solve(
        ask.deps, ask.visitor, mark, answer, event_key=ask.event_key, at=ask.at
    )
    return drill_views.solved(solved)


def _answer_in(values: Mapping[str, str]) -> str:
    """What was answered: in words, or place by place."""
    places = [values[name] for name in PLACES if name in values]
    return " ".join(places) or values.get("answer", "")


async def answered(ask: Ask, text: str) -> Reply | None:
    """What plain words mean where an exercise was shown last; None where they answer a prompt."""
    if ask.exercise is None or ask.values.get("prompt") or len(text.split()) > LONGEST:
        return None
    mark, walk = read_mark(ask.exercise), read_walk(ask.exercise)
    if mark is not None:
        return await _solve(ask, mark, text)
    return _walked(ask, walk, text) if walk is not None else None


_OF = Option("of", "what is answered, by our own buttons", hidden=True)

LEARNING = (
    Command(
        "learn",
        "cards with worked examples; alone, the map of what you have not touched",
        _learn,
        (
            Option("card", "a card, by its name", OptionKind.CARD),
            _OF,
            Option("prompt", "one of its prompts", hidden=True),
            Option("alerts", "alerts a day", hidden=True),
            Option("precision", "precision: how many of them are true, such as 20%", hidden=True),
            Option("minutes", "minutes that a false alarm takes", hidden=True),
            Option("wage", "pay by the hour, in dollars", hidden=True),
            Option("worth", "what a true alert is worth in dollars, 0 if unknown", hidden=True),
            Option(
                "own",
                "one of its prompts, your own figures, or your answers to a checklist",
                OptionKind.TEXT,
            ),
        ),
        examples=(
            "learn",
            "learn alert-economy",
            "learn burden-math 200 20% 3 48 150",
            "learn launch-checklist yyn",
        ),
        hosts_only=False,
    ),
    Command(
        "drill",
        "short exercises with exact answers; alone, all kinds there are",
        _drill,
        (
            Option("kind", "a kind of drill, or any", OptionKind.DRILL),
            _OF,
            Option("item", "one of its exercises, with other figures", hidden=True),
            *(Option(name, "a part of the answer", hidden=True) for name in PLACES),
            Option("answer", "your answer to the drill shown last", OptionKind.TEXT),
        ),
        examples=("drill", "drill burden-math", "drill any", "drill answer=3 h 20"),
        hosts_only=False,
    ),
)
