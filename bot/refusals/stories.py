"""What is said when a story cannot be kept or found."""

from __future__ import annotations

NOT_A_STORY_YET = (
    "A story is an answer that would pass: level good or excellent. Revise this one first, or name "
    "another: history lists yours."
)


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
