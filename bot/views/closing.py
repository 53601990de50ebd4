"""How the closing post of a prompt and the digest of a week read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.excerpt import excerpt
from bot.domain.grade import Level
from bot.services.closing import Closing, Digest, SharedAnswer
from bot.views import words
from bot.views.boards import board_blocks
from bot.views.model import (
    Action,
    Audience,
    Block,
    Bullets,
    Card,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
)

SHOWN_OF_ANSWER = 600
"""Characters of a shared answer in the closing post; the rest is a button away."""


def closing(shown: Closing) -> Reply:
    """The outline of a model answer, what most missed, the scores without names, the table."""
    blocks: list[Block] = [
        Paragraph(shown.prompt.question, Weight.MUTED),
        Paragraph("What a strong answer holds", Weight.STRONG),
        Bullets(shown.prompt.model_answer),
    ]
    if shown.missed:
        blocks.append(Paragraph("What most answers missed", Weight.STRONG))
        blocks.append(Bullets(tuple(f"{c.text} ({n} of {shown.answers})" for c, n in shown.missed)))
    blocks.append(Paragraph(_spread(shown)))
    if shown.shared is not None:
        blocks += _quoted(shown.shared)
    if shown.board.rows:
        blocks += board_blocks(shown.board)
    if shown.prompt.sources:
        titles = "; ".join(source.title for source in shown.prompt.sources)
        blocks.append(Paragraph(f"Sources: {titles}", Weight.MUTED))
    title = f"Closed: {shown.prompt.head.title} ({words.day(shown.posting.local_date)})"
    return Reply((_with_whole(Card(title, tuple(blocks)), shown.shared),), audience=Audience.PLACE)


def best(title: str, shared: SharedAnswer) -> Reply:
    """The best shared answer to a closed prompt, whole."""
    blocks = (Paragraph(_by(shared), Weight.MUTED), Said(shared.text))
    return Reply((Card(f"{title} ({words.day(shared.day)})", blocks),))


def digest(shown: Digest) -> Reply:
    """A group's week."""
    sunday = shown.monday + timedelta(days=6)
    table = Table(
        headings=("day", "prompt", "answers"),
        rows=tuple(
            (words.day(posting.local_date), title, str(answers))
            for posting, title, answers in shown.postings
        ),
        numeric=frozenset({2}),
    )
    people = words.count(shown.practised, "member")
    blocks: list[Block] = [
        Paragraph(f"{people} practised, {words.count(len(shown.postings), 'prompt')}.")
    ]
    if shown.postings:
        blocks.append(table)
    if shown.board.rows:
        blocks.append(Paragraph("The week's table", Weight.STRONG))
        blocks += board_blocks(shown.board)
    title = f"The week of {words.day(shown.monday)} to {words.day(sunday)}"
    return Reply((Card(title, tuple(blocks)),), audience=Audience.PLACE)


def _quoted(shared: SharedAnswer) -> tuple[Block, ...]:
    return Paragraph(_by(shared), Weight.STRONG), Said(excerpt(shared.text, SHOWN_OF_ANSWER))


def _by(shared: SharedAnswer) -> str:
    return f"The best answer, shared by {shared.name}: {shared.score} of 100"


def _with_whole(card: Card, shared: SharedAnswer | None) -> Card:
    """The card with the rest of a long answer behind it."""
    if shared is None or len(shared.text.strip()) <= SHOWN_OF_ANSWER:
        return card
    whole = Card("The best answer, whole", (Said(shared.text),))
    recall = Action("The whole answer", "best", (("day", shared.day.isoformat()),))
    return replace(card, more=whole, recall=recall)


def _spread(shown: Closing) -> str:
    if not shown.answers:
        return "Nobody answered this one; it will come back another day."
    parts = [
        f"{number} {words.LEVEL_NAMES[level]}"
        for level in sorted(Level, reverse=True)
        if (number := shown.levels.get(level, 0))
    ]
    count = words.count(shown.answers, "answer")
    return f"{count}: {', '.join(parts)}." if parts else f"{count}."
