"""How a member's progress reads: in words, and beside them as one picture."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.grade import level_of
from bot.domain.skill import Trend
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
    if shown.level is None:
        return note(
            "There is nothing to show yet. Your first answer starts it.",
            Action("Today's prompt", "daily"),
            Action("Practise one", "practice"),
            title="Your progress",
        )
    blocks: list[Block] = [Paragraph(_summary(shown))]
    seen = [one for one in shown.skills if one.level is not None]
    if seen:
        blocks.append(Facts(tuple((one.title, _skill(one)) for one in seen)))
    blocks += [Paragraph(one) for one in (_next(seen), _untouched(shown)) if one]
    blocks.append(Paragraph(_HOW, Weight.MUTED))
    actions = (Action("Practise one", "practice"), Action("My answers", "history"))
    image = Attachment(
        "progress.svg", picture(shown, theme).encode(), SVG, told=told(shown), drawn=drawn(shown)
    )
    return Reply((Card("Your progress", tuple(blocks), actions),), attachments=(image,))


_HOW = (
    "The share of the points that your newest answers earned in a skill; of each day and prompt "
    "the first answer counts. A change compares with as many answers before."
)


def told(shown: Progress) -> str:
    """The picture in words, for who cannot see it."""
    span = f"{words.date_of(shown.first)} to {words.date_of(shown.last)}"
    seen = [f"{one.title} {_skill(one)}" for one in shown.skills if one.level is not None]
    parts = [f"Your progress, {span}.", _summary(shown)]
    if seen:
        parts.append(f"Points earned by skill: {'; '.join(seen)}.")
    text = " ".join(one for one in (*parts, _untouched(shown)) if one)
    return text if len(text) <= TOLD else f"{text[: TOLD - 1]}…"


def _summary(shown: Progress) -> str:
    assert shown.level is not None
    name = words.LEVEL_NAMES[level_of(shown.level)]
    span = (shown.last - shown.first).days + 1
    days = f"Practised on {shown.practised} of the last {span} days."
    return f"Level now: {name}, {shown.level} of 100{_change(shown)}. {days} " + streak_line(
        shown.streak
    )


def _change(shown: Progress) -> str:
    if not shown.change:
        return ""
    more = "more" if shown.change > 0 else "less"
    return f", {abs(shown.change)} {more} than before"


def _skill(one: SkillProgress) -> str:
    assert one.level is not None
    answers = words.count(one.level.answers, "answer")
    return f"{one.level.share}%{_TRENDS[one.level.trend]} ({answers})"


def _next(seen: Sequence[SkillProgress]) -> str:
    """What to work on: the lowest skill, where there are several to compare."""
    levels = [(one.level.share, one.title) for one in seen if one.level is not None]
    if len(levels) < 2:
        return ""
    low, high = min(levels), max(levels)
    if low[0] == high[0]:
        return ""
    return f"Strongest: {high[1]}. Most to win: {low[1]}."


def _untouched(shown: Progress) -> str:
    skills = [one.title for one in shown.skills if one.level is None]
    told = [f"skills: {', '.join(skills)}"] if skills else []
    told += [f"topics: {', '.join(shown.untouched)}"] if shown.untouched else []
    return f"Not practised yet, {'; '.join(told)}." if told else ""
