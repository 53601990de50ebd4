"""How a member's own guess at a score reads, beside the grade and over time."""

from __future__ import annotations

from bot.domain.attempt import GradedAttempt
from bot.domain.grade import Level
from bot.domain.guess import PASSES_FROM, STANDS_OUT_FROM, Calibration
from bot.services.guesses import Guessed
from bot.views import words
from bot.views.model import Action, Reply, note

_CLOSE = 5
"""Points within which a guess counts as right and a habit as none."""

_GOOD_EYE = 10
"""Points of mean distance up to which a member reads their answers well."""

ASK_FOR_GUESS = (
    "Before you see the feedback: what score do you expect, 0 to 100? "
    f"({PASSES_FROM} would pass, {STANDS_OUT_FROM} would stand out.) Say guess and your number, "
    "or wait: the feedback comes by itself in ten minutes."
)


GUESS_ACTIONS = (
    Action("Guess my score", "guess", asks=("score",)),
    Action("Show the feedback", "feedback"),
)


def taken(guess: Guessed) -> Reply:
    """The guess is kept; the feedback follows."""
    return note(f"Your guess is {guess.score}. The feedback follows in a moment.")


def skipped() -> Reply:
    """No guess this time; the feedback follows."""
    return note("No guess this time. The feedback follows in a moment.")


def ask_for_guess() -> Reply:
    """Asks for the number when none came with the command."""
    return note(
        "What score do you expect, 0 to 100? Say guess and your number, or feedback to see it now.",
        *GUESS_ACTIONS,
    )


def guess_line(graded: GradedAttempt) -> str:
    """Guess and grade side by side; empty without a guess.

    Nor is it said where there was no answer to grade, or once a follow-up is part of it.
    """
    guess, grade = graded.attempt.guess, graded.grade
    if guess is None or grade is None or graded.attempt.probe_text is not None:
        return ""
    if grade.level is Level.NONE:
        return ""
    gap = guess - grade.score
    how = "close" if abs(gap) <= _CLOSE else f"{abs(gap)} {'above' if gap > 0 else 'below'} it"
    return f"You guessed {guess}, the grade is {grade.score}: {how}."


def habit_line(habit: Calibration | None) -> str:
    """What the last guesses say about the member's eye; empty while there are too few."""
    if habit is None:
        return ""
    over = f"Over your last {words.count(habit.guesses, 'guess', 'guesses')}"
    if habit.bias > _CLOSE:
        text = f"{over} you tend to rate yourself {habit.bias} points too high"
    elif habit.bias < -_CLOSE:
        text = f"{over} you tend to rate yourself {-habit.bias} points too low; trust yourself more"
    elif habit.difference <= _GOOD_EYE:
        text = f"{over} you see your own answers clearly"
    else:
        text = f"{over} you are as often too high as too low"
    return f"{text} ({words.count(habit.difference, 'point')} off on average)."
