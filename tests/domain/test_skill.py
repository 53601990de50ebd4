"""Skills: what answers show of them, how far they are, where they are going."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.debrief import Finding, Part, PartKind, Report
from bot.domain.result import Result, firsts
from bot.domain.rubric import CriterionHead, Kind
from bot.domain.skill import Sight, Trend, level, share, sights, sights_in

DAY = date(2026, 11, 21)
RUBRIC = (
    CriterionHead("fallback", "Names it", Kind.REQUIRED, 6, "safety"),
    CriterionHead("figure", "Gives one", Kind.BONUS, 4, "metrics"),
    CriterionHead("bluff", "Bluffs", Kind.PITFALL, -8, "safety"),
)


def _criteria(prompt_id: str) -> Sequence[CriterionHead]:
    return RUBRIC if prompt_id == "known" else ()


def _result(number: int, prompt_id: str = "known", *, day: int = 0, **points: int) -> Result:
    return Result(number, 1, prompt_id, DAY + timedelta(days=day), 50, points)


def _seen(*shares: int) -> list[Sight]:
    return [Sight(DAY, 1, one, 100) for one in shares]


def test_of_a_day_and_prompt_the_first_answer_counts() -> None:
    found = firsts(
        [
            _result(1),
            _result(2),
            _result(3, "other"),
            _result(4, day=1),
            Result(5, 2, "known", DAY, 50, {}),
        ]
    )
    assert [one.attempt_id for one in found] == [1, 3, 4, 5]


def test_points_are_added_up_by_skill_and_mistakes_take_them_away() -> None:
    seen = sights([_result(1, fallback=6, figure=2, bluff=-4)], _criteria)
    assert [(one.earned, one.most) for one in seen["safety"]] == [(2, 6)]
    assert [(one.earned, one.most) for one in seen["metrics"]] == [(2, 4)]


def test_mistakes_never_take_more_than_there_is() -> None:
    seen = sights([_result(1, fallback=0, bluff=-8)], _criteria)
    assert share(seen["safety"]) == 0


def test_what_no_rubric_knows_shows_nothing() -> None:
    assert sights([_result(1, "gone", fallback=6)], _criteria) == {}
    assert sights([_result(1, renamed=6)], _criteria) == {}
    assert sights([_result(1, bluff=-8)], _criteria) == {}


@pytest.mark.parametrize(
    ("shares", "trend"),
    [
        ((50, 90, 90), Trend.OPEN),
        ((40, 40, 60, 60), Trend.RISING),
        ((60, 60, 40, 40), Trend.FALLING),
        ((60, 60, 60, 67), Trend.STEADY),
        ((0,) * 20 + (50,) * 16, Trend.STEADY),
    ],
)
def test_a_trend_takes_answers_and_a_change_worth_the_word(
    shares: tuple[int, ...], trend: Trend
) -> None:
    found = level(_seen(*shares))
    assert found is not None
    assert found.trend is trend
    assert found.answers == len(shares)


def test_nothing_seen_is_no_level() -> None:
    assert level([]) is None


@given(st.lists(st.integers(0, 100), min_size=1, max_size=40))
def test_a_share_is_one_and_a_change_lies_between_them(shares: list[int]) -> None:
    found = level(_seen(*shares))
    assert found is not None
    assert 0 <= found.share <= 100
    assert found.change is None or -100 <= found.change <= 100
    assert (found.change is None) == (len(shares) < 4)


def _finding(skill: str, points: int, most: int) -> Finding:
    return Finding(f"{skill}-{points}", "Does it", skill, points, most)


def test_a_round_shows_what_each_of_its_answered_parts_shows() -> None:
    def part(key: str, *findings: Finding, answered: bool = True) -> Part:
        return Part(PartKind.QUESTION, key, key, "er", 50, findings, answered=answered)

    report = Report(
        50,
        (
            part("one", _finding("safety", 3, 5), _finding("safety", 2, 4), _finding("ai", 0, 2)),
            part("two", _finding("safety", 1, 5), _finding("safety", -4, 0)),
            part("passed", _finding("safety", 0, 9), answered=False),
        ),
        (),
    )
    assert sights_in(report, DAY, 7) == {
        "safety": [Sight(DAY, 7, 5, 9), Sight(DAY, 7, 0, 5)],
        "ai": [Sight(DAY, 7, 0, 2)],
    }
