"""How a member's settings and data read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import FeedbackPlace
from bot.services.arrival import Visitor
from bot.services.stories import Shelf
from bot.views import words
from bot.views.model import JSON, MARKDOWN, Card, Facts, Paragraph, Reply, Weight, text_file
from bot.views.stories import files as story_files

_FEEDBACK = {FeedbackPlace.PRIVATE: "only to you", FeedbackPlace.THREAD: "in the thread"}


def settings(visitor: Visitor, away: Sequence[AwaySpan]) -> Reply:
    """The member's settings and how to change them."""
    member = visitor.member
    zone = member.zone or f"{visitor.group.zone} (the group's)"
    name = {
        BoardName.SHOWN: f"shown as {member.name}",
        BoardName.ALIAS: f"shown as {member.alias}",
        BoardName.HIDDEN: "hidden",
    }[member.board_name]
    feedback = _FEEDBACK[member.feedback or visitor.group.feedback]
    facts = Facts(
        (
            ("time zone", zone),
            ("board", name),
            ("feedback", feedback),
            ("reminder", _reminder(member.reminder_time)),
            ("share best answer", "on" if member.shares_answers else "off"),
            ("guess first", "on" if member.self_score else "off"),
            ("away", away_text(away)),
        )
    )
    how = (
        "Change one with: settings zone Europe/Berlin · settings board alias Owl · settings board "
        "hidden · settings feedback private · settings reminder 19:00 · settings share on · "
        "settings selfscore on · settings away 24 Dec to 2 Jan · settings back"
    )
    return Reply((Card("Your settings", (facts, Paragraph(how, Weight.MUTED))),))


def _reminder(wanted: time | None) -> str:
    return "off" if wanted is None else f"at {wanted:%H:%M}, if today's prompt waits for you"


def away_text(away: Sequence[AwaySpan]) -> str:
    """The absences in a line."""
    if not away:
        return "no dates"
    return "; ".join(f"{words.day(span.first)} to {words.day(span.last)}" for span in away)


def export(
    name: str,
    data: Mapping[str, Sequence[Mapping[str, Any]]],
    shown: Shelf,
    titles: Mapping[str, str],
) -> Reply:
    """Everything held about a member as JSON and Markdown, and their stories to take along."""
    rows = sum(len(table) for table in data.values())
    text = f"Everything held about you: {words.count(rows, 'entry', 'entries')} in two files."
    safe = "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-") or "member"
    files = (
        text_file(f"rounds-{safe}.json", json.dumps(data, indent=2, ensure_ascii=False), JSON),
        text_file(f"rounds-{safe}.md", _markdown(name, data), MARKDOWN),
    )
    blocks = [Paragraph(text)]
    stories = story_files(shown, titles, safe)
    if stories:
        kept = words.count(len(shown.stories), "story", "stories")
        told = f"And {kept} of yours: a portfolio, and flashcards that Anki imports."
        blocks.append(Paragraph(told))
    return Reply((Card("Your data", tuple(blocks)),), attachments=(*files, *stories))


def _markdown(name: str, data: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    lines = [f"# Everything Rounds holds about {name}", ""]
    for table, rows in data.items():
        lines += [f"## {table} ({len(rows)})", ""]
        for row in rows:
            lines += [f"- **{key}**: {_indented(value)}" for key, value in row.items()]
            lines.append("")
    return "\n".join(lines)


def _indented(value: object) -> str:
    return str(value).replace("\n", "\n  ")
