"""What is said when a story, a suggestion or a plan cannot be: as `bot.refusals` says the rest."""

from __future__ import annotations

NOT_A_STORY_YET = (
    "A story is an answer that would pass: level good or excellent. Revise this one first, or name "
    "another: history lists yours."
)
SUGGESTION_TOO_SHORT = (
    "That is too short for a question. Write it as an interviewer would ask it, in a sentence or "
    "two."
)


def not_a_plan_date(given: str) -> str:
    """The words name no date."""
    return (
        f"I cannot read “{given[:40]}” as a date. Write it like 2026-12-01, 1 Dec, or in 3 weeks."
    )


def date_is_past(day: str) -> str:
    """The interview would lie behind us."""
    return f"{day} has passed. When is the interview?"


def interview_is_now(day: str) -> str:
    """There is no day left to plan."""
    return (
        f"{day} is today: there is nothing left to plan, and that is fine. Read your stories once, "
        "drink some water. Good luck!"
    )


def too_far_ahead(day: str, days: int) -> str:
    """The interview is too far away for a plan of days."""
    return f"{day} is more than {days} days away. Come back nearer to it; until then: practice."


def not_a_company(given: str, known: str) -> str:
    """There is no such kind of company."""
    return f"I do not know “{given[:40]}” as a kind of company. There are: {known}."


def too_many_stories(most: int) -> str:
    """The member keeps as many stories as there may be."""
    return f"You keep {most} stories, and that is the most. Remove one first: story list."


def not_your_answer(number: int) -> str:
    """The member has no graded answer of that number."""
    return f"You have no graded answer a{number}. Without a number, story add keeps your newest."


def not_an_answer(given: str) -> str:
    """The value names no answer."""
    return f"“{given[:40]}” names no answer. Give its number, such as a12, or none for your newest."


def no_story(number: int) -> str:
    """The member keeps no story of that number."""
    return f"You keep no story {number}. Say story list to see yours."


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
