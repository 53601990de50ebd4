"""Progress drawn in characters of one width, for where no pictures are shown."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.skill import Trend
from bot.domain.streak import Outcome
from bot.services.progress import Day, Progress, SkillProgress
from bot.views import words

_BLOCKS = "▁▂▃▄▅▆▇█"
_BAR = 20
_TITLE = 28
_MARKS = {
    Outcome.PRACTISED: "■",
    Outcome.FROZEN: "◆",
    Outcome.MISSED: "□",
    Outcome.PENDING: "○",
}
_FREE = "–"
_NOTHING = " "
_ASIDE = "▪"
_LEGEND = "■ answered  ▪ drill or round only  ◆ freeze  □ missed  – free  ○ today, open"
_ARROWS = {Trend.RISING: "▲", Trend.FALLING: "▼"}


def drawn(shown: Progress) -> str:
    """The level as a line of blocks, the days as a calendar, the skills as bars."""
    return "\n".join([*_level(shown), "", *_calendar(shown), "", *map(_skill, shown.skills)])


def _level(shown: Progress) -> Iterator[str]:
    line = "".join(spark(score) for _, score in shown.scores)
    span = f"{words.date_of(shown.first)} to {words.date_of(shown.last)}"
    yield f"Score of each day with an answer, {span}:"
    yield f"  {line}"


def spark(score: int) -> str:
    """A score from 0 to 100 as a block of its height."""
    return _BLOCKS[min(score * len(_BLOCKS) // 100, len(_BLOCKS) - 1)]


def _calendar(shown: Progress) -> Iterator[str]:
    yield f"          {' '.join(words.WEEKDAYS)}"
    for start in range(0, len(shown.calendar), 7):
        week = shown.calendar[start : start + 7]
        marks = "".join(f"{_mark(day):^4}" for day in week)
        yield f"  {words.date_of(week[0].date):>6}  {marks}".rstrip()
    yield f"  {_LEGEND}"


def _mark(day: Day) -> str:
    if day.shows_aside:
        return _ASIDE
    return _NOTHING if day.outcome is None else _MARKS.get(day.outcome, _FREE)


def _skill(skill: SkillProgress) -> str:
    title = skill.title if len(skill.title) <= _TITLE else f"{skill.title[: _TITLE - 1]}…"
    tally = skill.drills
    drills = f"  drills {tally.right}/{tally.answered}" if tally.answered else ""
    if skill.level is None:
        return f"{title:<{_TITLE}}  {'not yet':<{_BAR + 13 if drills else 0}}{drills}"
    full = round(_BAR * skill.level.share / 100)
    bar = "█" * full + "░" * (_BAR - full)
    change = ""
    if skill.level.trend in _ARROWS and skill.level.change is not None:
        change = f"  {_ARROWS[skill.level.trend]} {skill.level.change:+d}"
    text = f"{title:<{_TITLE}}  {bar}  {skill.level.share:>3}%{change}"
    return f"{text:<{_TITLE + _BAR + 15}}{drills}" if drills else text
