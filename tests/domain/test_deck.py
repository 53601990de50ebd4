"""Recalls: growing intervals when cleared, sooner when missed, mastered after two clears."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deck import CLEARS_TO_MASTER, DRILL_KEEPS_AWAY, STAYS_AWAY, Deck
from bot.domain.recall import Memory, Phase, Recall
from bot.domain.review import Rated, Rating, Review
from bot.spacing import LONGEST_DAYS, FsrsSpacing
from tests.conftest import MONDAY

SPACING = FsrsSpacing()
DAY = timedelta(days=1)


def a_review(at: datetime, *rated: Rated, source: str = "") -> Review:
    return Review(source or f"attempt/{at.timestamp():.0f}", "p", at, at.date(), rated)


def of_skill(rating: Rating, skill: str = "safety") -> Rated:
    return Rated(skill, skill, rating, lacking=not rating.cleared)


def of_point(rating: Rating, prompt: str, skill: str = "safety") -> Rated:
    return Rated(f"{prompt}/drill", skill, rating, lacking=not rating.cleared)


def missed(at: datetime = MONDAY) -> Deck:
    deck = Deck(SPACING.remember)
    deck.take(a_review(at, of_skill(Rating.AGAIN)))
    return deck


def recall(deck: Deck, key: str = "safety") -> Recall:
    return deck.recalls[key]


def due(deck: Deck, key: str = "safety") -> datetime:
    found = deck.recalls[key].due_at
    assert found is not None
    return found


@given(st.lists(st.sampled_from([Rating.GOOD, Rating.EASY]), min_size=2, max_size=12))
def test_intervals_grow_as_long_as_it_is_cleared(ratings: list[Rating]) -> None:
    memory = SPACING.remember(None, Rating.AGAIN, MONDAY)
    before = timedelta()
    for rating in ratings:
        interval = memory.due_at - memory.reviewed_at
        assert before < interval <= LONGEST_DAYS * DAY or interval == LONGEST_DAYS * DAY
        before = interval
        memory = SPACING.remember(memory, rating, memory.due_at)


@given(st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=12))
def test_missed_it_is_back_sooner_than_cleared(ratings: list[Rating]) -> None:
    memory: Memory | None = None
    at = MONDAY
    for rating in ratings:
        memory = SPACING.remember(memory, rating, at)
        at = memory.due_at
    assert memory is not None
    dates = [SPACING.remember(memory, rating, at).due_at for rating in Rating]
    assert dates == sorted(dates)
    again = dates[0] - at
    assert DAY <= again <= dates[2] - at
    assert again <= max(memory.due_at - memory.reviewed_at, DAY)


@given(st.lists(st.sampled_from(list(Rating)), max_size=8))
def test_the_same_reviews_make_the_same_memory(ratings: list[Rating]) -> None:
    found = []
    for spacing in (FsrsSpacing(), SPACING):
        memory: Memory | None = None
        for number, rating in enumerate(ratings):
            memory = spacing.remember(memory, rating, MONDAY + number * DAY)
        found.append(memory)
    assert found[0] == found[1]


def test_what_was_never_missed_is_no_card() -> None:
    deck = Deck(SPACING.remember)
    deck.take(a_review(MONDAY, of_skill(Rating.GOOD), of_point(Rating.EASY, "p")))
    assert not deck.recalls
    deck.take(a_review(MONDAY + DAY, of_skill(Rating.HARD)))
    assert recall(deck).phase is Phase.LEARNING


def test_help_does_not_make_a_card_of_what_was_there() -> None:
    deck = Deck(SPACING.remember)
    deck.take(a_review(MONDAY, Rated("safety", "safety", Rating.HARD, lacking=False)))
    assert not deck.recalls


def test_cleared_on_two_days_it_is_mastered_and_comes_back_once_after_long() -> None:
    deck = missed()
    for _ in range(CLEARS_TO_MASTER):
        assert recall(deck).phase is Phase.LEARNING
        deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.MASTERED
    mastered = recall(deck).memory.reviewed_at
    assert due(deck) >= mastered + STAYS_AWAY
    deck.take(a_review(mastered + 3 * DAY, of_skill(Rating.GOOD)))
    assert due(deck) >= mastered + STAYS_AWAY
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.DONE
    assert recall(deck).due_at is None


def test_twice_on_one_day_is_once() -> None:
    deck = missed()
    at = due(deck)
    for minutes in range(4):
        deck.take(a_review(at + timedelta(minutes=minutes), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.LEARNING
    assert recall(deck).cleared == 1


@pytest.mark.parametrize("phase", [Phase.LEARNING, Phase.MASTERED, Phase.DONE])
def test_a_miss_begins_anew_wherever_it_stood(phase: Phase) -> None:
    deck = missed()
    while recall(deck).phase is not phase:
        deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    at = recall(deck).memory.reviewed_at + 2 * DAY
    deck.take(a_review(at, of_skill(Rating.AGAIN)))
    assert recall(deck).phase is Phase.LEARNING
    assert recall(deck).cleared == 0
    assert recall(deck).missed_at == at
    assert at < due(deck) <= at + 30 * DAY


def test_half_of_it_takes_one_more_clear_when_it_was_mastered() -> None:
    deck = missed()
    while recall(deck).phase is not Phase.MASTERED:
        deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    deck.take(a_review(due(deck), of_skill(Rating.HARD)))
    assert recall(deck).phase is Phase.LEARNING
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.MASTERED


def test_half_of_it_in_between_starts_the_count_again() -> None:
    deck = missed()
    for rating in (Rating.GOOD, Rating.HARD, Rating.GOOD):
        deck.take(a_review(due(deck), of_skill(rating)))
        assert recall(deck).phase is Phase.LEARNING
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.MASTERED


def test_another_prompt_settles_the_due_points_of_its_skill_the_longest_due_first() -> None:
    deck = Deck(SPACING.remember)
    for number in range(5):
        at = MONDAY + timedelta(hours=number)
        deck.take(a_review(at, of_point(Rating.AGAIN, f"old-{number}")))
    other = of_point(Rating.AGAIN, "elsewhere", "metrics")
    deck.take(a_review(MONDAY + timedelta(hours=6), other))
    at = MONDAY + 9 * DAY
    two = [
        of_point(Rating.GOOD, "new"),
        Rated("new/fallback", "safety", Rating.GOOD, lacking=False),
    ]
    deck.take(a_review(at, *two, of_skill(Rating.GOOD)))
    cleared = [key for key, one in deck.recalls.items() if one.cleared]
    assert cleared == ["old-0/drill", "old-1/drill"]
    assert "new/drill" not in deck.recalls


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["p", "q", "r"]),
            st.sampled_from(["safety", "metrics"]),
            st.sampled_from(list(Rating)),
            st.sampled_from(list(Rating)),
            st.integers(0, 9),
        ),
        max_size=25,
    )
)
def test_a_part_of_the_deck_changes_as_the_whole_does(
    steps: list[tuple[str, str, Rating, Rating, int]],
) -> None:
    """Only the recalls that a review rates, and the due ones of its skills, have to be at hand."""
    whole = Deck(SPACING.remember)
    at = MONDAY
    for number, (prompt, skill, point, overall, days) in enumerate(steps):
        at += timedelta(days=days, minutes=1)
        review = a_review(
            at, of_point(point, prompt, skill), of_skill(overall, skill), source=str(number)
        )
        keys = {one.key for one in review.rated}
        near = [
            one
            for one in whole.recalls.values()
            if one.key in keys or (one.skill == skill and one.is_due(at))
        ]
        part = Deck(SPACING.remember, near)
        whole.take(review)
        part.take(review)
        assert {key: whole.recalls[key] for key in part.changed} == {
            key: part.recalls[key] for key in part.changed
        }
        assert all(0 <= one.strength <= 1 for one in whole.recalls.values())
        assert all(one.due_at is None or one.due_at > at - LONGEST_DAYS * DAY for one in near)
    assert all((one.due_at is None) == (one.phase is Phase.DONE) for one in whole.recalls.values())


# Drills.


def a_drill(at: datetime, rating: Rating = Rating.GOOD, number: int = 1) -> Review:
    return a_review(at, of_skill(rating), source=f"drill/{number}")


def test_drills_alone_never_master() -> None:
    deck = missed()
    for number in range(6):
        deck.take(a_drill(due(deck), number=number))
        assert recall(deck).phase is Phase.LEARNING
    assert recall(deck).cleared == CLEARS_TO_MASTER - 1
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.MASTERED


def test_after_a_clear_in_own_words_a_drill_moves_it_on_without_mastering_it() -> None:
    deck = missed()
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    before = due(deck)
    deck.take(a_drill(before))
    assert recall(deck).phase is Phase.LEARNING
    assert due(deck) - before > before - MONDAY
    for number in range(5):
        at = due(deck)
        deck.take(a_drill(at, number=number))
        assert due(deck) - at <= DRILL_KEEPS_AWAY


@pytest.mark.parametrize("drill_first", [True, False])
def test_a_drill_takes_nothing_from_an_answer_of_the_same_day(*, drill_first: bool) -> None:
    deck = missed()
    deck.take(a_review(MONDAY + DAY, of_skill(Rating.GOOD)))
    at = due(deck)
    both = [a_drill(at), a_review(at, of_skill(Rating.GOOD))]
    for review in both if drill_first else both[::-1]:
        deck.take(review)
    assert recall(deck).phase is Phase.MASTERED


def test_half_of_it_takes_nothing_from_a_clear_later_that_day() -> None:
    deck = missed()
    at = due(deck)
    for minutes, rating in enumerate((Rating.GOOD, Rating.HARD, Rating.GOOD)):
        deck.take(a_review(at + timedelta(minutes=minutes), of_skill(rating)))
    assert recall(deck).cleared == 1
    deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    assert recall(deck).phase is Phase.MASTERED


def test_what_is_mastered_is_not_done_by_a_drill() -> None:
    deck = missed()
    for _ in range(2):
        deck.take(a_review(due(deck), of_skill(Rating.GOOD)))
    before = due(deck)
    deck.take(a_drill(before))
    assert recall(deck).phase is Phase.MASTERED
    assert due(deck) > before
    deck.take(a_drill(due(deck), Rating.AGAIN, 2))
    assert recall(deck).phase is Phase.LEARNING
