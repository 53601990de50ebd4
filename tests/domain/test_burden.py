"""Burden math, reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

from bot.domain.burden import Burden


def test_by_hand() -> None:
    own = Burden(Fraction(200), Fraction(1, 5), Fraction(3), Fraction(48), Fraction(150))
    assert own.false_alarms == 160
    assert own.hours == 8
    assert own.cost_of_one == Fraction("2.4")
    assert own.cost == 8 * 48 * 30
    assert own.false_for_true == 4
    assert own.benefit == 40 * 150 * 30
    assert own.break_even == Fraction("2.4") / Fraction("152.4")


def test_at_the_break_even_cost_and_worth_are_the_same() -> None:
    start = Burden(Fraction(300), Fraction(1, 2), Fraction(7), Fraction(61), Fraction(95))
    assert start.break_even is not None
    there = Burden(start.alerts, start.break_even, start.minutes, start.wage, start.worth)
    assert there.cost == there.benefit


def test_what_is_unknown_is_not_reckoned() -> None:
    none_true = Burden(Fraction(10), Fraction(0), Fraction(1), Fraction(60), Fraction(0))
    assert none_true.false_for_true is None
    assert none_true.break_even is None
