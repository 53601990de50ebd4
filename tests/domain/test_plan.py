"""Plans: every day has its work, the end tapers, what is missed is spread over the days left."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plan import (
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


def planned(days: int, done: Done = NOTHING) -> list[PlanDay]:
    return plan_days(TODAY, TODAY + timedelta(days=days), COMPANY, done)


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
    mocks = [(index, one.mock) for index, one in enumerate(planned(days)) if one.mock]
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
