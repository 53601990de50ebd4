"""How a member's past answers read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.attempt import GradedAttempt
from bot.domain.prompt import PromptHead
from bot.services.records import Past
from bot.views import words
from bot.views.guesses import habit_line
from bot.views.model import Action, Block, Card, Paragraph, Reply, Said, Table, Weight, note


def history(past: Past) -> Reply:
    """The newest answers as a table, and how the member's guesses stand to the grades."""
    rows = past.rows
    if not rows:
        return note(
            "You have not answered a prompt here yet. Daily shows today's.", title="History"
        )
    table = Table(
        headings=("date", "prompt", "score", "level"),
        rows=tuple(_row(head, one) for head, one in rows),
        numeric=frozenset({2}),
    )
    actions = (
        Action("One prompt in full", "history", (("prompt", rows[0][1].attempt.prompt_id),)),
    )
    habit = habit_line(past.habit)
    blocks: tuple[Block, ...] = (table, Paragraph(habit, Weight.MUTED)) if habit else (table,)
    return Reply((Card("Your latest answers", blocks, actions),))


def prompt_history(rows: Sequence[tuple[PromptHead | None, GradedAttempt]]) -> Reply:
    """All answers to one prompt, with their words."""
    if not rows:
        return note("You have not answered this prompt yet.", title="History")
    head = rows[0][0]
    blocks: list[Block] = []
    for _, one in rows:
        blocks.append(Paragraph(_line(one), Weight.STRONG))
        blocks.append(Said(one.attempt.text))
        if one.attempt.probe_text is not None:
            blocks.append(Paragraph("Your answer to the follow-up:", Weight.MUTED))
            blocks.append(Said(one.attempt.probe_text))
    title = head.title if head is not None else rows[0][1].attempt.prompt_id
    return Reply((Card(f"Your answers: {title}", tuple(blocks)),))


def _row(head: PromptHead | None, one: GradedAttempt) -> tuple[str, ...]:
    title = head.title if head is not None else one.attempt.prompt_id
    again = " (revised)" if one.attempt.revises_id is not None else ""
    if one.grade is None:
        return (one.attempt.practice_date.isoformat(), title + again, "…", "being graded")
    return (
        one.attempt.practice_date.isoformat(),
        title + again,
        str(one.grade.score),
        words.LEVEL_NAMES[one.grade.level],
    )


def _line(one: GradedAttempt) -> str:
    when = words.clock(one.attempt.sent_at, one.attempt.zone)
    if one.grade is None:
        return f"{when}: being graded"
    hints = f", after {words.count(one.attempt.hints, 'hint')}" if one.attempt.hints else ""
    return f"{when}: {words.LEVEL_NAMES[one.grade.level]}, {one.grade.score} of 100{hints}"
