"""Items: how hard a question is, and whether it separates strong answers from weak ones."""

from __future__ import annotations

from datetime import date
from statistics import correlation as reference

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.item import FEWEST, SEPARATES_FROM, Missed, correlation, criteria_of, items
from bot.domain.result import Result

DAY = date(2026, 11, 21)
ABILITIES = (20, 28, 35, 44, 52, 60, 69, 77, 85, 93)


def _results(scores: dict[str, list[int]]) -> list[Result]:
    """A score each of the members in their order."""
    return [
        Result(0, member, prompt_id, DAY, score, {})
        for prompt_id, several in scores.items()
        for member, score in enumerate(several)
    ]


def test_a_question_that_follows_ability_separates_and_one_that_does_not_is_seen() -> None:
    able = list(ABILITIES)
    found = items(
        _results({"a": able, "b": able, "c": able, "flip": able[::-1], "same": [50] * 10})
    )
    told = {one.prompt_id: one.separation for one in found}
    assert told["a"] is not None
    assert told["a"] > SEPARATES_FROM
    assert told["flip"] is not None
    assert told["flip"] < 0
    assert told["same"] is None


def test_few_answers_tell_nothing_of_separation_but_how_hard_it_is() -> None:
    (found,) = items(_results({"a": [40, 61]}))
    assert (found.answers, found.score, found.separation) == (2, 50, None)


def test_members_with_few_other_answers_do_not_count() -> None:
    able = list(ABILITIES)
    assert all(one.separation is None for one in items(_results({"a": able, "b": able})))


def test_a_member_counts_once_at_a_question() -> None:
    first, again = Result(1, 1, "a", DAY, 40, {}), Result(2, 1, "a", DAY, 90, {})
    (found,) = items([first, again])
    assert (found.answers, found.score) == (1, 40)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=FEWEST))
def test_it_is_pearsons_r(pairs: list[tuple[int, int]]) -> None:
    left, right = zip(*pairs, strict=True)
    assume(len(set(left)) > 1)
    assume(len(set(right)) > 1)
    assert correlation(pairs) == pytest.approx(reference(left, right), abs=1e-6)


def test_what_nobody_earned() -> None:
    results = [
        Result(n, n, "a", DAY, 50, {"drill": 0, "fallback": 5 * (n == 2), "old": 0})
        for n in range(3)
    ]
    assert criteria_of(results, {"a": ["drill", "fallback"]}) == [
        Missed("a", "drill", 3, 0),
        Missed("a", "fallback", 3, 1),
    ]
