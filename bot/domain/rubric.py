"""A rubric: the criteria that earn or cost points, with the evidence each one looks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a criterion does to a grade."""

    REQUIRED = "required"
    """Positive points; a good answer cannot do without it."""
    BONUS = "bonus"
    """Positive points; lifts a good answer to an excellent one."""
    PITFALL = "pitfall"
    """Negative points: a mistake that an interviewer would hold against the answer."""


class Window(StrEnum):
    """The stretch of a reply in which all groups of a signal must occur together."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    PAIR = "pair"
    """Two neighbouring sentences."""


class Negation(StrEnum):
    """What a negated or dismissing phrase does to evidence found beside it."""

    CANCELS = "cancels"
    """`we do not need HIPAA` is no evidence for naming HIPAA. The usual case."""
    IGNORES = "ignores"
    """The criterion reads the same either way."""
    REQUIRED = "required"
    """The criterion is itself a refusal: `we would not launch`."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One way of wording a criterion: every group of terms must occur within one window.

    A group is a set of alternatives; docs/content.md describes how a term is written. `partly`
    marks a signal that by itself earns no more than half of the points.
    """

    groups: tuple[tuple[str, ...], ...]
    within: Window = Window.SENTENCE
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Exemplars:
    """Short replies that show where a criterion begins and ends; they run as tests.

    `good` meet it, `near` are on its topic and do not meet it, `bad` are far from it. For a
    pitfall `good` means: this makes the mistake.
    """

    good: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a reader of the reply can point at.

    `points` is positive for required and bonus criteria (1 to 10) and negative for pitfalls
    (-10 to -1). `unless` lists groups of terms that take evidence away when they occur in the same
    window. `probe` is the follow-up question asked when the criterion is missing, `why` the one
    line of teaching beside it.
    """

    id: str
    text: str
    kind: Kind
    points: int
    skill: str
    signals: tuple[Signal, ...]
    unless: tuple[tuple[str, ...], ...]
    negation: Negation
    exemplars: Exemplars
    probe: str
    why: str


@dataclass(frozen=True, slots=True)
class CriterionHead:
    """What counting a criterion takes: cheap to read for a whole bank."""

    id: str
    text: str
    kind: Kind
    points: int
    skill: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria of one prompt.

    `version` is a hash of everything that can change a grade: the criteria and the lexicon that
    their signals use. `lexicon` maps the names that signals write as `@name` to their terms.
    """

    prompt_id: str
    version: str
    criteria: tuple[Criterion, ...]
    lexicon: dict[str, tuple[str, ...]]

    @property
    def positive_points(self) -> int:
        """The sum of all points that can be earned; the maximum score is all of them."""
        return sum(c.points for c in self.criteria if c.points > 0)

    def heads(self) -> tuple[CriterionHead, ...]:
        """The criteria without what they look for."""
        return tuple(
            CriterionHead(one.id, one.text, one.kind, one.points, one.skill)
            for one in self.criteria
        )

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; KeyError when the rubric has none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
