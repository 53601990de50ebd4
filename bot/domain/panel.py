"""Panels: members of a group as interviewers, and how their marks stand beside the bot's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.debrief import Part
from bot.domain.grade import Verdict


@dataclass(frozen=True, slots=True)
class Seat:
    """An interviewer of a panel, who asks as `persona`; `left_at` None while they are there."""

    session_id: int
    member_id: int
    persona: str
    joined_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What an interviewer made of one question: a verdict by criterion, and words of their own."""

    session_id: int
    member_id: int
    about: str
    verdicts: tuple[tuple[str, Verdict], ...]
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion on which the panel and the bot do not agree; names of interviewers by verdict."""

    part: str
    criterion: str
    text: str
    ours: Verdict
    theirs: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Scorecards:
    """All marks of a panel beside the bot's: how often they agree, and where they do not."""

    compared: int
    agreed: int
    differences: tuple[Difference, ...]
    notes: tuple[tuple[str, str], ...]
    interviewers: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Of the compared verdicts, how many agree."""
        return round(100 * self.agreed / self.compared) if self.compared else 0


def merge_marks(parts: Sequence[Part], marks: Sequence[tuple[str, Mark]]) -> Scorecards:
    """The marks of named interviewers beside the bot's verdicts on the same criteria.

    Of several marks of one person on one question the last stands.
    """
    last = {(mark.member_id, mark.about): (name, mark) for name, mark in marks}
    compared = agreed = 0
    found: list[Difference] = []
    for part in parts:
        given = [(name, dict(m.verdicts)) for name, m in last.values() if m.about == part.key]
        for finding in part.findings:
            ours = _verdict(finding.points, finding.most, finding.lost)
            theirs = [(name, v[finding.criterion]) for name, v in given if finding.criterion in v]
            compared += len(theirs)
            agreed += sum(verdict is ours for _, verdict in theirs)
            if any(verdict is not ours for _, verdict in theirs):
                found.append(
                    Difference(part.title, finding.criterion, finding.text, ours, tuple(theirs))
                )
    notes = tuple((name, mark.note) for name, mark in last.values() if mark.note)
    names = tuple(dict.fromkeys(name for name, _ in last.values()))
    return Scorecards(compared, agreed, tuple(found), notes, names)


def _verdict(points: int, most: int, lost: int) -> Verdict:
    """What the points of a finding say; a mistake that was made costs and counts as met."""
    if most == 0:
        return Verdict.MET if lost > 0 else Verdict.MISSED
    if points >= most:
        return Verdict.MET
    return Verdict.PARTLY if points > 0 else Verdict.MISSED
