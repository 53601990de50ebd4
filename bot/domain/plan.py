"""A plan: what to do on each day until an interview, worked out anew from what has been done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

TAPER_DAYS = 2
"""The last days before an interview bring nothing new."""

REST_EVERY = 7
"""One day of rest a week, counted back from the interview."""

DRILL_EVERY = 2
"""A drill beside the prompt on every second day, counted back from the interview."""

MOCK_EVERY = 4
"""Days of practice from one mock round to the next, at the least."""

MOCK_CLOSEST = 2
"""The least days between them where some were missed and are still to come."""

MOST_DAYS = 365


class Work(StrEnum):
    """What a day is for."""

    PROMPT = "prompt"
    MOCK = "mock"
    REST = "rest"
    LIGHT = "light"
    """The day before the last: what is due, and one's own stories."""
    CALM = "calm"
    """The last day: stories once, then nothing."""
    INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class Company:
    """A kind of company and what its interviews weigh.

    `topics` holds a weight by topic, `mocks` the stages of mock rounds as `loop/stage`, the last
    one nearest to the interview; `asks` says in a sentence what they look for.
    """

    id: str
    title: str
    asks: str
    topics: Mapping[str, int]
    drills: tuple[str, ...]
    mocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day: what it is for, and its topic, drill or mock round where it has one."""

    day: date
    work: Work
    topic: str = ""
    drill: str = ""
    mock: str = ""

    @property
    def practises(self) -> bool:
        """Whether there is something new to do on it."""
        return self.work in {Work.PROMPT, Work.MOCK}


@dataclass(frozen=True, slots=True)
class Done:
    """What was done since the plan began: answers by topic, drills and mock stages."""

    topics: Mapping[str, int] = field(default_factory=dict)
    drills: Collection[str] = ()
    mocks: Collection[str] = ()


NOTHING = Done()


def plan_days(
    first: date, interview: date, company: Company, done: Done, begun: date | None = None
) -> list[PlanDay]:
    """Every day from `first` to the interview, the latter included; none when it is past.

    On the day that the plan was `begun` nobody is told to rest, nor begins with a mock round.
    What is done is left out, so that the days left carry what the missed ones held. What does not
    fit any more is dropped from its beginning: the mock round nearest to the interview stays.
    """
    start = first if begun is None else min(begun, first)
    kinds = {day: _kind(day, interview) for day in _days(start, interview)}
    if begun is not None and kinds.get(begun) is Work.REST:
        kinds[begun] = Work.PROMPT
    room = [day for day, kind in kinds.items() if kind is Work.PROMPT and day != begun]
    mocks = _mock_days(room, first, company.mocks, done.mocks)
    drills = iter([one for one in company.drills if one not in done.drills])
    counts = Counter(done.topics)
    planned: list[PlanDay] = []
    for day in _days(first, interview):
        if kinds[day] is not Work.PROMPT:
            planned.append(PlanDay(day, kinds[day]))
        elif day in mocks:
            planned.append(PlanDay(day, Work.MOCK, mock=mocks[day]))
        else:
            topic = _topic(company.topics, counts)
            counts[topic] += 1
            # Counted from the interview, or tomorrow's drill would be another day's tomorrow.
            drill = next(drills, "") if (interview - day).days % DRILL_EVERY else ""
            planned.append(PlanDay(day, Work.PROMPT, topic=topic, drill=drill))
    return planned


def missed_days(
    begun: date, today: date, interview: date, company: Company, practised: Collection[date]
) -> list[date]:
    """The days before today that were planned for practice, and on which nothing was done."""
    return [
        one.day
        for one in plan_days(begun, interview, company, NOTHING, begun)
        if one.practises and one.day < today and one.day not in practised
    ]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _kind(day: date, interview: date) -> Work:
    left = (interview - day).days
    if left == 0:
        return Work.INTERVIEW
    if left == 1:
        return Work.CALM
    if left <= TAPER_DAYS:
        return Work.LIGHT
    return Work.REST if left % REST_EVERY == 0 else Work.PROMPT


def _mock_days(
    room: Sequence[date], first: date, mocks: Sequence[str], done: Collection[str]
) -> dict[date, str]:
    """Mock rounds from the end backwards, on days from `first` on.

    `room` has the days that may hold one since the plan began: as many rounds as found a place in
    it are meant. Those that were missed come closer together, so that they find one again.
    """
    meant = mocks[::-1][: len(room[::MOCK_EVERY])]
    left = [one for one in meant if one not in done]
    days = [day for day in room if day >= first][::-1]
    apart = MOCK_EVERY
    while apart > MOCK_CLOSEST and len(days[::apart]) < len(left):
        apart -= 1
    return dict(zip(days[::apart], left, strict=False))


def _topic(weights: Mapping[str, int], counts: Mapping[str, int]) -> str:
    """The topic that lags most behind its weight; the order of the file decides a draw."""
    return min(weights, key=lambda one: (counts.get(one, 0) + 0.5) / weights[one])
