"""Due instants: one per existing local date in every zone, whatever its clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.schedule import EVERY_DAY, Schedule, due_instant, local_date, next_due

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
FIRST, LAST = date(2010, 1, 1), date(2037, 12, 31)
NEW_YORK = "America/New_York"


def test_an_ordinary_day() -> None:
    due = due_instant(date(2026, 1, 5), time(9), "Europe/Berlin")
    assert due == datetime(2026, 1, 5, 8, tzinfo=UTC)


def test_a_time_in_the_gap_is_shifted_by_the_gap() -> None:
    due = due_instant(date(2026, 3, 8), time(2, 30), NEW_YORK)
    assert due == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)


def test_a_repeated_time_comes_at_its_first_occurrence() -> None:
    due = due_instant(date(2026, 11, 1), time(1, 30), NEW_YORK)
    assert due == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_midnight_in_a_gap_stays_on_its_date() -> None:
    due = due_instant(date(2026, 3, 8), time(0), "America/Havana")
    assert due is not None
    assert local_date(due, "America/Havana") == date(2026, 3, 8)


def test_a_gap_at_the_end_of_the_day_loses_no_day() -> None:
    due = due_instant(date(2026, 3, 28), time(23, 30), "America/Nuuk")
    assert due is not None
    assert local_date(due, "America/Nuuk") == date(2026, 3, 28)


def test_a_date_that_never_was_has_no_instant() -> None:
    assert due_instant(date(2011, 12, 30), time(9), "Pacific/Apia") is None


@settings(max_examples=400)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(FIRST, LAST),
    at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_one_posting_per_existing_local_date(zone: str, day: date, at: time) -> None:
    schedule = Schedule(zone, at, EVERY_DAY)
    found = next_due(schedule, first=day)
    assert found is not None
    first_day, first = found
    following = next_due(schedule, first=first_day + timedelta(days=1))
    assert following is not None
    second_day, second = following
    assert local_date(first, zone) == first_day
    assert local_date(second, zone) == second_day > first_day
    existing = second_day - first_day
    assert timedelta(hours=20) <= second - first <= timedelta(hours=28) or existing.days > 1


def _transitions(zone: str) -> list[date]:
    """The dates around each change of a zone's offset."""
    tz = ZoneInfo(zone)
    days = []
    moment = datetime(2010, 1, 1, tzinfo=UTC)
    step = timedelta(days=7)
    while moment.year < 2038:
        if tz.utcoffset(moment) != tz.utcoffset(moment + step):
            days += [(moment + timedelta(days=n)).date() for n in range(-1, 9)]
        moment += step
    return days


@pytest.mark.parametrize("part", range(8))
def test_every_transition_of_every_zone(part: int) -> None:
    for zone in ZONES[part::8]:
        days = _transitions(zone)
        for at in (time(0), time(1, 30), time(2, 30), time(23, 30)):
            for day in days:
                due = due_instant(day, at, zone)
                if due is None:
                    assert day == date(2011, 12, 30)
                else:
                    assert local_date(due, zone) == day


def test_skip_dates_and_weekdays_are_passed_over() -> None:
    schedule = Schedule("UTC", time(9), frozenset(range(5)))
    found = next_due(schedule, first=date(2026, 11, 20), skipped={date(2026, 11, 20)})
    assert found == (date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC))


def test_no_weekdays_no_date() -> None:
    assert next_due(Schedule("UTC", time(9), frozenset()), first=date(2026, 1, 1)) is None
