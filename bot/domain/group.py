"""A study group: its place in the chat, its schedule and its choices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.prompt import PromptLevel
from bot.domain.schedule import EVERY_DAY, Delivery, Schedule


@dataclass(frozen=True, slots=True)
class Place:
    """A channel on a platform. The core hands all three names through and reads none of them."""

    platform: str
    workspace: str
    channel: str


class FeedbackPlace(StrEnum):
    """Where a grade is shown."""

    PRIVATE = "private"
    THREAD = "thread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A study group.

    `topics` and `levels` narrow the bank; empty means all. `deadline_minutes` None means: until
    the next posting, 24 hours at most. `catch_up_minutes` is how late a missed posting still goes
    out. `next_date` and `next_due_at` say which posting comes next; both None while paused.
    `host_role` is the platform's role whose holders are hosts, `ping` whom a posting calls; both in
    the platform's own words, empty for nobody. `threads` opens one for each posting, `pins` keeps
    the newest posting at the top, where the platform has such things.
    """

    id: int
    workspace_id: int
    name: str
    schedule: Schedule
    delivery: Delivery
    topics: tuple[str, ...]
    levels: tuple[PromptLevel, ...]
    deadline_minutes: int | None
    catch_up_minutes: int
    feedback: FeedbackPlace
    paused: bool
    next_date: date | None
    next_due_at: datetime | None
    created_at: datetime
    host_role: str = ""
    ping: str = ""
    threads: bool = True
    pins: bool = False

    @property
    def zone(self) -> str:
        """The IANA name of the group's time zone."""
        return self.schedule.zone


USUAL_NAME = "Study group"
"""What a group is called until somebody names it."""

LONGEST_NAME = 60
"""Characters of a group's name."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new group begins with."""

    name: str
    zone: str
    delivery: Delivery = Delivery.POSTED
    local_time: time = time(9, 0)
    weekdays: frozenset[int] = EVERY_DAY
    feedback: FeedbackPlace = FeedbackPlace.PRIVATE
    paused: bool = False
