"""A suggestion: a question that a member proposes to the hosts of their group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SuggestionState(StrEnum):
    """What has become of a suggestion."""

    OPEN = "open"
    APPROVED = "approved"
    """A host wants it in the bank; an author has yet to write the rubric."""
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed question. `answer` is the host's reason, empty where none was given."""

    id: int
    group_id: int
    member_id: int
    text: str
    suggested_at: datetime
    state: SuggestionState
    answer: str
