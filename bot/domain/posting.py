"""A posting: one prompt posted to one group for one local date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PostingState(StrEnum):
    """How far a posting has come."""

    CLAIMED = "claimed"
    """Chosen and in the outbox."""
    SENT = "sent"
    CLOSED = "closed"
    """Past its deadline, and the closing post is in the outbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosting:
    """A posting to be stored; unique for its group and local date."""

    group_id: int
    local_date: date
    prompt_id: str
    due_at: datetime
    posted_at: datetime
    deadline_at: datetime
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting(NewPosting):
    """A stored posting. `late` says that it came after its due time and moved the deadline."""

    id: int
    state: PostingState
