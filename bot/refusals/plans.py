"""What is said when there can be no plan for that date."""

from __future__ import annotations


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
