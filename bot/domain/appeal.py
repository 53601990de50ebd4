"""An appeal: a member asks the host to look at a grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AppealState(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    CHANGED = "changed"
    """The host changed the grade."""
    DECLINED = "declined"
    """The host looked and left the grade as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppeal:
    """An appeal to be stored; unique for its attempt and grade.

    `grade_number` counts the grades of the attempt, the first is 1. `reason` is the member's and
    may be empty.
    """

    group_id: int
    attempt_id: int
    grade_number: int
    reason: str
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(NewAppeal):
    """A stored appeal. `answer` is the host's reason, empty while it is open."""

    id: int
    state: AppealState
    answer: str
    answered_at: datetime | None
