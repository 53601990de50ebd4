"""How a member's past answers read."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.attempt import GradedAttempt
from bot.domain.mock import SessionState
from bot.domain.prompt import PromptHead
from bot.domain.rounds import Judged
from bot.services.records import Past
from bot.views import words
from bot.views.guesses import habit_line
from bot.views.model import Action, Block, Card, Paragraph, Reply, Said, Table, Weight, note


def history(past: Past) -> Reply:
    """The newest answers as a table, how the guesses stand to the grades, and the mock rounds."""
    cards = [*_answers(past), *_rounds(past)]
    if not cards:
        return note(
            "You have not answered a prompt here yet. Daily shows today's.", title="History"
        )
    return Reply(tuple(cards))


def _answers(past: Past) -> list[Card]:
    rows = past.rows
    if not rows:
        return []
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
    return [Card("Your latest answers", blocks, actions)]


def _rounds(past: Past) -> list[Card]:
    if not past.rounds:
        return []
    rows = tuple(_round(one) for one in past.rounds)
    table = Table(("date", "round", "score", "recommendation"), rows, frozenset({2}))
    newest = str(past.rounds[0].session.id)
    action = Action("Newest debrief", "mock debrief", (("session", newest),))
    return [Card("Your mock rounds", (table,), (action,))]


def _round(one: Judged) -> tuple[str, ...]:
    day = one.session.practice_date.isoformat()
    if one.session.state is SessionState.ABANDONED:
        return (day, one.session.stage_key, "", "closed")
    if one.report is None:
        return (day, one.session.stage_key, "…", "being judged")
    said = str(one.report.recommendation)
    return (day, one.session.stage_key, str(one.report.score), said)


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
