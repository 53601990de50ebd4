"""A story: an answer of one's own that is worth telling again, and what it proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.grade import Level

LOWEST_LEVEL = Level.GOOD
"""Only answers that would pass are kept as stories."""

OVERUSED = 3
"""A story told for so many competencies, more than half of those told, is told too often."""


TOPIC = "behavioral"
"""The topic whose good answers are offered to be kept; any other may be kept as well."""


def is_story(topic: str, level: Level) -> bool:
    """Whether an answer is worth offering to keep."""
    return topic == TOPIC and level >= LOWEST_LEVEL


@dataclass(frozen=True, slots=True)
class Story:
    """A kept answer. `skills` are the competencies that it shows, the strongest first."""

    id: int
    member_id: int
    attempt_id: int
    skills: tuple[str, ...]
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Coverage:
    """The stories that show one competency, and the one that is to be told for it."""

    skill: str
    shown_by: tuple[int, ...]
    told: int | None


def coverage(
    stories: Sequence[Story], uses: Mapping[str, int], skills: Sequence[str]
) -> list[Coverage]:
    """Every competency in the order given. `uses` holds by competency the story chosen for it."""
    return [
        Coverage(
            skill,
            tuple(story.id for story in stories if skill in story.skills),
            uses.get(skill),
        )
        for skill in skills
    ]


def overused(uses: Mapping[str, int]) -> int | None:
    """The story that is told for nearly everything; None where there is none."""
    for story_id in sorted(set(uses.values())):
        told = sum(one == story_id for one in uses.values())
        if told >= OVERUSED and 2 * told > len(uses):
            return story_id
    return None
