"""How long the bank lasts a group that keeps to some topics: rehearsed, not reckoned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from random import Random

from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.rotation import choose, eligible, remaining, warning
from bot.domain.schedule import Schedule, next_due

START = date(2026, 1, 5)
"""A Monday."""

WEEKS = 26
PACES = {"every day": range(7), "Monday to Friday": range(5), "twice a week": (0, 3)}


@dataclass(frozen=True, slots=True)
class Course:
    """What a group met with: days are counted from 1, the day of its first posting.

    `repeat` is the first day with a prompt seen before and `warned` the day on which its host was
    first told that few are left (None: not within the time); `gap` the fewest days between two
    postings of the same prompt; `missing` the days without a prompt.
    """

    prompts: int
    warned: int | None
    repeat: int | None
    gap: int | None
    missing: int


def rehearse(
    heads: Sequence[PromptHead],
    topics: Collection[str],
    weekdays: Collection[int],
    seed: int = 1,
    levels: Collection[PromptLevel] = (),
) -> Course:
    """A group with these topics and levels, posting on these weekdays for half a year."""
    mine = eligible(heads, topics=topics, levels=levels)
    schedule = Schedule("UTC", time(9), frozenset(weekdays))
    chance, used = Random(seed), list[str]()
    last: dict[str, int] = {}
    gaps: list[int] = []
    repeat = warned = None
    missing = 0
    for number in _days(schedule):
        head = choose(mine, used, chance)
        if head is None:
            missing += 1
            continue
        if head.id in last:
            gaps.append(number - last[head.id])
            repeat = repeat or number
        used.append(head.id)
        last[head.id] = number
        if warned is None and warning(remaining(mine, used)) is not None:
            warned = number
    return Course(len(mine), warned, repeat, min(gaps, default=None), missing)


def _days(schedule: Schedule) -> Iterator[int]:
    day = START
    while (due := next_due(schedule, first=day)) is not None and (due[0] - START).days < WEEKS * 7:
        yield (due[0] - START).days + 1
        day = due[0] + timedelta(days=1)


def table(heads: Sequence[PromptHead]) -> str:
    """The worst case for every number of topics and every pace, as the guide shows it."""
    topics = sorted({head.topic for head in heads})
    lines = [
        "| topics | sets | posting | prompts | told on day | first repeat on day | after |",
        "|---|---|---|---|---|---|---|",
    ]
    for size in range(1, len(topics) + 1):
        sets = list(combinations(topics, size))
        for pace, weekdays in PACES.items():
            courses = [rehearse(heads, one, weekdays) for one in sets]
            worst = min(courses, key=lambda one: (one.repeat or WEEKS * 7 + 1, one.prompts))
            lines.append(
                f"| {size} | {len(sets)} | {pace} | {worst.prompts} | {worst.warned or '-'} | "
                f"{worst.repeat or 'none in half a year'} | "
                f"{f'{worst.gap} days' if worst.gap else '-'} |"
            )
    return "\n".join(lines)


def by_level(heads: Sequence[PromptHead]) -> str:
    """The worst case for every number of topics and one level or all, as the guide shows it.

    Worst is the set with the fewest prompts: a repeat comes when all were posted, not before.
    """
    topics = sorted({head.topic for head in heads})
    lines = [
        f"| topics | level | prompts | first repeat: {' | '.join(PACES)} | lasts half a year at |",
        "|---|---|---|---|---|---|---|",
    ]
    for size in range(1, len(topics) + 1):
        for level in (None, *PromptLevel):
            levels = () if level is None else (level,)
            scarce = min(
                combinations(topics, size),
                key=lambda one: len(eligible(heads, topics=one, levels=levels)),
            )
            courses = [rehearse(heads, scarce, pace, levels=levels) for pace in PACES.values()]
            days = " | ".join(f"day {one.repeat}" if one.repeat else "none" for one in courses)
            lines.append(
                f"| {size} | {level or 'all'} | {courses[0].prompts} | {days} | "
                f"{_lasting(heads, scarce, levels)} |"
            )
    return "\n".join(lines)


def _lasting(
    heads: Sequence[PromptHead], topics: Collection[str], levels: Collection[PromptLevel]
) -> str:
    """The most postings a week that half a year goes by without a repeat."""
    for many in range(7, 0, -1):
        if rehearse(heads, topics, range(many), levels=levels).repeat is None:
            return f"{many} a week"
    return "-"
