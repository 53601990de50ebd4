"""Cut points: turning a number of any scale into levels, learned from labelled replies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from bot.evaluation.grouping import left_out
from bot.evaluation.kappa import weighted_kappa
from bot.evaluation.lines import HIGHEST_LEVEL

_ROUNDS = 4
_CANDIDATES = 40


def learn_cuts(values: Sequence[float], levels: Sequence[int]) -> list[float]:
    """The rising cut points with the highest quadratic weighted kappa that a local search finds.

    It starts from cuts that give as many of each level as there are labels, and moves one cut at a
    time. The same input always gives the same cuts.
    """
    ordered = sorted(values)
    tries = sorted(
        {ordered[at * (len(ordered) - 1) // _CANDIDATES] for at in range(_CANDIDATES + 1)}
    )
    cuts = _matched(ordered, levels)
    best = _kappa(values, levels, cuts)
    for _ in range(_ROUNDS):
        before = best
        for place in range(HIGHEST_LEVEL):
            for value in tries:
                moved = sorted([*cuts[:place], value, *cuts[place + 1 :]])
                found = _kappa(values, levels, moved)
                if found > best:
                    cuts, best = moved, found
        if best <= before:
            break
    return cuts


def _matched(ordered: Sequence[float], levels: Sequence[int]) -> list[float]:
    cuts = []
    for level in range(1, HIGHEST_LEVEL + 1):
        below = sum(one < level for one in levels)
        cuts.append(ordered[min(below, len(ordered) - 1)])
    return cuts


def _kappa(values: Sequence[float], levels: Sequence[int], cuts: Sequence[float]) -> float:
    return weighted_kappa(levels, [cut(value, cuts) for value in values]) or 0.0


def cut(value: float, cuts: Sequence[float]) -> int:
    """The level of a value: the number of cut points it reaches."""
    return bisect_right(cuts, value)


def levels_from(
    values: Sequence[float], levels: Sequence[int], questions: Sequence[str]
) -> list[int] | None:
    """Levels of values with cut points from all other questions; None with one question only."""
    if len(set(questions)) < 2:
        return None
    found = [0] * len(values)
    for others, own in left_out(questions):
        cuts = learn_cuts([values[at] for at in others], [levels[at] for at in others])
        for at in own:
            found[at] = cut(values[at], cuts)
    return found
