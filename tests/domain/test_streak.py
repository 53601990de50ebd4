"""The streak's rules, each by an example one can check by hand, and its properties."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import AwaySpan, Calendar, WeekdayRule
from bot.domain.schedule import EVERY_DAY, local_date
from bot.domain.streak import Outcome, PracticeDay, practice_days, streak

MONDAY = date(2026, 3, 2)
DAILY = Calendar((WeekdayRule(MONDAY, EVERY_DAY),))
WORKDAYS = Calendar((WeekdayRule(MONDAY, frozenset(range(5))),))


def practised(*offsets: int, zone: str = "UTC") -> dict[date, PracticeDay]:
    """Practice at noon on so many days after that Monday."""
    return practice_days(
        (
            MONDAY + timedelta(days=n),
            datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=n),
            zone,
        )
        for n in offsets
    )


def outcomes(days: dict[date, PracticeDay], calendar: Calendar, today: int) -> list[Outcome]:
    return [d.outcome for d in streak(days, calendar, MONDAY + timedelta(days=today)).days]


def test_no_practice_no_streak() -> None:
    assert streak({}, DAILY, MONDAY).length == 0


def test_days_in_a_row_add_up() -> None:
    assert streak(practised(0, 1, 2), DAILY, MONDAY + timedelta(days=2)).length == 3


def test_today_is_pending_until_it_is_over() -> None:
    assert outcomes(practised(0), DAILY, 1) == [Outcome.PRACTISED, Outcome.PENDING]
    assert streak(practised(0), DAILY, MONDAY + timedelta(days=1)).length == 1
    assert streak(practised(0), DAILY, MONDAY + timedelta(days=2)).length == 0


def test_seven_days_earn_a_freeze_and_a_miss_spends_it() -> None:
    week = streak(practised(*range(7)), DAILY, MONDAY + timedelta(days=6))
    assert (week.length, week.freezes, week.days[-1].earned_freeze) == (7, 1, True)
    after = streak(practised(*range(7), 8), DAILY, MONDAY + timedelta(days=8))
    assert (after.length, after.freezes) == (8, 0)
    assert after.days[7].outcome is Outcome.FROZEN


def test_at_most_two_freezes_are_held() -> None:
    assert streak(practised(*range(28)), DAILY, MONDAY + timedelta(days=27)).freezes == 2


def test_a_miss_without_a_freeze_starts_over() -> None:
    done = streak(practised(0, 1, 3), DAILY, MONDAY + timedelta(days=3))
    assert (done.length, done.best) == (1, 2)


def test_rest_days_neither_break_nor_add() -> None:
    friday_to_monday = streak(practised(4, 7), WORKDAYS, MONDAY + timedelta(days=7))
    assert friday_to_monday.length == 2
    with_saturday = streak(practised(4, 5, 7), WORKDAYS, MONDAY + timedelta(days=7))
    assert with_saturday.length == 2


def test_away_and_outage_days_are_excused() -> None:
    away = DAILY.with_away([AwaySpan(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))])
    assert streak(practised(0, 4), away, MONDAY + timedelta(days=4)).length == 2
    outage = Calendar(DAILY.rules, outages=frozenset({MONDAY + timedelta(days=1)}))
    assert streak(practised(0, 2), outage, MONDAY + timedelta(days=2)).length == 2


def test_weekdays_of_the_past_stay_as_they_were() -> None:
    changed = Calendar((*WORKDAYS.rules, WeekdayRule(MONDAY + timedelta(days=14), EVERY_DAY)))
    assert outcomes(practised(4), changed, 6)[1:3] == [Outcome.REST, Outcome.REST]


def test_flying_east_over_a_date_loses_nothing() -> None:
    days = practice_days(
        [
            (MONDAY, datetime(2026, 3, 3, 5, tzinfo=UTC), "America/Los_Angeles"),
            (MONDAY + timedelta(days=2), datetime(2026, 3, 4, 3, tzinfo=UTC), "Pacific/Auckland"),
        ]
    )
    flown = streak(days, DAILY, MONDAY + timedelta(days=2))
    assert [day.outcome for day in flown.days] == [
        Outcome.PRACTISED,
        Outcome.TRAVEL,
        Outcome.PRACTISED,
    ]
    assert flown.length == 2


def test_the_expiry_is_the_first_day_the_streak_shows_as_gone() -> None:
    for offsets in [(0,), (0, 1, 2), tuple(range(8)), tuple(range(15))]:
        days = practised(*offsets)
        last = max(days)
        kept = streak(days, DAILY, last)
        assert streak(days, DAILY, kept.expires_on - timedelta(days=1)).length == kept.length
        assert streak(days, DAILY, kept.expires_on).length == 0


@given(st.sets(st.integers(0, 60)), st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(offsets: set[int], chance: random.Random) -> None:
    events = [
        (MONDAY + timedelta(days=n), datetime(2026, 3, 2, h, tzinfo=UTC) + timedelta(days=n), "UTC")
        for n in offsets
        for h in (8, 20)
    ]
    shuffled = list(events)
    chance.shuffle(shuffled)
    today = MONDAY + timedelta(days=60)
    assert streak(practice_days(shuffled), DAILY, today) == streak(
        practice_days(events), DAILY, today
    )


@given(
    st.lists(
        st.tuples(
            st.integers(1, 24 * 60),
            st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland"]),
        ),
        min_size=1,
        max_size=60,
    )
)
def test_practising_at_least_every_24_hours_never_breaks(steps: list[tuple[int, str]]) -> None:
    moment = datetime(2026, 3, 2, 12, tzinfo=UTC)
    events = []
    for minutes, zone in steps:
        moment += timedelta(minutes=minutes)
        events.append((local_date(moment, zone), moment, zone))
    days = practice_days(events)
    result = streak(days, DAILY, max(days))
    assert all(day.outcome is not Outcome.MISSED for day in result.days)
    hours = (max(e[1] for e in events) - min(e[1] for e in events)).total_seconds() / 3600
    assert result.length <= hours // 24 + 3


@given(st.sets(st.integers(0, 60), min_size=1), st.sets(st.integers(0, 60)))
def test_excusing_more_days_never_shortens_a_streak(offsets: set[int], out: set[int]) -> None:
    days = practised(*offsets)
    excused = Calendar(
        DAILY.rules,
        outages=frozenset(MONDAY + timedelta(days=n) for n in out - offsets),
    )
    today = MONDAY + timedelta(days=60)
    assert streak(days, excused, today).length >= streak(days, DAILY, today).length
