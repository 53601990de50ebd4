"""What a verdict says about a skill, and how help lowers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.attempt import Attempt, AttemptState, GradedAttempt
from bot.domain.grade import CriterionGrade, Grade, Level, Verdict
from bot.domain.review import AGAIN_AFTER, Asked, Rating, reviews_of
from bot.domain.rubric import Kind
from tests.conftest import MONDAY
from tests.support.builders import a_prompt
from tests.support.fakes import a_grade

RUBRIC = (
    Asked("fallback", "safety", Kind.REQUIRED),
    Asked("drill", "safety", Kind.REQUIRED),
    Asked("board", "judgement", Kind.BONUS),
    Asked("bluff", "safety", Kind.PITFALL),
)
REPLY = "Paper at each desk. We drilled it."


def attempt(
    number: int = 1, *, days: float = 0, hints: int = 0, probe: str | None = None
) -> Attempt:
    at = MONDAY + timedelta(days=days)
    return Attempt(
        id=number,
        member_id=1,
        group_id=1,
        prompt_id="p",
        posting_id=None,
        revises_id=None,
        text=REPLY,
        sent_at=at,
        zone="UTC",
        practice_date=at.date(),
        hints=hints,
        counts=True,
        state=AttemptState.ACTIVE,
        probe_text=probe,
    )


def grade(level: Level = Level.GOOD, **verdicts: Verdict | CriterionGrade) -> Grade:
    criteria = []
    for one in RUBRIC:
        given = verdicts.get(one.id, Verdict.MISSED)
        if isinstance(given, Verdict):
            quote = () if given is Verdict.MISSED else ("Paper",)
            given = CriterionGrade(one.id, 0, given, quote)
        criteria.append(given)
    return replace(a_grade(a_prompt(), 60), level=level, criteria=tuple(criteria))


def rated(one: Attempt, graded: Grade) -> dict[str, tuple[Rating, bool]]:
    (review,) = reviews_of([GradedAttempt(one, graded)], RUBRIC)
    return {found.key: (found.rating, found.lacking) for found in review.rated}


def test_what_is_there_is_good_and_what_is_missed_comes_again() -> None:
    found = rated(attempt(), grade(fallback=Verdict.MET))
    assert found == {
        "p/fallback": (Rating.GOOD, False),
        "p/drill": (Rating.AGAIN, True),
        "p/bluff": (Rating.GOOD, False),
        "safety": (Rating.HARD, True),
    }


def test_everything_in_an_answer_that_stands_out_is_easy() -> None:
    found = rated(
        attempt(),
        grade(Level.EXCELLENT, fallback=Verdict.MET, drill=Verdict.MET, board=Verdict.MET),
    )
    assert found["safety"] == found["p/drill"] == (Rating.EASY, False)
    assert found["judgement"] == (Rating.EASY, False)
    assert "p/board" not in found, "a bonus decides nothing"


def test_a_mistake_counts_against_the_skill_however_much_is_there() -> None:
    made = rated(attempt(), grade(fallback=Verdict.MET, drill=Verdict.MET, bluff=Verdict.MET))
    assert made["p/bluff"] == made["safety"] == (Rating.AGAIN, True)
    partly = rated(attempt(), grade(fallback=Verdict.MET, drill=Verdict.MET, bluff=Verdict.PARTLY))
    assert partly["p/bluff"] == partly["safety"] == (Rating.HARD, True)


@pytest.mark.parametrize("hints", [1, 3])
def test_a_hint_lowers_a_rating_and_makes_nothing_lacking_that_was_there(hints: int) -> None:
    found = rated(attempt(hints=hints), grade(fallback=Verdict.MET, drill=Verdict.PARTLY))
    assert found["p/fallback"] == (Rating.HARD, False)
    assert found["p/drill"] == (Rating.AGAIN, True)
    assert "p/bluff" not in found, "a hint may have warned of it"
    everything = rated(attempt(hints=hints), grade(fallback=Verdict.MET, drill=Verdict.MET))
    assert everything["safety"] == (Rating.HARD, False)


def test_what_only_the_answer_to_the_probe_says_was_lacking() -> None:
    told = CriterionGrade("drill", 0, Verdict.MET, ("once a quarter",))
    one = attempt(probe="We do it once a quarter.")
    found = rated(one, grade(fallback=Verdict.MET, drill=told))
    assert found["p/drill"] == (Rating.HARD, True)
    assert found["p/fallback"] == (Rating.GOOD, False)
    assert found["safety"] == (Rating.GOOD, False), "three quarters of it were there"


def test_what_the_grader_could_not_tell_is_not_held_against_anyone() -> None:
    unsure = CriterionGrade("drill", 0, Verdict.MISSED, sure=False)
    assert rated(attempt(), grade(drill=unsure))["p/drill"][0] is Rating.HARD


def test_a_revision_follows_upon_feedback_until_a_fortnight_has_passed() -> None:
    met = grade(fallback=Verdict.MET, drill=Verdict.MET)
    later = AGAIN_AFTER.days + 2
    found = reviews_of(
        [
            GradedAttempt(attempt(1), met),
            GradedAttempt(attempt(2, days=1), met),
            GradedAttempt(attempt(3, days=later), met),
        ],
        RUBRIC,
    )
    by_attempt = [{one.key: one.rating for one in review.rated} for review in found]
    assert [one["safety"] for one in by_attempt] == [Rating.GOOD, Rating.HARD, Rating.GOOD]
    assert not any(one.lacking for one in found[1].rated)


def test_what_was_withdrawn_or_no_answer_shows_nothing() -> None:
    gone = replace(attempt(1), state=AttemptState.WITHDRAWN)
    nothing = grade(Level.NONE)
    waiting = GradedAttempt(attempt(3), None)
    rows = [GradedAttempt(gone, grade()), GradedAttempt(attempt(2), nothing), waiting]
    assert reviews_of(rows, RUBRIC) == []
