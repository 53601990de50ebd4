"""A grade: the verdict on one reply, criterion by criterion, with the words that earned it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """How an interviewer would take the reply, from 0 to 4."""

    NONE = 0
    """No answer: off-topic or gaming."""
    WEAK = 1
    """Would be rejected."""
    MIXED = 2
    GOOD = 3
    """Would pass."""
    EXCELLENT = 4
    """Strong hire."""


SCORE_FROM = {Level.MIXED: 40, Level.GOOD: 60, Level.EXCELLENT: 80}
"""The score at which a level begins; below all of them an answer is weak."""


def level_of(score: int) -> Level:
    """The level in whose part of the scale a score above none lies."""
    found = [level for level, least in SCORE_FROM.items() if score >= least]
    return max(found, default=Level.WEAK)


class Verdict(StrEnum):
    """What the reply does about one criterion."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"


class Flag(StrEnum):
    """Why words of a reply gave no evidence."""

    PARROT = "parrot"
    """It repeats the question, the rubric or the model answer."""
    KEYWORD_LIST = "keyword-list"
    INSTRUCTION = "instruction"
    """It talks to the grader."""
    OFF_TOPIC = "off-topic"
    SHUFFLED = "shuffled"
    """Its words are in no order a person would write."""
    REPEATED = "repeated"
    EMPTY = "empty"
    LANGUAGE = "language"
    """It is in a language that the grader cannot read."""


HOST = "host"
"""The grader's name on a grade in which a host settled a criterion."""


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    """The verdict on one criterion.

    `points` are the points the verdict earned or cost: all, half (rounded towards zero) or none of
    the criterion's own. `evidence` quotes the reply word for word and is never empty for met or
    partly. `sure` is false where the grader could not tell well. `settled` marks a verdict that a
    host gave: no grader changes it.
    """

    id: str
    points: int
    verdict: Verdict
    evidence: tuple[str, ...] = ()
    sure: bool = True
    settled: bool = False

    def __post_init__(self) -> None:
        if self.verdict is not Verdict.MISSED and not self.evidence:
            raise ValueError(f"criterion {self.id} is {self.verdict} without evidence")


@dataclass(frozen=True, slots=True)
class Grade:
    """The verdict on a whole reply.

    `score` is 0 to 100 and lies within `low` to `high`, the range left open by unsure criteria.
    `gap` is the id of the criterion with the most to win, None when nothing is missing; `probe` is
    the follow-up question for it. `provisional` grades are to be replaced by a better grader.
    """

    score: int
    low: int
    high: int
    level: Level
    criteria: tuple[CriterionGrade, ...]
    flags: tuple[Flag, ...]
    gap: str | None
    probe: str | None
    grader: str
    grader_version: str
    rubric_version: str
    provisional: bool = False

    @property
    def grader_label(self) -> str:
        """The grader's name and version, as every score names it."""
        return f"{self.grader} {self.grader_version}"
