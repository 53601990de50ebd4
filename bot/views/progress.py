"""How a member's progress reads: in words, and beside them as one picture."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.grade import level_of
from bot.domain.skill import Trend
from bot.services.coverage import Tried
from bot.services.progress import Progress, SkillProgress
from bot.views import words
from bot.views.model import (
    SVG,
    TOLD,
    Action,
    Attachment,
    Block,
    Card,
    Facts,
    Paragraph,
    Reply,
    Weight,
    note,
)
from bot.views.pictures.characters import drawn
from bot.views.pictures.palette import Theme
from bot.views.pictures.progress import picture
from bot.views.streaks import streak_line

_TRENDS = {
    Trend.RISING: ", rising",
    Trend.STEADY: ", steady",
    Trend.FALLING: ", lower than before",
    Trend.OPEN: "",
}


def progress(shown: Progress, theme: Theme) -> Reply:
    """The level, the days and every skill; a picture of the same."""
    if not shown.has_begun:
        return note(
            "There is nothing to show yet. Your first answer starts it.",
            Action("Today's prompt", "daily"),
            Action("Practise one", "practice"),
            title="Your progress",
        )
    blocks: list[Block] = [Paragraph(_summary(shown))]
    seen = [one for one in shown.skills if one.level is not None or one.drills.answered]
    if seen:
        blocks.append(Facts(tuple((one.title, _skill(one)) for one in seen)))
    lines = (_rounds(shown), _next(shown.skills), *_scheduled(shown), _untouched(shown))
    blocks += [Paragraph(one) for one in lines if one]
    blocks.append(Paragraph(_HOW, Weight.MUTED))
    actions = (Action("Practise one", "practice"), Action("My answers", "history"))
    image = Attachment(
        "progress.svg", picture(shown, theme).encode(), SVG, told=told(shown), drawn=drawn(shown)
    )
    return Reply((Card("Your progress", tuple(blocks), actions),), attachments=(image,))


_HOW = (
    "A skill's share is that of the points your newest answers earned in it, to prompts and in "
    "mock rounds; of each day and prompt the first answer counts. Drills stand beside it: an exact "
    "answer is easier than one in your own words. A change compares with as many answers before."
)

_MOST_RETURNING = 3
"""Skills that are told with the day they come back; the rest is a number."""


def told(shown: Progress) -> str:
    """The picture in words, for who cannot see it."""
    span = f"{words.date_of(shown.first)} to {words.date_of(shown.last)}"
    seen = [
        f"{one.title} {_skill(one)}"
        for one in shown.skills
        if one.level is not None or one.drills.answered
    ]
    parts = [f"Your progress, {span}.", _summary(shown), _rounds(shown)]
    if seen:
        parts.append(f"Points earned by skill: {'; '.join(seen)}.")
    text = " ".join(one for one in (*parts, _untouched(shown)) if one)
    return text if len(text) <= TOLD else f"{text[: TOLD - 1]}…"


def _summary(shown: Progress) -> str:
    level = "No answer of your own yet."
    if shown.level is not None:
        name = words.LEVEL_NAMES[level_of(shown.level)]
        level = f"Level now: {name}, {shown.level} of 100{_change(shown)}."
    span = (shown.last - shown.first).days + 1
    days = f"Practised on {shown.practised} of the last {span} days."
    return f"{level} {days} {streak_line(shown.streak)}"


def _change(shown: Progress) -> str:
    if not shown.change:
        return ""
    more = "more" if shown.change > 0 else "less"
    return f", {abs(shown.change)} {more} than before"


def _skill(one: SkillProgress) -> str:
    drills = f"drills {one.drills.right} of {one.drills.answered} right"
    if one.level is None:
        return f"{drills}; no answer yet"
    answers = words.count(one.level.answers, "answer")
    rounds = f", {one.in_rounds} of them in mock rounds" if one.in_rounds else ""
    text = f"{one.level.share}%{_TRENDS[one.level.trend]} ({answers}{rounds})"
    return f"{text}; {drills}" if one.drills.answered else text


def _rounds(shown: Progress) -> str:
    done = shown.coverage.rounds
    if done.recommendation is None:
        return ""
    return (
        f"{words.count(done.count, 'mock round')}; the newest, {done.title}: {done.recommendation}."
    )


def _next(skills: Sequence[SkillProgress]) -> str:
    """What to work on: the lowest skill, where there are several to compare."""
    levels = [(one.level.share, one.title) for one in skills if one.level is not None]
    if len(levels) < 2:
        return ""
    low, high = min(levels), max(levels)
    if low[0] == high[0]:
        return ""
    return f"Strongest: {high[1]}. Most to win: {low[1]}."


def _scheduled(shown: Progress) -> tuple[str, str]:
    """What comes back when, and what has been mastered."""
    found = shown.coverage.returning
    soon = [
        f"{title} {'now' if day <= shown.last else f'on {words.day(day)}'}"
        for title, day in found[:_MOST_RETURNING]
    ]
    more = len(found) - _MOST_RETURNING
    rest = f" and {words.count(more, 'more skill')}" if more > 0 else ""
    mastered = ", ".join(shown.coverage.mastered)
    return (
        f"Coming back, each as another question: {', '.join(soon)}{rest}." if soon else "",
        f"Mastered: {mastered}." if mastered else "",
    )


def _untouched(shown: Progress) -> str:
    beside = shown.coverage
    skills = [one.title for one in shown.skills if one.level is None and not one.drills.answered]
    told = [f"the skills {', '.join(skills)}"] if skills else []
    told += [f"the topics {', '.join(shown.untouched)}"] if shown.untouched else []
    told += [] if beside.rounds.count else ["mock rounds (say mock)"]
    told += _never(beside.cards, "card", "learn")
    told += _never(beside.kinds, "kind of drill", "drill", "kinds of drill")
    return f"Not tried yet: {'; '.join(told)}." if told else ""


def _never(what: Tried, one: str, command: str, many: str = "") -> list[str]:
    if not what.never:
        return []
    return [f"{what.never} of {words.count(what.there, one, many)} (say {command})"]
