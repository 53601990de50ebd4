"""Formulas: exact, and nothing but what is listed."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figure import read_template, steps, written
from bot.domain.formula import FormulaError, read_formula

FIGURES = {"a": Fraction(120), "b": Fraction(9, 5)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a * b", "216"),
        ("a * b / 60 / 8", "0.45"),
        ("0.1 + 0.2", "0.3"),
        ("-a + +b", "-118.2"),
        ("a ** 2", "14400"),
        ("min(a, b, 1)", "1"),
        ("round(b)", "2"),
        ("round(-0.5)", "-1"),
        ("round(a / 7, 1)", "17.1"),
        ("ceil(b) + floor(b) + abs(-b)", "4.8"),
        ("a if a > b and not b > 2 else 0", "120"),
    ],
)
def test_it_is_reckoned_exactly(text: str, value: str) -> None:
    assert read_formula(text).value(FIGURES) == Fraction(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "__import__('os').system('ls')",
        "a.real",
        "a[0]",
        "[a for a in b]",
        "lambda: 1",
        "'x' * 9",
        "True",
        "1e9",
        "0x10",
        "1_000",
        "9 ** 99",
        "a ** b",
        "2 ** -1",
        "open(a)",
        "min(a)",
        "round(a, 1, 2)",
        "round(a, ndigits=1)",
        "f(a)(b)",
        "a := 1",
        "+".join("a" * 100),
        "a" * 400,
        "a and b",
        "1234567890123456",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        read_formula(text).value(FIGURES)


def test_what_cannot_be_reckoned_says_so() -> None:
    with pytest.raises(FormulaError, match="divides by zero"):
        read_formula("a / (b - 1.8)").value(FIGURES)
    with pytest.raises(FormulaError, match="no figure c"):
        read_formula("c").value(FIGURES)
    with pytest.raises(FormulaError):
        read_formula("a").holds(FIGURES)


@given(st.text(max_size=40))
def test_no_text_does_anything_but_reckon(text: str) -> None:
    with suppress(FormulaError):
        assert isinstance(read_formula(text).value(FIGURES), Fraction)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("{a} beds x {b} = {a * b}", "120 beds x 1.8 = 216"),
        ("{a * 100}", "12,000"),
        ("{a / 7}, {a / 7:0}, {a / 7:3}", "17.14, 17, 17.143"),
        ("${b}, ${a}, {b}", "$1.80, $120, 1.8"),
        ("{1 / 2200}", "0.000455"),
        ("{0.045678}", "0.0457"),
    ],
)
def test_a_line_with_figures(line: str, shown: str) -> None:
    assert read_template(line).filled(FIGURES) == shown


@pytest.mark.parametrize("line", ["{a", "a}", "{}", "{a:x}", "{a:12}", "{a!r}", "{{a}}"])
def test_a_line_that_is_none(line: str) -> None:
    with pytest.raises(FormulaError):
        read_template(line)


def test_steps_include_both_ends() -> None:
    assert [written(one) for one in steps(Fraction(1), Fraction(2), Fraction(1, 4)).values] == [
        "1",
        "1.25",
        "1.5",
        "1.75",
        "2",
    ]
    for bad in ((2, 1, 1), (1, 2, 0), (0, 10**9, 1)):
        with pytest.raises(FormulaError):
            steps(*map(Fraction, bad))
