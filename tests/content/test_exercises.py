"""Every exercise that comes with Rounds, drawn again and again: the stated answer is right."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.arithmetic import sums, wrong_sums
from bot.content.course import FileCourse
from bot.content.library import default_folder
from bot.domain.drill import ChoiceItem, Drill, MatchItem, NumericItem, RankItem
from bot.domain.exercise import SEEDS, Mark, drawn, pose, read_mark
from bot.domain.formula import Formula
from bot.domain.judging import FULL, LETTERS, is_close, judge, with_unit

COURSE = FileCourse(default_folder())
ALL = {f"{drill.id}/{item.id}": (drill, item) for drill in COURSE.drills() for item in drill.items}
NUMERIC = [name for name, (_, item) in ALL.items() if isinstance(item, NumericItem)]
OTHERS = [name for name in ALL if name not in NUMERIC]


def numeric(name: str) -> tuple[Drill, NumericItem]:
    drill, item = ALL[name]
    assert isinstance(item, NumericItem)
    return drill, item


seeds = st.integers(0, SEEDS - 1)
quickly = settings(max_examples=5, deadline=None)


def by_python(formula: Formula, figures: dict[str, Fraction]) -> float:
    """The formula as Python itself reckons it, in floating points."""
    allowed = {
        "__builtins__": {},
        "min": min,
        "max": max,
        "abs": abs,
        "ceil": math.ceil,
        "floor": math.floor,
        "round": lambda value, places=0: math.floor(value * 10**places + 0.5) / 10**places,
    }
    return float(eval(formula.text, allowed, {k: float(v) for k, v in figures.items()}))


def test_there_are_enough_of_them() -> None:
    assert len(COURSE.drills()) >= 12
    assert len(ALL) >= 150


@pytest.mark.parametrize("name", NUMERIC)
@given(seed=seeds)
@quickly
def test_the_stated_answer_is_right(name: str, seed: int) -> None:
    drill, item = numeric(name)
    figures = drawn(item, Mark(drill.id, item.id, seed))
    right = item.answer.value(figures)
    assert math.isclose(by_python(item.answer, figures), float(right), rel_tol=1e-9)
    verdict = judge(item, pose(drill, item, seed), with_unit(right, item.unit))
    assert verdict.score == FULL, verdict
    assert verdict.right == with_unit(right, item.unit)


@pytest.mark.parametrize("name", NUMERIC)
@given(seed=seeds)
@quickly
def test_distractors_are_wrong_and_named(name: str, seed: int) -> None:
    drill, item = numeric(name)
    posed = pose(drill, item, seed)
    figures = drawn(item, posed.mark)
    right = item.answer.value(figures)
    for slip in item.slips:
        wrong = slip.formula.value(figures)
        assert math.isclose(by_python(slip.formula, figures), float(wrong), rel_tol=1e-9)
        assert not is_close(wrong, right, item.tolerance)
        verdict = judge(item, posed, with_unit(wrong, item.unit))
        assert verdict.score == 0, (slip.formula.text, verdict)
        assert verdict.slip, slip.formula.text


@pytest.mark.parametrize("name", NUMERIC)
@given(seed=seeds)
@quickly
def test_the_working_adds_up(name: str, seed: int) -> None:
    """As somebody with a calculator reads it: only from the words that are shown."""
    drill, item = numeric(name)
    posed = pose(drill, item, seed)
    figures = drawn(item, posed.mark)
    working = [line.filled(figures) for line in item.working]
    assert [one for line in working for one in wrong_sums(line)] == []
    assert any(sums(line) for line in working), "no step of it can be followed"


@pytest.mark.parametrize("name", OTHERS)
@given(seed=seeds)
@settings(max_examples=3, deadline=None)
def test_only_the_right_letters_are_right(name: str, seed: int) -> None:
    drill, item = ALL[name]
    posed = pose(drill, item, seed)
    assert pose(drill, item, seed) == posed
    known = LETTERS[: len(posed.options)]
    letter = dict(zip(posed.options, known, strict=True))
    match item:
        case ChoiceItem():
            for one in known:
                full = judge(item, posed, one).score == FULL
                assert full == (one == letter[item.answer])
            assert judge(item, posed, item.answer).score == FULL
        case MatchItem():
            rights = {pair.left: pair.right for pair in item.pairs}
            told = [letter[rights[left]] for left in posed.lefts]
            assert judge(item, posed, " ".join(told)).score == FULL
            told[0] = next(one for one in known if one != told[0])
            assert 0 < judge(item, posed, "".join(told)).score < FULL
        case RankItem():
            right = [letter[thing] for thing in item.things]
            assert posed.options != item.things
            scores = {order: judge(item, posed, "".join(order)).score for order in _some(right)}
            assert scores.pop(tuple(right)) == FULL
            assert all(score < FULL for score in scores.values())
            assert judge(item, posed, "".join(right[::-1])).score == 0


def _some(letters: list[str]) -> list[tuple[str, ...]]:
    """The right order, and some of the others."""
    return [tuple(letters), *list(permutations(letters))[1:30:3]]


@given(
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True),
    seeds,
)
def test_a_mark_says_which_exercise(drill: str, item: str, seed: int) -> None:
    mark = Mark(drill, item, seed)
    assert read_mark(str(mark)) == mark
    for other in (f"{mark}0000000", f"{mark}x", str(mark)[2:], f"{mark}/1", f"d/{drill}/{item}/01"):
        assert read_mark(other) is None or other == str(mark)
