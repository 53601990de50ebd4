"""A feedback card: short, with one thing to do next, true to the grade, also to an older one."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.attempt import Attempt, AttemptState, GradedAttempt
from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.services.records import Feedback
from bot.views.grades import feedback
from bot.views.model import Reply
from tests.conftest import MONDAY
from tests.support.builders import a_prompt
from tests.support.conversation import read_out
from tests.support.fakes import a_grade

PROMPT = a_prompt()


def _card(
    grade: Grade, *, before: Grade | None = None, hints: int = 0, guess: int | None = None
) -> Reply:
    attempt = Attempt(
        id=1,
        member_id=1,
        group_id=1,
        prompt_id=PROMPT.id,
        posting_id=None,
        revises_id=None,
        text="paper",
        sent_at=MONDAY,
        zone="UTC",
        practice_date=MONDAY.date(),
        hints=hints,
        counts=True,
        state=AttemptState.ACTIVE,
        probe_text=None,
        guess=guess,
    )
    earlier = GradedAttempt(attempt, before) if before is not None else None
    return feedback(Feedback(PROMPT, GradedAttempt(attempt, grade), earlier, None), {})


def _short(reply: Reply) -> str:
    """What stands before the list of all points, in one line."""
    bare = Reply(tuple(replace(card, more=None) for card in reply.cards))
    return " ".join(read_out(bare).split())


def test_the_card_says_what_works_what_would_help_and_what_to_answer() -> None:
    said = _short(_card(a_grade(PROMPT, 60)))
    assert said.startswith("Good · 60 of 100")
    assert "1 of 2 things an interviewer listens for is there: this would pass." in said
    assert "What works: names the fallback." in said
    assert "What would help most: names the drill. Without the drill care stops." in said
    assert "Next, answer this: What about the drill?" in said
    assert "Graded by fake 1." in said
    assert len(said.split()) < 75


def test_a_range_is_told_with_its_reason() -> None:
    grade = a_grade(PROMPT, 60)
    unsure = replace(grade.criteria[1], sure=False)
    wide = replace(grade, high=80, criteria=(grade.criteria[0], unsure, grade.criteria[2]))
    said = _short(_card(wide))
    assert "about 60 of 100" in said
    assert "1 was hard to tell, so the score may lie between 60 and 80." in said


def test_a_mistake_is_named() -> None:
    grade = a_grade(PROMPT, 60)
    made = CriterionGrade("bluff", -5, Verdict.MET, ("uptime",))
    said = _short(_card(replace(grade, criteria=(*grade.criteria[:2], made))))
    assert "A mistake in it: names the bluff." in said


def test_a_weak_level_with_much_evidence_is_explained() -> None:
    said = _short(_card(replace(a_grade(PROMPT, 60), score=9, low=9, high=9, level=Level.WEAK)))
    assert "What is good in it is outweighed" in said


def test_no_answer_is_met_with_a_way_to_begin() -> None:
    reply = _card(a_grade(PROMPT, 0))
    said = _short(reply)
    assert "It does not answer this question yet. What is wanted first: names the drill." in said
    assert "Graded by fake 1." in said
    assert reply.cards[0].more is None
    assert [action.words for action in reply.cards[0].actions] == ["revise"]
    assert "talks to the grader" in _short(
        _card(replace(a_grade(PROMPT, 0), flags=(Flag.INSTRUCTION,)))
    )


def test_a_reply_that_strays_is_not_told_that_it_answers_nothing() -> None:
    said = _short(_card(replace(a_grade(PROMPT, 30), flags=(Flag.OFF_TOPIC,))))
    assert "Much of it seems to be about something else" in said
    assert "does not answer this question" not in said


def test_a_worse_revision_is_told_kindly() -> None:
    said = _short(_card(a_grade(PROMPT, 40), before=a_grade(PROMPT, 60)))
    assert "20 points below your last answer; for the board the better one counts" in said
    assert "Less of it now: names the fallback" in said


def test_what_hints_cost_is_said_with_the_score() -> None:
    assert "After 2 hints the board counts 80% of it." in _short(
        _card(a_grade(PROMPT, 60), hints=2)
    )


def test_a_grade_older_than_its_rubric_can_be_read() -> None:
    grade = a_grade(PROMPT, 60)
    gone = tuple(replace(one, id=f"old-{one.id}") for one in grade.criteria)
    said = _short(_card(replace(grade, criteria=gone, gap="old-drill"), before=grade))
    assert said.startswith("Good · 60 of 100")


def test_the_guess_stands_beside_the_grade() -> None:
    assert "You guessed 55, the grade is 60: close." in _short(_card(a_grade(PROMPT, 60), guess=55))
