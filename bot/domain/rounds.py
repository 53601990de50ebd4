"""A mock round and what it came to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.debrief import Dossier, Report
from bot.domain.mock import Session


@dataclass(frozen=True, slots=True)
class Judged:
    """A session with what its debrief says; None while that is awaited."""

    session: Session
    report: Report | Dossier | None
