"""Samples: the labelled lines that a grader is measured on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledReply:
    """A reply with the level, 0 to 4, that a careful reader gave it.

    `kind` says how it was written (plain, nonnative, stuffing ...); `line` is where it stands.
    """

    prompt: str
    reply: str
    level: int
    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class RankedPair:
    """Two replies to one prompt of which a careful reader puts one first."""

    prompt: str
    better: str
    worse: str
    name: str


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """Whether a reply meets one criterion, of which the grader knows nothing but the text."""

    question: str
    criterion: str
    reply: str
    met: bool
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class ScoredAnswer:
    """A reply with the score people gave it beside a reference answer."""

    question: str
    reference: str
    reply: str
    score: float
    line: int
