"""Personas: the people who ask in a mock round, each with a manner and points they press."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Moment(StrEnum):
    """What a persona's own lines are for."""

    GREETING = "greeting"
    THANKS = "thanks"
    """After an answer, before the next question."""
    PUSH = "push"
    """Before a follow-up: the answer left something open."""
    CLOCK = "clock"
    """Time runs out."""
    UNKNOWN = "unknown"
    """The candidate asked what nobody knows."""
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Persona:
    """One interviewer. `presses` names the skills they press on, `voice` holds their lines."""

    id: str
    name: str
    role: str
    presses: tuple[str, ...]
    voice: dict[Moment, tuple[str, ...]]

    def says(self, moment: Moment, turn: int) -> str:
        """Their line for that moment; by the turn's number, so that neighbours differ."""
        lines = self.voice.get(moment, ())
        return lines[turn % len(lines)] if lines else ""
