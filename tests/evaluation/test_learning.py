"""What is learned on other questions: cut points, ridge, logistic."""

from __future__ import annotations

import pytest

from bot.evaluation.cutting import cut, learn_cuts, levels_from
from bot.evaluation.grouping import by_question, left_out
from bot.evaluation.logistic import fit as fit_logistic
from bot.evaluation.logistic import judged, threshold
from bot.evaluation.ridge import bag, fit, predictions


def test_each_question_is_left_out_once() -> None:
    assert list(left_out(["a", "b", "a"])) == [([1], [0, 2]), ([0, 2], [1])]
    assert by_question(["ax", "b", "ay"], lambda one: one[0]) == {"a": ["ax", "ay"], "b": ["b"]}


def test_cuts_of_separated_levels_are_found() -> None:
    values = [float(at) for at in range(25)]
    levels = [at // 5 for at in range(25)]
    cuts = learn_cuts(values, levels)
    assert [cut(value, cuts) for value in values] == levels


def test_levels_are_learned_from_other_questions_only() -> None:
    """Question b has its scale turned round; what a teaches must show there."""
    values = [1.0, 2, 3, 4, 1, 2, 3, 4]
    levels = [0, 1, 2, 3, 3, 2, 1, 0]
    questions = ["a"] * 4 + ["b"] * 4
    found = levels_from(values, levels, questions)
    assert found is not None
    assert found[4:] == sorted(found[4:])
    assert levels_from(values, levels, ["a"] * 8) is None


def test_ridge_solves_its_equations() -> None:
    """One word each: the weight is (label - mean) / (1 + strength)."""
    model = fit([bag("good"), bag("bad")], [4.0, 0.0], strength=1.0)
    assert model.predict(bag("good")) == pytest.approx(2 + 2 / 2)
    assert model.predict(bag("bad")) == pytest.approx(2 - 2 / 2)
    assert model.predict(bag("unknown")) == pytest.approx(2)
    assert model.predict(bag("")) == pytest.approx(2)


def test_ridge_predicts_from_other_questions() -> None:
    replies = ["good plan", "bad plan", "good idea", "bad idea"]
    found = predictions(replies, [4, 0, 4, 0], ["a", "a", "b", "b"])
    assert found is not None
    assert found[0] > found[1]
    assert found[2] > found[3]
    assert predictions(replies, [4, 0, 4, 0], ["a"] * 4) is None


def test_logistic_stands_where_its_slope_is_zero() -> None:
    rows = [(0.0,), (1.0,), (2.0,), (3.0,)]
    labels = [False, True, False, True]
    model = fit_logistic(rows, labels)
    chances = [model.chance(row) for row in rows]
    assert chances == sorted(chances)
    # The bias is hardly penalised, so the chances add up to the labels.
    assert sum(chances) == pytest.approx(2, abs=0.02)


def test_logistic_bears_labels_that_are_all_alike() -> None:
    model = fit_logistic([(1.0,), (2.0,)], [True, True])
    assert 0.5 < model.chance((1.5,)) < 1
    assert model.chance((1e9,)) <= 1


def test_threshold_parts_what_can_be_parted() -> None:
    assert 0.2 < threshold([0.1, 0.2, 0.8, 0.9], [False, False, True, True]) <= 0.8


def test_judging_needs_two_questions() -> None:
    assert judged([(1.0,), (0.0,)], [True, False], ["a", "a"]) is None
    found = judged([(1.0,), (0.0,), (1.0,), (0.0,)], [True, False] * 2, ["a", "a", "b", "b"])
    assert found is not None
    assert [one.met for one in found] == [True, False, True, False]
