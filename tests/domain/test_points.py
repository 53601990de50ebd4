"""Points: the best counts, hints cost, revisions win back half at most."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.points import Credit, ScoredAttempt, counted_score, credits_of

DAY = date(2026, 3, 2)


def test_a_first_answer_earns_its_score_times_the_weight() -> None:
    assert credits_of([ScoredAttempt(DAY, 60, 0)], weight=2) == [Credit(DAY, 120, 1, 60)]


def test_each_hint_takes_a_tenth() -> None:
    assert counted_score(80, hints=2) == 64


def test_a_revision_wins_back_at_most_half_of_what_was_missed() -> None:
    earned = credits_of([ScoredAttempt(DAY, 40, 0), ScoredAttempt(DAY, 100, 0)], weight=1)
    assert earned == [Credit(DAY, 70, 1, 40)]


def test_an_improvement_is_credited_on_its_own_date() -> None:
    later = DAY + timedelta(days=8)
    earned = credits_of([ScoredAttempt(DAY, 40, 0), ScoredAttempt(later, 60, 0)], weight=1)
    assert earned == [Credit(DAY, 40, 1, 40), Credit(later, 20)]


def test_a_worse_revision_takes_nothing_away() -> None:
    earned = credits_of([ScoredAttempt(DAY, 70, 0), ScoredAttempt(DAY, 30, 0)], weight=1)
    assert earned == [Credit(DAY, 70, 1, 70)]


def test_what_does_not_count_earns_nothing() -> None:
    assert credits_of([ScoredAttempt(DAY, 70, 0, counts=False)], weight=1) == []


attempts = st.lists(
    st.builds(
        ScoredAttempt,
        practice_date=st.integers(0, 20).map(lambda n: DAY + timedelta(days=n)),
        score=st.integers(0, 100),
        hints=st.integers(0, 3),
        counts=st.booleans(),
    ),
    max_size=8,
).map(lambda many: sorted(many, key=lambda one: one.practice_date))


@given(attempts, st.integers(1, 3))
def test_the_sum_is_the_best_counted_score(many: list[ScoredAttempt], weight: int) -> None:
    earned = credits_of(many, weight=weight)
    counting = [one for one in many if one.counts]
    assert sum(credit.answers for credit in earned) == bool(counting)
    assert all(credit.points >= 0 for credit in earned)
    best = max((one.score for one in counting), default=0)
    assert sum(credit.points for credit in earned) <= best * weight
    if counting:
        first = counted_score(counting[0].score, hints=counting[0].hints)
        assert sum(credit.points for credit in earned) >= first * weight
