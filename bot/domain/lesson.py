"""A card of `learn`: one of the systems that interviews are about, explained on a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.prompt import Source


class Family(StrEnum):
    """What a card is about, as the map groups them."""

    METRICS = "metrics"
    RISK = "risk"
    REGULATION = "regulation"
    WORKFLOW = "workflow"
    BUSINESS = "business"
    INTERVIEW = "interview"


class Calculator(StrEnum):
    """What a card works out with a member's own figures."""

    BURDEN = "burden"
    CHECKLIST = "checklist"


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a checklist; one that is `hard` stops a launch by itself."""

    ask: str
    missing: str
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """A card: what it is, when it decides something, a worked example, the typical mistake.

    `prompts` and `drills` exercise it, `mocks` put it under pressure (a loop, or `loop/stage`),
    `see` are other cards. `row` is the system of the sources that it covers.
    """

    id: str
    title: str
    family: Family
    row: str
    what: str
    when: str
    example: str
    mistake: str
    prompts: tuple[str, ...]
    drills: tuple[str, ...]
    mocks: tuple[str, ...]
    see: tuple[str, ...]
    sources: tuple[Source, ...]
    calculator: Calculator | None = None
    points: tuple[Point, ...] = ()
