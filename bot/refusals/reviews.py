"""What is said when a grade cannot be looked at again, or guessed."""

from __future__ import annotations

from collections.abc import Sequence

APPEAL_IS_OPEN = "Your question about this grade is with the host already. You will hear back."
APPEALED_ALREADY = (
    "A host has looked at this grade already. Revise lets you answer again; the new answer gets a "
    "grade of its own."
)
REASON_NEEDED = "Please give your reason: the member reads it, and the audit log keeps it."
NOT_YOUR_FEEDBACK = (
    "This feedback is for the one who wrote the answer. Your own is under feedback or history."
)
FEEDBACK_GONE = "That answer is no longer there: it was withdrawn or deleted."
GUESS_FIRST = (
    "This feedback waits for your guess. Say guess and your number, or feedback to see it."
)
NO_GUESS_OPEN = "No feedback is waiting for your guess right now."


def reason_too_long(length: int, most: int) -> str:
    """The reason has more characters than are taken."""
    return f"That reason has {length:,} characters and at most {most:,} are taken."


def no_appeal(number: int) -> str:
    """The group has no appeal of that number."""
    return f"There is no appeal {number} here. Say appeals to see the open ones."


def appeal_closed(number: int) -> str:
    """The appeal was answered before."""
    return f"Appeal {number} was answered already. Say appeals to see the open ones."


def no_attempt(number: int) -> str:
    """The group has no graded answer of that number."""
    return f"There is no graded answer a{number} here."


def not_a_target(given: str) -> str:
    """The value names neither an appeal nor an answer."""
    return f"“{given[:40]}” names no appeal. Give its number, such as 3, or an answer such as a12."


def not_a_criterion(given: str, known: Sequence[str]) -> str:
    """The rubric has no such criterion."""
    return f"“{given[:60]}” is no criterion of this prompt ({', '.join(known)})."


def evidence_needed(verdict: str) -> str:
    """A verdict was given without the words that show it."""
    return (
        f"A verdict of {verdict} needs the words of the answer that show it. Put them in quotation "
        "marks before your reason."
    )


def quote_not_found(quote: str) -> str:
    """The quoted words are not in the reply."""
    return (
        f"The answer does not hold the words “{quote[:80]}”. Copy them from it; three dots stand "
        "for words left out."
    )


def verdict_stands(criterion: str, verdict: str) -> str:
    """The criterion has that verdict already."""
    return f"{criterion} is {verdict} already. To leave the grade as it is, use decline."


def not_a_guess(given: str) -> str:
    """The value is neither a score nor a level."""
    return (
        f"“{given[:40]}” is no guess. Give a score from 0 to 100, or weak, mixed, good or "
        "excellent."
    )
