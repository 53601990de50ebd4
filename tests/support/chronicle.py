"""The page about the rehearsed month: what came back, how intervals grew, how pictures changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.domain.recall import Phase
from bot.domain.review import Rating
from bot.views import words
from bot.views.pictures.palette import Theme
from tests.support.month import FOLDER, Day, Month, Seen

BEGIN, END = "<!-- written by scripts/month -->", "<!-- until here -->"
WEAK = ("regulation", "evidence")
"""The skills that she lacks at first."""

DARK = 30
"""The day whose picture stands there on a dark ground as well."""

_WHY = re.compile(
    r"Practice: (?P<shown>.*?) ─.*?Why this one: (?P<skill>.*?) is due again\. A point of it was "
    r"missing in “(?P<missed>.*?)” on (?P<on>.*?);.*? (?P<score>\d+) of 100 ─"
)
_LEVEL = re.compile(r"Level now: (.*?)\. Practised on (\d+) of .*?Streak: (.*?)\. ")
_RATED = {
    Rating.AGAIN: "missing",
    Rating.HARD: "in part",
    Rating.GOOD: "there",
    Rating.EASY: "there, in an answer that stands out",
}


@dataclass(frozen=True)
class Back:
    """Something that came back: the question it was missing in, and the one it came as."""

    on: date
    skill: str
    missed: str
    missed_on: str
    shown: str
    score: int


@dataclass(frozen=True)
class Step:
    """How a skill went on an evening, and when it is to come back."""

    on: date
    by: str
    rating: Rating
    phase: Phase
    due_on: date | None

    @property
    def days(self) -> int:
        """Until it comes back."""
        return (self.due_on - self.on).days if self.due_on is not None else 0


def came_back(days: Sequence[Day]) -> list[Back]:
    """Every question that `practice` showed because something was due, read off the screen."""
    found = []
    for day in days:
        match = _WHY.search(" ".join(day.transcript.split()))
        if match is not None:
            found.append(
                Back(
                    day.on.date(),
                    match["skill"],
                    match["missed"],
                    match["on"],
                    match["shown"],
                    int(match["score"]),
                )
            )
    return found


def steps(month: Month, skill: str) -> list[Step]:
    """Every evening that showed something of a skill; the last that did, where several did."""
    seen: dict[date, Seen] = {}
    for one in month.seen:
        if one.key == skill:
            seen[one.on] = one
    due = {day.on.date(): {one.key: one for one in day.due} for day in month.days}
    return [
        Step(on, one.by, one.rating, due[on][skill].phase, due[on][skill].due_on)
        for on, one in seen.items()
        if skill in due[on]
    ]


def page(month: Month) -> str:
    """The part of docs/month/README.md that is written by the script."""
    parts = ["\n".join(_table_of_returns(came_back(month.days)))]
    for skill in WEAK:
        heading = f"### {month.titles[skill]}, evening by evening"
        parts += [heading, "\n".join(_table_of_steps(steps(month, skill)))]
    parts += ["### The picture", "\n".join(_table_of_pictures(month.days))]
    return "\n\n".join(parts)


def _table_of_returns(found: Sequence[Back]) -> Iterator[str]:
    yield "| evening | due again | missed in | came back as | earned |"
    yield "|---|---|---|---|---|"
    for one in found:
        missed = f"{one.missed}, {one.missed_on}"
        yield f"| {words.day(one.on)} | {one.skill} | {missed} | {one.shown} | {one.score} |"


def _table_of_steps(found: Sequence[Step]) -> Iterator[str]:
    yield "| evening | shown by | it was | comes back |"
    yield "|---|---|---|---|"
    mastered = False
    for one in found:
        if mastered and one.phase is not Phase.LEARNING:
            continue
        mastered = one.phase is not Phase.LEARNING
        days = words.count(one.days, "day")
        back = f"in {days}" if one.phase is Phase.LEARNING else f"**mastered**; once, in {days}"
        yield f"| {words.day(one.on)} | {one.by} | {_RATED[one.rating]} | {back} |"


def _table_of_pictures(days: Sequence[Day]) -> Iterator[str]:
    shown = pictured(days)
    yield "| " + " | ".join(f"day {day.number}" for day in shown) + " |"
    yield "|" + "---|" * len(shown)
    yield "| " + " | ".join(_image(day) for day in shown) + " |"
    yield ""
    for day in shown:
        match = _LEVEL.search(" ".join(day.transcript.split()))
        assert match is not None
        practised = words.count(int(match[2]), "day")
        yield f"- Day {day.number}: level {match[1]}; practised on {practised}; streak {match[3]}."


def _image(day: Day) -> str:
    file = name(day.number, Theme.LIGHT)
    text = f"Progress on day {day.number}; what it shows stands below"
    if day.number != DARK:
        return f'<img src="{file}" width="170" alt="{text}">'
    dark = name(day.number, Theme.DARK)
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{file}" width="170" alt="{text}"></picture>'
    )


def pictured(days: Sequence[Day]) -> list[Day]:
    """The days whose pictures are kept."""
    return [day for day in days if day.pictures]


def name(number: int, theme: Theme) -> str:
    """The file of a picture."""
    return f"day-{number:02d}-{theme.value}.svg"


def files(month: Month) -> Mapping[str, str]:
    """Every file that the script writes into docs/month, by name."""
    before = (FOLDER / "README.md").read_text(encoding="utf-8")
    head, tail = before.split(BEGIN)[0], before.split(END)[1]
    made = {
        "README.md": f"{head}{BEGIN}\n\n{page(month)}\n\n{END}{tail}",
        "transcript.txt": "".join(day.transcript for day in month.days),
    }
    for day in pictured(month.days):
        made[name(day.number, Theme.LIGHT)] = day.pictures[Theme.LIGHT]
        if day.number == DARK:
            made[name(day.number, Theme.DARK)] = day.pictures[Theme.DARK]
    return made


def growing(found: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Evenings on which a skill was there, one after the other with nothing lacking in between."""
    for before, after in pairwise(found):
        if before.rating.cleared and after.rating.cleared:
            yield before, after
