"""A member, the accounts they write from, and their part in a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.board import BoardName
from bot.domain.group import FeedbackPlace


class Role(StrEnum):
    """What a member may do in a group."""

    MEMBER = "member"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Account:
    """An identity on one platform. `key` is unique over all platforms; the adapter forms it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person who practises. `zone` None means: the group's. `feedback` None: the group's.

    `self_score` says that they guess their own score before they see the feedback,
    `shares_answers` that the group may be shown their best answer. At `reminder_time`, in their own
    zone, they are reminded of a prompt they have not answered; None for never.
    """

    id: int
    name: str
    zone: str | None
    board_name: BoardName
    alias: str
    feedback: FeedbackPlace | None
    created_at: datetime
    self_score: bool = False
    shares_answers: bool = False
    reminder_time: time | None = None
