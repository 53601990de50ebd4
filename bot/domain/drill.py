"""A drill: short exercises of one kind, each with an exact answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.domain.figure import Drawing, Template
from bot.domain.formula import Formula


class Form(StrEnum):
    """What is asked for."""

    NUMERIC = "numeric"
    """A number."""
    SORT = "sort"
    """Which of a few bins a thing belongs in."""
    CLASSIFY = "classify"
    """Which class a thing is of."""
    MATCH = "match"
    """What belongs to what."""
    RANK = "rank"
    """The order against a stated objective."""
    GAP = "gap"
    """Which part of a document is missing."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong way to reckon that people take, and what is wrong with it."""

    formula: Formula
    why: Template


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that belongs to an exercise; cells may hold figures."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Template, ...], ...]


@dataclass(frozen=True, slots=True)
class NumericItem:
    """An exercise whose figures are drawn; `tolerance` is in percent of the answer."""

    id: str
    text: Template
    draw: Mapping[str, Drawing]
    answer: Formula
    unit: str
    tolerance: Fraction
    working: tuple[Template, ...]
    slips: tuple[Slip, ...]
    requires: tuple[Formula, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """One of several options is right; `document` holds the lines that it is about.

    `tempting` says by option why somebody takes it though it is wrong. `shuffled` options have no
    order of their own.
    """

    id: str
    text: str
    options: tuple[str, ...]
    answer: str
    why: str
    document: tuple[str, ...] = ()
    tempting: Mapping[str, str] | None = None
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together, and why."""

    left: str
    right: str
    why: str


@dataclass(frozen=True, slots=True)
class MatchItem:
    """Pairs to be found; several may share their right side, `spare` ones belong to nothing."""

    id: str
    text: str
    pairs: tuple[Pair, ...]
    spare: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RankItem:
    """Things in their right order, the first one wins."""

    id: str
    objective: str
    things: tuple[str, ...]
    why: str


Item = NumericItem | ChoiceItem | MatchItem | RankItem


@dataclass(frozen=True, slots=True)
class Drill:
    """A kind of exercise with all its items, in the order of the file."""

    id: str
    title: str
    summary: str
    skill: str
    form: Form
    items: tuple[Item, ...]

    def item(self, item_id: str) -> Item | None:
        """The item of that id."""
        return next((one for one in self.items if one.id == item_id), None)
