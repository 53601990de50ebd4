"""What is drawn for a run, and what the interviewer asks next."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import CriterionGrade, Grade, Level, Verdict
from bot.domain.interview import draw_plan, wanting
from bot.domain.prompt import PromptLevel
from bot.domain.rubric import Kind, Rubric
from tests.support.builders import a_head
from tests.support.loops import DRAWN, TALK, WARD, signalled

HEADS = [a_head(f"p{n}", topic="ai" if n % 2 else "metrics") for n in range(6)]


@given(st.integers())
def test_a_run_has_what_is_fixed_and_no_question_twice(seed: int) -> None:
    plan = draw_plan(TALK, HEADS, (), Random(seed))
    keys = [one.key for one in plan.questions]
    assert "beds" in keys
    assert len(keys) == len(set(keys)) == TALK.ask
    assert len(plan.curveballs) == TALK.surprises


@given(st.integers())
def test_what_was_asked_before_comes_last(seed: int) -> None:
    first = draw_plan(TALK, HEADS, (), Random(seed))
    seen = {one.key for one in first.questions} | set(first.curveballs)
    second = draw_plan(TALK, HEADS, seen, Random(seed + 1))
    assert {one.key for one in second.questions} - {"beds"} == {"ward", "desk"} - seen
    assert not set(second.curveballs) & set(first.curveballs)


@given(st.integers())
def test_facts_that_turn_a_simulation_always_come(seed: int) -> None:
    calm = replace(WARD.curveballs[0], id="calm", reversal=False, right=())
    stage = replace(WARD, curveballs=(calm, *WARD.curveballs), surprises=1)
    assert draw_plan(stage, HEADS, (), Random(seed)).curveballs == ("deaths",)


@given(st.integers())
def test_a_drawn_question_is_one_that_fits(seed: int) -> None:
    (planned,) = draw_plan(DRAWN, HEADS, {"p1", "p3"}, Random(seed)).questions
    assert planned.prompt_id == "p5", "the one that was not seen"


def test_a_draw_that_nothing_fits_is_left_out() -> None:
    heads = [replace(head, level=PromptLevel.HARD, topic="metrics") for head in HEADS]
    assert draw_plan(DRAWN, heads, (), Random(1)).questions == ()


def _grade(points: dict[str, int], level: Level = Level.MIXED) -> Grade:
    criteria = tuple(
        CriterionGrade(
            name,
            value,
            Verdict.MET if value else Verdict.MISSED,
            ("x",) if value else (),
        )
        for name, value in points.items()
    )
    return Grade(50, 50, 50, level, criteria, (), None, None, "fake", "1", "r")


RUBRIC = Rubric(
    "p",
    "r",
    (
        signalled("small", "a", points=2),
        signalled("large", "b", points=5),
        signalled("extra", "c", points=6, kind=Kind.BONUS),
        signalled("slip", "d", points=-3, kind=Kind.PITFALL),
    ),
    {},
)


@pytest.mark.parametrize(
    ("points", "asked", "expected"),
    [
        ({"small": 0, "large": 0, "extra": 0, "slip": 0}, [], ["large", "small", "extra"]),
        ({"small": 0, "large": 0, "extra": 0, "slip": 0}, ["large"], ["small", "extra"]),
        ({"small": 2, "large": 2, "extra": 0, "slip": 0}, [], ["large", "extra"]),
        ({"small": 2, "large": 5, "extra": 0, "slip": -3}, [], ["slip", "extra"]),
        ({"small": 2, "large": 5, "extra": 6, "slip": 0}, [], []),
    ],
)
def test_what_is_worth_most_is_asked_first(
    points: dict[str, int], asked: list[str], expected: list[str]
) -> None:
    assert wanting(RUBRIC, _grade(points), asked) == expected


def test_an_excellent_answer_is_not_asked_for_extras() -> None:
    grade = _grade({"small": 2, "large": 5, "extra": 0, "slip": 0}, Level.EXCELLENT)
    assert wanting(RUBRIC, grade, []) == []
