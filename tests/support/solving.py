"""A right and a wrong answer to any exercise, as whoever fills in a form or presses gives them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.drill import ChoiceItem, Drill, Item, MatchItem, NumericItem, RankItem
from bot.domain.exercise import Mark, Posed, drawn, pose
from bot.domain.judging import LETTERS, with_unit
from bot.ports.course import Course

DRILLS = {
    "numeric": "burden-math",
    "sort": "stops-or-signals",
    "classify": "decision-support",
    "match": "interop-match",
    "rank": "forced-ranking",
    "gap": "launch-gaps",
}
"""One for every form that there is."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What may be answered to an exercise: by the name of the field, a number or a letter.

    `told` is the right answer as it is shown afterwards, or its first part where it has several.
    """

    posed: Posed
    right: dict[str, str]
    wrong: dict[str, str]
    told: str

    def option(self, given: dict[str, str]) -> str:
        """What stands on the button or in the list for an answer that is one letter."""
        return self.posed.options[LETTERS.index(given["answer"])]


def answers_of(course: Course, mark: Mark) -> Answers:
    """The answers to the exercise of that mark; the wrong one has no part that is right."""
    drill = course.drill(mark.drill)
    assert drill is not None
    item = drill.item(mark.item)
    assert item is not None
    return _answers(drill, item, pose(drill, item, mark.seed))


def _answers(drill: Drill, item: Item, posed: Posed) -> Answers:
    match item:
        case NumericItem():
            figures = drawn(item, posed.mark)
            right = with_unit(item.answer.value(figures), item.unit)
            slip = with_unit(item.slips[0].formula.value(figures), item.unit)
            return Answers(posed, {"answer": right}, {"answer": slip}, right)
        case ChoiceItem():
            at = posed.options.index(item.answer)
            other = LETTERS[(at + 1) % len(posed.options)]
            return Answers(posed, {"answer": LETTERS[at]}, {"answer": other}, item.answer)
        case MatchItem():
            belongs = {one.left: one.right for one in item.pairs}
            rights = [posed.options.index(belongs[left]) for left in posed.lefts]
            others = [(at + 1) % len(posed.options) for at in rights]
            return Answers(posed, _places(rights), _places(others), posed.options[rights[0]])
        case RankItem():
            order = [posed.options.index(one) for one in item.things]
            return Answers(posed, _places(order), _places(order[::-1]), item.things[0])


def _places(found: list[int]) -> dict[str, str]:
    return {f"p{place}": LETTERS[at] for place, at in enumerate(found, start=1)}
