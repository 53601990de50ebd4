"""What is said when a suggested question cannot be taken."""

from __future__ import annotations

SUGGESTION_TOO_SHORT = (
    "That is too short for a question. Write it as an interviewer would ask it, in a sentence or "
    "two."
)


def suggestion_too_long(length: int, most: int) -> str:
    """The question has more characters than are taken."""
    return f"That question has {length:,} characters and at most {most:,} are taken."


def too_many_suggestions(most: int) -> str:
    """The member has as many unanswered suggestions as there may be."""
    return f"{most} questions of yours wait for the host already. You will hear about them first."


def no_suggestion(number: int) -> str:
    """The group has no suggestion of that number."""
    return f"There is no suggestion {number} here. Say suggestions to see the open ones."


def suggestion_answered(number: int) -> str:
    """The suggestion was answered before."""
    return f"Suggestion {number} was answered already. Say suggestions to see the open ones."
