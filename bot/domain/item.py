"""Items: how hard a question is, and whether it separates strong answers from weak ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from bot.domain.result import Result

FEWEST = 8
"""Answers below which nothing is said about a question's separation."""

FEWEST_ELSEWHERE = 3
"""Other answers that a member needs, so that it is known how strong they are."""

SEPARATES_FROM = 0.2
"""Below it a question is to be looked at (Ebel 1965, Measuring Educational Achievement)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question by what was answered: `score` is the mean, 0 to 100.

    `separation`, -1 to 1, is None where there are too few answers to tell.
    """

    prompt_id: str
    answers: int
    score: int
    separation: float | None


def items(results: Iterable[Result]) -> list[Item]:
    """Every question that was answered, in the order of their ids; one answer a member counts.

    The separation is the corrected item-total correlation: Pearson's r between the scores at this
    question and each member's mean at all their other questions, so that no question is compared
    with itself (Henrysson 1963, Psychometrika 28, 211 to 218).
    """
    scores: dict[int, dict[str, int]] = defaultdict(dict)
    for one in results:
        scores[one.member_id].setdefault(one.prompt_id, one.score)
    by_prompt: dict[str, list[int]] = defaultdict(list)
    for member_id, found in scores.items():
        for prompt_id in found:
            by_prompt[prompt_id].append(member_id)
    return [_item(prompt_id, by_prompt[prompt_id], scores) for prompt_id in sorted(by_prompt)]


def _item(prompt_id: str, members: Sequence[int], scores: Mapping[int, Mapping[str, int]]) -> Item:
    here = [scores[one][prompt_id] for one in members]
    pairs = [
        (scores[one][prompt_id], _elsewhere(scores[one], prompt_id))
        for one in members
        if len(scores[one]) > FEWEST_ELSEWHERE
    ]
    return Item(prompt_id, len(here), round(sum(here) / len(here)), correlation(pairs))


def _elsewhere(scores: Mapping[str, int], prompt_id: str) -> float:
    return (sum(scores.values()) - scores[prompt_id]) / (len(scores) - 1)


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's r; None for fewer than `FEWEST` pairs, or where either side never differs."""
    if len(pairs) < FEWEST:
        return None
    left = sum(one for one, _ in pairs) / len(pairs)
    right = sum(other for _, other in pairs) / len(pairs)
    together = sum((one - left) * (other - right) for one, other in pairs)
    spread = sqrt(
        sum((one - left) ** 2 for one, _ in pairs) * sum((other - right) ** 2 for _, other in pairs)
    )
    return max(-1.0, min(1.0, together / spread)) if spread > 1e-9 else None


@dataclass(frozen=True, slots=True)
class Missed:
    """A criterion that asks for something: how often it was judged, and how often it earned."""

    prompt_id: str
    criterion_id: str
    judged: int
    earned: int


def criteria_of(results: Iterable[Result], wanted: Mapping[str, Iterable[str]]) -> list[Missed]:
    """How the criteria named for each prompt fared."""
    judged: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in results:
        for criterion_id in wanted.get(one.prompt_id, ()):
            if criterion_id in one.points:
                seen = judged[one.prompt_id, criterion_id]
                seen[0] += 1
                seen[1] += one.points[criterion_id] > 0
    return [Missed(*key, *counts) for key, counts in sorted(judged.items())]
