"""Reminders: once on every local date, at the member's own time, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reminder import GRACE, LAST_CALL, last_reminder, next_reminder, put_off
from bot.domain.schedule import local_date

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
NEW_YORK = "America/New_York"
MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
moments = st.integers(0, 28 * 366 * 24 * 60).map(
    lambda minutes: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def test_an_ordinary_evening() -> None:
    evening = datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert next_reminder(time(19), "Europe/Berlin", NOON) == evening
    assert next_reminder(time(19), "Europe/Berlin", evening) == evening + timedelta(days=1)


def test_the_hour_follows_the_clocks() -> None:
    before = next_reminder(time(19), NEW_YORK, datetime(2026, 3, 7, 12, tzinfo=UTC))
    assert next_reminder(time(19), NEW_YORK, before) - before == timedelta(hours=23)


def test_a_time_in_the_gap_comes_after_it_and_a_repeated_one_once() -> None:
    spring = next_reminder(time(2, 30), NEW_YORK, datetime(2026, 3, 8, 5, 30, tzinfo=UTC))
    assert spring == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    autumn = next_reminder(time(1, 30), NEW_YORK, datetime(2026, 11, 1, 4, tzinfo=UTC))
    assert autumn == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert local_date(next_reminder(time(1, 30), NEW_YORK, autumn), NEW_YORK) == date(2026, 11, 2)


def test_a_date_that_never_was_is_passed_over() -> None:
    before = datetime(2011, 12, 30, 6, tzinfo=UTC)  # 29 December, 20:00 in Apia
    assert local_date(next_reminder(time(19), "Pacific/Apia", before), "Pacific/Apia") == date(
        2011, 12, 31
    )


@settings(max_examples=300)
@given(zone=st.sampled_from(ZONES), wanted=times, after=moments)
def test_one_on_every_date_and_each_is_the_last_until_the_next(
    zone: str, wanted: time, after: datetime
) -> None:
    first = next_reminder(wanted, zone, after)
    second = next_reminder(wanted, zone, first)
    assert after < first < second
    assert local_date(first, zone) < local_date(second, zone)
    assert second - first < timedelta(hours=53)
    assert last_reminder(wanted, zone, first) == (local_date(first, zone), first)
    assert last_reminder(wanted, zone, first + GRACE) == (local_date(first, zone), first)
    assert last_reminder(wanted, zone, first + GRACE + MINUTE) is None
    before = last_reminder(wanted, zone, first - MINUTE)
    assert before is None or before[1] < first


@pytest.mark.parametrize(
    ("hours_left", "hours", "expected"),
    [
        (10, 3, timedelta(hours=3)),
        (3, 3, timedelta(hours=3) - LAST_CALL),
        (1, 24, timedelta(minutes=45)),
        (0.25, 1, None),
        (-1, 1, None),
    ],
)
def test_putting_off_ends_before_the_deadline(
    hours_left: float, hours: int, expected: timedelta | None
) -> None:
    found = put_off(NOON, timedelta(hours=hours), NOON + timedelta(hours=hours_left))
    assert found == (None if expected is None else NOON + expected)
