"""Numbers as people write them."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amount import Unreadable, read_amount
from bot.domain.figure import written

READ = [
    ("1.8k", "", "1800"),
    ("12 %", "%", "12"),
    ("0,45", "nurses", "0.45"),
    ("1,200", "alerts", "1200"),
    ("3 h 20", "minutes", "200"),
    ("3h20", "minutes", "200"),
    ("3 h 36 min", "hours", "3.6"),
    ("3:30", "hours", "3.5"),
    ("90 min a day", "hours a day", "1.5"),
    ("$2.3M", "$", "2300000"),
    ("€ 1 200,50", "$", "1200.5"),
    ("1.234,56", "$", "1234.56"),
    ("1,234.56", "$", "1234.56"),
    ("1,234,567", "", "1234567"),
    ("12 000 a month", "$ a month", "12000"),
    ("USD 5k", "$", "5000"),
    ("45%", "nurses", "0.45"),
    ("9/20", "nurses", "0.45"),
    ("1 in 4", "", "0.25"),
    ("half", "nurses", "0.5"),
    ("three", "alerts", "3"),
    ("about 0.45 of an 8-hour shift", "nurses", "0.45"),
    ("1.8 x 120 = 216 minutes", "hours", "3.6"),
    ("216 minutes, so 3.6 hours", "hours", "3.6"),
    ("−5", "", "-5"),
    ("5m", "minutes", "5"),
    ("5m", "$", "5000000"),
    ("30 per 1,000 notes", "per 1,000 notes", "30"),
    ("843k", "thousand dollars", "843"),
    ("two days", "hours", "2"),
]


@pytest.mark.parametrize(("said", "unit", "meant"), READ)
def test_it_is_read(said: str, unit: str, meant: str) -> None:
    assert read_amount(said, unit)[0] == Fraction(meant)


@pytest.mark.parametrize(
    ("said", "unit", "other"),
    [
        ("0.45", "%", "45"),
        ("1,200", "", "1.2"),
        ("1.200", "", "1200"),
        ("843,000", "thousand", "843"),
    ],
)
def test_what_can_mean_two_things_means_both(said: str, unit: str, other: str) -> None:
    assert Fraction(other) in read_amount(said, unit)[1:]


@pytest.mark.parametrize("said", ["", "no idea", "?", "9" * 4000, "%", "\x00"])
def test_what_holds_no_number(said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_amount(said, "")
    assert not caught.value.many


@pytest.mark.parametrize("said", ["2 or 3", "between 10 and 20 minutes", "12, 19"])
def test_one_number_is_one(said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_amount(said, "alerts")
    assert caught.value.many


@given(st.decimals(min_value="-999999", max_value="999999", places=2))
def test_what_we_write_we_read(value: Decimal) -> None:
    assert read_amount(written(Fraction(value)), "alerts")[0] == Fraction(value)


@given(st.text(max_size=60), st.sampled_from(["", "%", "hours", "$ a month", "thousand dollars"]))
def test_any_words_are_read_or_refused(said: str, unit: str) -> None:
    with suppress(Unreadable):
        assert read_amount(said, unit)
