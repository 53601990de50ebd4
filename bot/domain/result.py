"""A result: a graded answer as far as it can be counted, without its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Result:
    """A graded answer. `score` is 0 to 100, `points` what each criterion earned or cost, by id."""

    attempt_id: int
    member_id: int
    prompt_id: str
    practice_date: date
    score: int
    points: Mapping[str, int]


def firsts(results: Iterable[Result]) -> list[Result]:
    """Of each member, date and prompt the first, in their order.

    What is revised within the day was written with the feedback at hand, and says less about what
    somebody can do unprompted. `results` are in the order in which they were sent.
    """
    found: dict[tuple[int, date, str], Result] = {}
    for one in results:
        found.setdefault((one.member_id, one.practice_date, one.prompt_id), one)
    return list(found.values())
