"""Plans: every day has its work, the end tapers, what is missed is spread over the days left."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan import (
    MOCK_CLOSEST,
    MOCK_EVERY,
    MOST_DAYS,
    NOTHING,
    Company,
    Done,
    PlanDay,
    Work,
    missed_days,
    plan_days,
)

TODAY = date(2026, 3, 2)
COMPANY = Company(
    "payer",
    "Payer",
    "Money and outcomes.",
    {"strategy": 4, "metrics": 2, "ai": 1},
    ("codes", "units", "averages"),
    ("loop/screen", "loop/defence", "loop/deep"),
)


def planned(
    days: int, done: Done = NOTHING, begun: date | None = None, after: int = 0
) -> list[PlanDay]:
    """The plan `after` days of the `days` that there were at first."""
    today = TODAY + timedelta(days=after)
    return plan_days(today, TODAY + timedelta(days=days), COMPANY, done, begun)


@given(st.integers(0, MOST_DAYS))
def test_each_day_comes_once_and_the_last_bring_nothing_new(days: int) -> None:
    found = planned(days)
    assert [one.day for one in found] == [TODAY + timedelta(days=n) for n in range(days + 1)]
    kinds = [one.work for one in found]
    assert kinds[-3:] == [Work.LIGHT, Work.CALM, Work.INTERVIEW][-len(kinds) :]
    for one in found:
        assert bool(one.topic) == (one.work is Work.PROMPT)
        assert bool(one.mock) == (one.work is Work.MOCK)
        assert not one.drill or one.work is Work.PROMPT
    # A day of rest in every week, and never two in a row.
    for index in range(len(kinds) - 7):
        assert Work.REST in kinds[index : index + 7] or index + 7 > len(kinds) - 3
    assert all({one, other} != {Work.REST} for one, other in pairwise(kinds))


@given(st.integers(8, 120))
def test_topics_come_by_their_weights_and_drills_once(days: int) -> None:
    found = planned(days)
    counts = Counter(one.topic for one in found if one.topic)
    total = sum(COMPANY.topics.values())
    for topic, weight in COMPANY.topics.items():
        assert abs(counts[topic] - counts.total() * weight / total) <= 1.5
    drills = [one.drill for one in found if one.drill]
    assert drills == list(COMPANY.drills)[: len(drills)]


@given(st.integers(3, 120))
def test_mock_rounds_lead_up_to_the_end_and_have_room_between(days: int) -> None:
    found = planned(days, begun=TODAY)
    mocks = [(index, one.mock) for index, one in enumerate(found) if one.mock]
    assert [mock for _, mock in mocks] == list(COMPANY.mocks)[len(COMPANY.mocks) - len(mocks) :]
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(mocks)]
    assert all(gap >= MOCK_EVERY for gap in gaps)
    assert all(index > 0 for index, _ in mocks), "nobody begins with a mock round"
    if days >= 20:
        assert len(mocks) == len(COMPANY.mocks)


@given(
    st.integers(10, 60),
    st.dictionaries(st.sampled_from(list(COMPANY.topics)), st.integers(0, 9)),
    st.sets(st.sampled_from(COMPANY.drills)),
    st.sets(st.sampled_from(COMPANY.mocks)),
)
def test_what_is_done_is_not_planned_again(
    days: int, topics: dict[str, int], drills: set[str], mocks: set[str]
) -> None:
    found = planned(days, Done(topics, drills, mocks))
    assert not drills & {one.drill for one in found}
    assert not mocks & {one.mock for one in found}
    assert [one.day for one in found] == [one.day for one in planned(days)]


def test_a_topic_that_was_practised_much_waits() -> None:
    found = planned(20, Done({"strategy": 30}))
    assert "strategy" not in {one.topic for one in found}


def test_days_missed_are_those_of_practice_alone() -> None:
    interview = TODAY + timedelta(days=20)
    today = TODAY + timedelta(days=8)
    practised = {TODAY, TODAY + timedelta(days=2)}
    missed = missed_days(TODAY, today, interview, COMPANY, practised)
    rest = [one.day for one in planned(20) if one.work is Work.REST]
    past = [TODAY + timedelta(days=n) for n in range(8)]
    assert missed == [day for day in past if day not in practised and day not in rest]
    assert missed_days(TODAY, TODAY, interview, COMPANY, set()) == []


def test_a_date_that_has_passed_has_no_days() -> None:
    assert plan_days(TODAY, TODAY - timedelta(days=1), COMPANY, NOTHING) == []


@given(st.integers(0, 60))
def test_nobody_is_told_to_rest_on_the_day_they_begin(days: int) -> None:
    interview = TODAY + timedelta(days=days)
    begun = plan_days(TODAY, interview, COMPANY, NOTHING, TODAY)
    assert begun[0].work is not Work.REST
    assert [one.work for one in begun[1:]].count(Work.REST) == [
        one.work for one in planned(days)[1:]
    ].count(Work.REST)


def _done_by(found: list[PlanDay]) -> Done:
    """What days bring when all of it is done."""
    return Done(
        Counter(one.topic for one in found if one.topic),
        {one.drill for one in found if one.drill},
        {one.mock for one in found if one.mock},
    )


@given(st.integers(1, 90))
def test_tomorrow_brings_what_today_says_it_will(days: int) -> None:
    at_first = planned(days, begun=TODAY)
    for after in range(1, days + 1):
        later = planned(days, _done_by(at_first[:after]), TODAY, after)
        assert later == at_first[after:]


@given(st.integers(12, 60), st.integers(0, 2))
def test_what_was_missed_comes_again_while_there_is_room(days: int, which: int) -> None:
    at_first = planned(days, begun=TODAY)
    meant = [one for one in at_first if one.mock or one.drill]
    missed = meant[min(which, len(meant) - 1)]
    after = (missed.day - TODAY).days + 1
    later = planned(days, _done_by(at_first[: after - 1]), TODAY, after)
    again = {one.mock for one in later} | {one.drill for one in later}
    room = [one for one in later if one.practises]
    drills_left = [one for one in at_first[after - 1 :] if one.drill]
    if missed.mock:
        left = sum(bool(one.mock) for one in at_first[after - 1 :])
        assert missed.mock in again or len(room[::MOCK_CLOSEST]) < left
    else:
        assert missed.drill in again or len(drills_left) == 1
    mocks = [index for index, one in enumerate(later) if one.mock]
    assert all(later - earlier >= MOCK_CLOSEST for earlier, later in pairwise(mocks))


def test_a_missed_mock_round_moves_the_others_closer_only_for_as_long_as_it_is_missed() -> None:
    at_first = planned(20, begun=TODAY)
    days = [one.day for one in at_first if one.mock]
    after = (days[0] - TODAY).days + 1
    moved = planned(20, NOTHING, TODAY, after)
    assert [one.mock for one in moved if one.mock] == list(COMPANY.mocks)
    made_up = next(one.day for one in moved if one.mock)
    then = planned(20, Done(mocks={COMPANY.mocks[0]}), TODAY, (made_up - TODAY).days + 1)
    assert [one.day for one in then if one.mock] == days[1:]
