"""How a reminder reads: what waits, how long, and never a reproach."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.reminders import Reminder
from bot.views import words
from bot.views.model import Action, Block, Card, Paragraph, Reply, Weight

LATER = Action("Later", "later")
"""Brings the prompt to mind again, for whoever has not answered it."""


def reminder(shown: Reminder) -> Reply:
    """A letter to one member about a prompt that they have not answered."""
    until = words.moment(shown.posting.deadline_at, shown.zone)
    left = _span(shown.posting.deadline_at - shown.at)
    blocks: list[Block] = [
        Paragraph(shown.head.question, Weight.STRONG),
        Paragraph(
            f"Open until {until.text}: {left} left. A few sentences are enough.", moments=(until,)
        ),
    ]
    if shown.streak:
        days = words.count(shown.streak, "day")
        blocks.append(Paragraph(f"An answer today carries your streak of {days} on."))
    if shown.group:
        blocks.append(Paragraph(shown.group, Weight.MUTED))
    answer = Action("Answer", "answer", (("prompt", shown.head.id),), asks=("text",))
    actions = (answer, LATER) if shown.can_wait else (answer,)
    card = Card(f"Still open: {shown.head.title}", tuple(blocks), actions)
    return Reply((card,), prompt_id=shown.head.id)


def put_off(then: datetime, zone: str) -> Reply:
    """A reminder was put off."""
    when = words.moment(then, zone)
    text = f"I will remind you {when.text}, unless you have answered by then."
    return Reply((Card("", (Paragraph(text, moments=(when,)),)),))


def _span(left: timedelta) -> str:
    minutes = max(round(left.total_seconds() / 60), 1)
    if minutes < 90:
        return words.count(minutes, "minute")
    return f"about {words.count(round(minutes / 60), 'hour')}"
