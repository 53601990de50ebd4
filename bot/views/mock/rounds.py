"""How a mock round reads while it goes on: what is asked, the clock, pauses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.deciding import standing
from bot.domain.mock import Session, SessionState, TurnKind
from bot.services.mock.records import Told
from bot.services.mock.sessions import Busy
from bot.services.mock.talking import Heard
from bot.views import words
from bot.views.mock import buttons
from bot.views.mock.turns import actions, foot, minutes, title_of
from bot.views.model import (
    Action,
    Block,
    Card,
    Paragraph,
    Reply,
    Weight,
    note,
)


def begun(session: Session) -> Reply:
    """Answers the command that began a round; the round itself speaks for itself."""
    text = "Your take-home is on its way." if session.deadline_at else "Your round begins."
    return Reply((Card("", (Paragraph(text, Weight.MUTED),)),), receipt=True)


def heard(found: Heard) -> Reply:
    """Answers the member's words; what the interviewer says comes by itself."""
    text = {
        TurnKind.ANSWER: "Your answer is in.",
        TurnKind.ASKED: "Asked.",
    }.get(found.kind, "")
    if found.kind is TurnKind.DECISION:
        deciding = found.live.stage.deciding
        taken = (
            deciding.decision(standing(found.live.stage, found.live.turns))
            if deciding is not None
            else None
        )
        text = f"Noted: {taken.title if taken else ''}. Say why in your next answer."
        return note(text)
    blocks: list[Block] = [Paragraph(text, Weight.MUTED)]
    if found.removed:
        kinds = " and ".join(words.a(kind) for kind in found.removed)
        blocks.append(
            Paragraph(
                f"One thing: it looked as if it held {kinds}. That part was taken out before "
                "anything was stored. Please leave such details out of practice answers."
            )
        )
    return Reply((Card("", tuple(blocks)),), receipt=len(blocks) == 1)


def write(told: Told | None) -> Reply:
    """Asks for the answer when none came with the command."""
    if told is None or told.asked is None:
        return note("Nothing is asked in your round right now. Say mock status to see it.")
    return note("Write your answer as your next message.", buttons.answer(told.live.session))


def paused(session: Session, stage_title: str) -> Reply:
    """The clock stands."""
    text = f"“{stage_title}” is paused at {minutes(session.spent)}. Take the time you need."
    return note(text, buttons.resume(session))


def resumed(session: Session) -> Reply:
    """Answers the command that goes on; the open question comes by itself."""
    text = "On we go, in private." if session.home.private else "On we go, where your round is."
    return Reply((Card("", (Paragraph(text, Weight.MUTED),)),), receipt=True)


def skipped() -> Reply:
    """Answers the command that passes a question."""
    return Reply((Card("", (Paragraph("Passed.", Weight.MUTED),)),), receipt=True)


def ended(session: Session) -> Reply:
    """A round was ended by the member."""
    if session.state is SessionState.ABANDONED:
        return note("Closed. Nothing was answered, so nothing is judged.")
    return Reply((Card("", (Paragraph("Ended.", Weight.MUTED),)),), receipt=True)


def ask_to_end(told: Told) -> Reply:
    """A round would be ended before its last question."""
    asked, planned = told.question_number
    text = (
        f"End “{told.live.stage.title}” now? {asked} of {words.count(planned, 'question')} "
        "came up so far, and what is open counts as not answered. A pause keeps everything."
    )
    this = buttons.of_round(told.live.session)
    end = Action("End it", "mock end", (("sure", "yes"), *this))
    return note(text, buttons.pause(told.live.session), end)


def busy(found: Busy, stage_title: str, loop_id: str, stage_id: str) -> Reply:
    """Another round is in the way: the member chooses, nothing is lost."""
    if found.same_stage and found.session.state is not SessionState.RUNNING:
        text = f"You have “{stage_title}” open already. Go on with it, or begin anew?"
    else:
        text = f"“{stage_title}” is still running. One round runs at a time; the other can wait."
    this = buttons.of_round(found.session)
    values = (("loop", loop_id), ("stage", stage_id), ("anyway", "anyway"))
    begin = Action("Begin the new one", "mock start", values)
    return note(
        text,
        Action("Go on with it", "mock resume", this),
        begin,
        Action("End it", "mock end", this),
    )


def status(found: Sequence[Told]) -> Reply:
    """Where each open round stands, and what is asked now."""
    return Reply(tuple(_status(one) for one in found))


def _status(told: Told) -> Card:
    session = told.live.session
    title = f"{title_of(told)} (round {session.id})"
    blocks: list[Block] = [foot(told)]
    if session.state is SessionState.PAUSED:
        blocks.insert(0, Paragraph("Paused. The clock stands."))
        return Card(title, tuple(blocks), (buttons.resume(session), buttons.end(session)))
    if told.asked is not None:
        blocks.insert(0, Paragraph("Asked now:", Weight.MUTED))
        blocks.insert(1, Paragraph(told.asked.text, Weight.STRONG))
    return Card(title, tuple(blocks), (*actions(told), buttons.end(session)))
