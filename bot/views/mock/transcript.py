"""How a transcript reads: Markdown, from the first word to the debrief."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.debrief import Dossier
from bot.domain.mock import Turn, TurnKind
from bot.domain.stopwatch import Alarm
from bot.services.mock.records import Shown, Transcript
from bot.views import words
from bot.views.mock.debrief import debrief
from bot.views.mock.recommendation import NAMES
from bot.views.model import (
    MARKDOWN,
    Attachment,
    Block,
    Bullets,
    Card,
    Checklist,
    Facts,
    Paragraph,
    Reply,
    Said,
    Table,
    note,
    text_file,
)

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_BEGINS = re.compile(r"(?m)^(\s*)([-+>]|\d+[.)])")


def transcript(found: Transcript, skills: Mapping[str, str]) -> Reply:
    """The transcript as a file."""
    session = found.live.session
    name = f"round-{session.stage_id}-{session.practice_date}.md"
    text = "Here is the round, word for word. Turn numbers are those of the debrief."
    file = text_file(name, markdown(found, skills), MARKDOWN, told="The round, word for word.")
    return Reply(note(text, title="Transcript").cards, attachments=(file,))


def attachment(found: Transcript, skills: Mapping[str, str]) -> Attachment:
    """The file alone."""
    name = f"round-{found.live.session.stage_id}.md"
    return text_file(name, markdown(found, skills), MARKDOWN)


def markdown(found: Transcript, skills: Mapping[str, str]) -> str:
    """The whole round as Markdown; words that people wrote are quoted and inert."""
    session, stage = found.live.session, found.live.stage
    when = words.clock(session.started_at, session.zone)
    lines = [f"# {inert(found.loop_title)}: {inert(stage.title)}", ""]
    lines += [f"{inert(found.name)}, {when}", ""]
    for turn in found.live.turns:
        lines += _turn(found, turn)
    if found.shown is not None:
        lines += _debrief(found.shown, skills)
    return "\n".join(lines).rstrip() + "\n"


def inert(text: str) -> str:
    """The text with every mark of Markdown taken for itself."""
    escaped = _MARKS.sub(r"\\\1", text)
    return _BEGINS.sub(r"\1\\\2", escaped)


def _turn(found: Transcript, turn: Turn) -> list[str]:
    what = _mark(found, turn)
    if what:
        return [f"*{what} (minute {turn.spent // 60})*", ""]
    if not turn.text:
        return []
    who = found.name
    if turn.persona:
        persona = found.live.stage.persona(turn.persona)
        who = f"{persona.name}, {persona.role}"
    head = f"**{turn.number}. {inert(who)}** (minute {turn.spent // 60})"
    return [head, "", *_quoted(turn.text), ""]


def _quoted(text: str) -> list[str]:
    return [f"> {inert(line)}" if line.strip() else ">" for line in text.splitlines()]


def _mark(found: Transcript, turn: Turn) -> str:
    if turn.kind is TurnKind.NUDGE:
        return "" if turn.text and turn.criterion != "again" else _NUDGES.get(turn.criterion, "")
    if turn.kind is TurnKind.DECISION:
        deciding = found.live.stage.deciding
        taken = deciding.decision(turn.about) if deciding is not None else None
        return f"Decision: {taken.title if taken is not None else turn.about}"
    return _HAPPENED.get(turn.kind, "")


_HAPPENED = {
    TurnKind.SKIP: "Passed",
    TurnKind.PAUSE: "Paused",
    TurnKind.RESUME: "Went on",
}

_NUDGES: dict[str, str] = {
    Alarm.DECIDE: "The decision is due",
    Alarm.IDLE: "Paused: nobody spoke",
    Alarm.DEADLINE: "The deadline has passed",
    Alarm.GIVEN_UP: "Closed",
}


def _debrief(shown: Shown, skills: Mapping[str, str]) -> list[str]:
    lines = ["## Debrief", ""]
    if not isinstance(shown.report, Dossier):
        lines += [f"**{NAMES[shown.report.recommendation]}**, {shown.report.score} of 100", ""]
    for card in debrief(shown, skills).cards:
        lines += _card(card)
        if card.more is not None:
            lines += [f"### {inert(card.more.title)}", "", *_card(card.more)]
    return lines


def _card(card: Card) -> list[str]:
    return [line for block in card.blocks for line in [*_block(block), ""]]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [inert(text)]
        case Said(text):
            return _quoted(text)
        case Bullets(items):
            return [f"- {inert(item)}" for item in items]
        case Facts(pairs):
            return [f"- {inert(name)}: {inert(value)}" for name, value in pairs]
        case Table(headings, rows):
            listed = [headings, tuple("---" for _ in headings), *rows]
            return ["| " + " | ".join(_cell(one) for one in row) + " |" for row in listed]
        case Checklist(checks):
            return [f"- {inert(check.label)}: {inert(check.text)}" for check in checks]


def _cell(text: str) -> str:
    return text if text == "---" else inert(" ".join(text.split()))
