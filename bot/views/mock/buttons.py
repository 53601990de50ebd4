"""The buttons of a mock round; each names its round."""

from __future__ import annotations

from bot.domain.mock import Session, SessionState
from bot.views.model import (
    Action,
)

TEXT = ("text",)


def of_round(session: Session) -> tuple[tuple[str, str], ...]:
    """Names the round in what a button carries."""
    return (("session", str(session.id)),)


def answer(session: Session) -> Action:
    """Answer, or hand in a take-home."""
    label = "Hand in" if session.state is SessionState.WAITING else "Answer"
    return Action(label, "mock answer", of_round(session), asks=TEXT)


def pause(session: Session) -> Action:
    """Stop the clock."""
    return Action("Pause", "mock pause", of_round(session))


def resume(session: Session) -> Action:
    """Go on with a paused round."""
    return Action("Go on", "mock resume", of_round(session))


def end(session: Session) -> Action:
    """End it before its last question."""
    return Action("End it", "mock end", of_round(session))
