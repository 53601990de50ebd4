"""A member's progress as a picture: level, days and skills, for the width of a phone."""

from __future__ import annotations

from datetime import date

from bot.domain.grade import SCORE_FROM
from bot.domain.skill import Trend
from bot.domain.streak import Outcome
from bot.services.progress import Day, Progress, SkillProgress
from bot.views import words
from bot.views.pictures.lettering import fitted
from bot.views.pictures.palette import PALETTES, Palette, Theme
from bot.views.pictures.svg import Sheet

WIDTH = 720
"""Units, two to a point of a phone that is 360 points wide: 24 of them are letters of 12 points."""

PIXELS = 540
"""Sharp enough on a phone; encoding them is most of what a picture takes."""

_LEFT, _RIGHT = 32, WIDTH - 32
_CHART_TOP, _CHART_BOTTOM = 196, 346
_CELL, _STEP = 30, 37
_SKILL_STEP = 41
_BAR, _BAR_END = 370, 526


def picture(shown: Progress, theme: Theme) -> str:
    """The picture as SVG."""
    ink = PALETTES[theme]
    sheet = Sheet(WIDTH, ink.ground)
    _head(sheet, ink, shown)
    _chart(sheet, ink, shown)
    _calendar(sheet, ink, shown)
    bottom = _skills(sheet, ink, shown, top=636)
    return sheet.done(bottom, "Progress", PIXELS)


def _head(sheet: Sheet, ink: Palette, shown: Progress) -> None:
    sheet.text(_LEFT, 62, "Progress", size=38, fill=ink.ink, bold=True)
    span = f"{words.date_of(shown.first)} – {words.date_of(shown.last)}"
    sheet.text(_RIGHT, 60, span, size=24, fill=ink.faint, anchor="end")
    level = "–" if shown.level is None else str(shown.level)
    figures = (
        (_LEFT, level, "level of 100"),
        (280, str(shown.streak.length), "day streak"),
        (496, str(shown.answers), "answers"),
    )
    for x, figure, label in figures:
        sheet.text(x, 136, figure, size=52, fill=ink.ink, bold=True)
        sheet.text(x, 168, label, size=24, fill=ink.faint)


def _chart(sheet: Sheet, ink: Palette, shown: Progress) -> None:
    """Every day's score, and the mean of the newest as a line through them."""
    for level, least in SCORE_FROM.items():
        sheet.box(_LEFT, _height(least), WIDTH - 2 * _LEFT, 1, ink.line)
        sheet.text(
            _RIGHT,
            _height(least) - 6,
            words.LEVEL_NAMES[level],
            size=20,
            fill=ink.faint,
            anchor="end",
        )
    sheet.box(_LEFT, _CHART_BOTTOM, WIDTH - 2 * _LEFT, 2, ink.edge)
    if not shown.scores:
        said = "Your first answer starts the line."
        sheet.text(_LEFT, _height(15), said, size=24, fill=ink.faint)
        return
    for day, score in shown.scores:
        x, y = _across(shown, day), _height(score)
        sheet.box(x - 4, y - 4, 8, 8, ink.edge)
    line = " ".join(f"{_across(shown, day):.1f},{_height(mean):.1f}" for day, mean in shown.line)
    if len(shown.line) > 1:
        sheet.stroke(f"M{line}", ink.accent, 5)
    day, newest = shown.line[-1]
    x, y = _across(shown, day), _height(newest)
    sheet.shape(f"M{x - 9:g},{y:g}a9,9 0 1,0 18,0a9,9 0 1,0 -18,0z", ink.accent)


def _across(shown: Progress, day: date) -> float:
    """Where a date stands; room for the names of the levels is left at the end."""
    days = (shown.last - shown.first).days
    return _LEFT + 12 + (WIDTH - 2 * _LEFT - 130) * (day - shown.first).days / days


def _height(score: float) -> float:
    return round(_CHART_BOTTOM - (_CHART_BOTTOM - _CHART_TOP) * score / 100, 1)


_ASIDE = "aside"
"""The kind of a day with a drill or a round and no answer."""

_KINDS = (
    (Outcome.PRACTISED, "with an answer"),
    (_ASIDE, "drill or round only"),
    (Outcome.FROZEN, "kept by a freeze"),
    (Outcome.MISSED, "missed"),
    (Outcome.REST, "free"),
)
_FREE = {Outcome.REST, Outcome.AWAY, Outcome.OUTAGE, Outcome.TRAVEL}


def _calendar(sheet: Sheet, ink: Palette, shown: Progress) -> None:
    top = 400
    for column, name in enumerate("MTWTFSS"):
        x = _LEFT + column * _STEP + _CELL / 2
        sheet.text(x, top - 12, name, size=20, fill=ink.faint, anchor="middle")
    for number, day in enumerate(shown.calendar):
        x, y = _LEFT + (number % 7) * _STEP, top + (number // 7) * _STEP
        _cell(sheet, ink, x, y, _kind(day))
        if day.date == shown.last:
            sheet.box(x, y + _CELL + 3, _CELL, 3, ink.ink)
    counted = [_kind(day) for day in shown.calendar if shown.first <= day.date <= shown.last]
    there = [(kind, name) for kind, name in _KINDS if kind in counted]
    for row, (kind, name) in enumerate(there):
        y = top + 4 + row * 42
        _cell(sheet, ink, 352, y, kind)
        # Nobody needs to have counted for them what they missed.
        said = name if kind is Outcome.MISSED else f"{counted.count(kind)} {name}"
        sheet.text(400, y + 24, said, size=24, fill=ink.ink)


def _kind(day: Day) -> Outcome | str | None:
    if day.shows_aside:
        return _ASIDE
    return Outcome.REST if day.outcome in _FREE else day.outcome


def _cell(sheet: Sheet, ink: Palette, x: float, y: float, kind: Outcome | str | None) -> None:
    """A day; each kind has a form of its own, so that no colour is needed to tell them apart."""
    middle = _CELL / 2
    match kind:
        case Outcome.PRACTISED:
            sheet.box(x, y, _CELL, _CELL, ink.accent)
        case "aside":
            sheet.frame(x, y, _CELL, ink.accent, 3)
            sheet.box(x + 7, y + middle, _CELL - 14, middle - 7, ink.accent)
        case Outcome.FROZEN:
            sheet.frame(x, y, _CELL, ink.second, 3)
            sheet.box(x + 9, y + 9, _CELL - 18, _CELL - 18, ink.second)
        case Outcome.MISSED:
            sheet.frame(x, y, _CELL, ink.edge)
        case Outcome.REST:
            sheet.box(x + middle - 7, y + middle - 2, 14, 4, ink.edge)
        case Outcome.PENDING:
            sheet.frame(x, y, _CELL, ink.accent, 3)
        case _:
            sheet.box(x + middle - 3, y + middle - 3, 6, 6, ink.track)


def _skills(sheet: Sheet, ink: Palette, shown: Progress, top: int) -> int:
    """A bar each, and a thin one for drills; returns where the picture ends."""
    sheet.text(_LEFT, top, "Skills", size=28, fill=ink.ink, bold=True)
    sheet.text(_BAR, top, "points earned", size=24, fill=ink.faint)
    if any(one.level is not None and one.level.change is not None for one in shown.skills):
        sheet.text(_RIGHT, top, "change", size=24, fill=ink.faint, anchor="end")
    y = top
    for skill in shown.skills:
        y += _SKILL_STEP
        _skill(sheet, ink, skill, y)
    y = _below(sheet, ink, shown, y)
    return y + 32


def _below(sheet: Sheet, ink: Palette, shown: Progress, y: int) -> int:
    """What the thin bars are, and the mock rounds; returns the base of the last line."""
    if any(one.drills.answered for one in shown.skills):
        y += _SKILL_STEP
        _thin(sheet, ink, 100, y - 12)
        sheet.text(_BAR_END + 16, y, "drills right", size=20, fill=ink.faint)
    done = shown.coverage.rounds
    if done.recommendation is not None:
        y += _SKILL_STEP
        said = f"{words.count(done.count, 'mock round')}, the newest: {done.recommendation}"
        sheet.text(_LEFT, y, fitted(said, 24, _RIGHT - _LEFT), size=24, fill=ink.ink)
    return y


def _thin(sheet: Sheet, ink: Palette, share: int, y: float) -> None:
    """Drills beside a skill: half as high as answers, and never taken for them."""
    sheet.box(_BAR, y, max(round((_BAR_END - _BAR) * share / 100), 2), 5, ink.edge)


def _skill(sheet: Sheet, ink: Palette, skill: SkillProgress, y: float) -> None:
    title = fitted(skill.title, 24, _BAR - _LEFT - 16)
    level, drills = skill.level, skill.drills
    if drills.answered:
        _thin(sheet, ink, round(100 * drills.right / drills.answered), y + 5)
    if level is None:
        sheet.text(_LEFT, y, title, size=24, fill=ink.faint)
        sheet.text(_BAR, y, "not yet", size=24, fill=ink.faint)
        return
    sheet.text(_LEFT, y, title, size=24, fill=ink.ink)
    sheet.box(_BAR, y - 17, _BAR_END - _BAR, 16, ink.track)
    sheet.box(_BAR, y - 17, round((_BAR_END - _BAR) * level.share / 100), 16, ink.accent)
    sheet.text(_BAR_END + 74, y, f"{level.share}%", size=24, fill=ink.ink, anchor="end")
    if level.trend in {Trend.RISING, Trend.FALLING}:
        _change(sheet, ink, level.change or 0, y)


def _change(sheet: Sheet, ink: Palette, change: int, y: float) -> None:
    """A change worth the word; its sign and the arrow say it without colour."""
    up = change > 0
    tip, foot = (y - 18, y - 2) if up else (y - 2, y - 18)
    sheet.shape(f"M630,{tip:g}L640,{foot:g}L620,{foot:g}z", ink.accent if up else ink.second)
    said = f"{'+' if up else '−'}{abs(change)}"
    sheet.text(_RIGHT, y, said, size=24, fill=ink.ink, anchor="end")
