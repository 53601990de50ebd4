"""How a panel reads to its interviewers: the private card, and marks that were kept."""

from __future__ import annotations

from bot.domain.rubric import Kind
from bot.services.mock.panels import Cue, Marked, SeatCard
from bot.views import words
from bot.views.criteria import brief
from bot.views.model import Action, Block, Bullets, Card, Paragraph, Reply, Weight, note

_MARKS = ("marks",)


def seat(card: SeatCard) -> Reply:
    """The interviewer's card: their questions, what to listen for, how to mark."""
    persona = card.persona
    lead = (
        f"You sit on the panel for {card.candidate} as {persona.name}, {persona.role}. Your "
        "questions are asked in your name, so nothing stops when you have to go. Follow up in "
        "your own words; keep this card to yourself."
    )
    how = (
        "To mark a question: mock score 1 1,3~ and a word of your own. The first number is the "
        "question, then the points that were there; a tilde stands for in part, none for nothing."
    )
    blocks: list[Block] = [Paragraph(lead)]
    for cue in sorted(card.cues, key=lambda one: not one.own):
        blocks += _cue(cue)
    blocks.append(Paragraph(how, Weight.MUTED))
    this = (("session", str(card.session.id)),)
    actions = [
        Action(
            f"Mark question {cue.number}",
            "mock score",
            (("question", str(cue.number)), *this),
            _MARKS,
        )
        for cue in card.cues
    ]
    actions.append(Action("Leave", "mock leave", this))
    return Reply((Card(f"Your seat: {card.stage.title}", tuple(blocks), tuple(actions)),))


def seated(card: SeatCard) -> Reply:
    """Answers the command; the card comes by itself, to the interviewer alone."""
    return note(f"You sit on the panel as {card.persona.name}. Your card comes to you alone.")


def left() -> Reply:
    """An interviewer gave their seat back."""
    return note("Your seat is free again, and your marks are kept. The round goes on.")


def marked(found: Marked) -> Reply:
    """Marks were kept."""
    there = f"{found.there} of {words.count(found.of, 'point')}"
    return note(f"Kept: question {found.number}, {there}. Mark it again to change it.")


def _cue(cue: Cue) -> list[Block]:
    whose = "yours" if cue.own else "a colleague’s"
    lines = tuple(
        f"{number}. {brief(one.text)}{' (a mistake)' if one.kind is Kind.PITFALL else ''}"
        for number, one in enumerate(cue.prompt.rubric.criteria, 1)
    )
    return [
        Paragraph(f"Question {cue.number}, {whose}: {cue.prompt.head.title}", Weight.STRONG),
        Paragraph(cue.prompt.question),
        Bullets(lines),
    ]
