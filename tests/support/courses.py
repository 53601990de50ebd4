"""Cards and drills held in memory, one of each form, around any words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bot.domain.drill import (
    ChoiceItem,
    Drill,
    Form,
    Grid,
    Item,
    MatchItem,
    NumericItem,
    Pair,
    RankItem,
    Slip,
)
from bot.domain.figure import Template, read_template, steps
from bot.domain.formula import read_formula
from bot.domain.lesson import Calculator, Family, Lesson, Point
from bot.domain.prompt import Source

ANSWERS = {"sums": "1,000,000", "bins": "a", "pairs": "a b c", "order": "a b c", "hole": "b"}
"""By kind of drill something that can be read as an answer."""


class FakeCourse:
    """Cards and drills as they are given."""

    def __init__(self, lessons: Sequence[Lesson], drills: Sequence[Drill]) -> None:
        self._lessons = {one.id: one for one in lessons}
        self._drills = {one.id: one for one in drills}

    def lessons(self) -> Sequence[Lesson]:
        return tuple(self._lessons.values())

    def lesson(self, card_id: str) -> Lesson | None:
        return self._lessons.get(card_id)

    def drills(self) -> Sequence[Drill]:
        return tuple(self._drills.values())

    def drill(self, drill_id: str) -> Drill | None:
        return self._drills.get(drill_id)


def a_course(words: str = "Words.") -> FakeCourse:
    """Three cards and a drill of each form; `words` stand wherever a text may stand."""
    lessons = [
        a_lesson("plain", words, see=("own-figures",)),
        a_lesson("own-figures", words, calculator=Calculator.BURDEN, family=Family.RISK),
        a_lesson(
            "points",
            words,
            calculator=Calculator.CHECKLIST,
            points=tuple(Point(f"{n} {words}", words, hard=n == 0) for n in range(3)),
        ),
    ]
    things = [f"{letter} {words}" for letter in ("one", "two", "three")]
    drills = [
        a_drill("sums", Form.NUMERIC, a_sum(words), words),
        a_drill(
            "bins", Form.SORT, ChoiceItem("near", words, tuple(things), things[0], words), words
        ),
        a_drill(
            "pairs",
            Form.MATCH,
            MatchItem("m", words, tuple(Pair(f"{one} left", one, words) for one in things)),
            words,
        ),
        a_drill("order", Form.RANK, RankItem("r", words, tuple(things), words), words),
        a_drill(
            "hole",
            Form.GAP,
            ChoiceItem(
                "g",
                words,
                tuple(things),
                things[0],
                words,
                document=(words, words),
                tempting=dict.fromkeys(things[1:], words),
                shuffled=True,
            ),
            words,
        ),
    ]
    return FakeCourse(lessons, drills)


def a_lesson(
    card_id: str,
    words: str = "Words.",
    *,
    family: Family = Family.METRICS,
    calculator: Calculator | None = None,
    points: tuple[Point, ...] = (),
    see: tuple[str, ...] = (),
) -> Lesson:
    return Lesson(
        id=card_id,
        title=f"Card {card_id} {words[:40]}",
        family=family,
        row=words,
        what=words,
        when=words,
        example=words,
        mistake=words,
        prompts=("prompt-1", "prompt-01"),
        drills=("sums",),
        mocks=("ai-pm/screen",),
        see=see,
        sources=(Source(words, "https://example.org/source"),),
        calculator=calculator,
        points=points,
    )


def a_drill(drill_id: str, form: Form, item: Item, words: str = "Words.") -> Drill:
    return Drill(drill_id, f"Drill {drill_id} {words[:40]}", words, "safety", form, (item,))


def a_sum(words: str = "Words.") -> NumericItem:
    """Beds times minutes; adding them is the slip."""
    return NumericItem(
        id="beds",
        text=Template((f"{words} ", *read_template("{beds} beds, {minutes} minutes each.").parts)),
        draw={
            "beds": steps(Fraction(20), Fraction(200), Fraction(10)),
            "minutes": steps(Fraction(3), Fraction(9), Fraction(1, 2)),
        },
        answer=read_formula("beds * minutes"),
        unit="minutes",
        tolerance=Fraction(5),
        working=(read_template("{beds} x {minutes} = {beds * minutes} minutes."),),
        slips=(
            Slip(
                read_formula("beds + minutes"),
                Template((f"{words} ", *read_template("{beds} and {minutes} were added.").parts)),
            ),
        ),
        grid=Grid(("ward", words), ((read_template("A"), read_template("{beds}")),)),
    )
