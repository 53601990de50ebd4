"""Dates to come, as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.dates import first_day_ahead, read_day_ahead
from bot.errors import BadInput

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
"""A Saturday."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2020-01-02", date(2020, 1, 2)),
        ("1 Dec", date(2026, 12, 1)),
        ("1. dec", date(2026, 12, 1)),
        ("Dec 1st", date(2026, 12, 1)),
        ("the rest", None),
        ("1 December 2027", date(2027, 12, 1)),
        ("December 1, 2027", date(2027, 12, 1)),
        ("3 march", date(2027, 3, 3)),
        ("21 nov", date(2026, 11, 21)),
        ("29 feb", date(2028, 2, 29)),
        ("in 3 weeks", date(2026, 12, 12)),
        ("in a week", date(2026, 11, 28)),
        ("in ten days", date(2026, 12, 1)),
        ("in twelve weeks", date(2027, 2, 13)),
        ("in twenty days", None),
        ("in 10 days", date(2026, 12, 1)),
        ("in 2 months", date(2027, 1, 20)),
        ("tomorrow", date(2026, 11, 22)),
        ("today", date(2026, 11, 21)),
        ("friday", date(2026, 11, 27)),
        ("next Sat", date(2026, 11, 28)),
        ("on monday", date(2026, 11, 23)),
        ("31 Nov", None),
        ("2026-13-01", None),
        ("ju 1", None),
        ("1/12", None),
        ("", None),
        ("soon", None),
        ("in 999 blue moons", None),
    ],
)
def test_a_date_is_read_as_it_is_written(said: str, meant: date | None) -> None:
    if meant is not None:
        assert read_day_ahead(said, NOW, "UTC") == meant
        return
    with pytest.raises(BadInput, match="date"):
        read_day_ahead(said, NOW, "UTC")


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert read_day_ahead("tomorrow", late, "Asia/Tokyo") == date(2026, 11, 23)


@given(st.text(max_size=30))
def test_anything_is_a_date_or_a_sentence(said: str) -> None:
    found: date | None = None
    with suppress(BadInput):
        found = read_day_ahead(said, NOW, "UTC")
    assert found is None or isinstance(found, date)


@given(st.dates(date(2026, 11, 21), date(2027, 11, 20)))
def test_day_and_month_name_the_next_such_date(day: date) -> None:
    assert read_day_ahead(f"{day.day} {day:%B}", NOW, "UTC") == day
    assert read_day_ahead(f"{day:%b} {day.day}", NOW, "UTC") == day
    assert read_day_ahead(day.isoformat(), NOW, "UTC") == day


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1 Dec payer", (date(2026, 12, 1), "payer")),
        ("1 of December 2027, payer", (date(2027, 12, 1), "payer")),
        ("24 dec 2 jan", (date(2026, 12, 24), "2 jan")),
        ("mo", (date(2026, 11, 23), "")),
        ("payer 1 Dec", None),
        ("", None),
    ],
)
def test_a_date_may_be_followed_by_other_words(said: str, meant: tuple[date, str] | None) -> None:
    assert first_day_ahead(said, NOW, "UTC") == meant
