"""Inklings: sentences that nearly meet a criterion, in words that its author did not foresee."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.grade import Verdict
from bot.domain.rubric import Kind, Negation
from bot.grading.evidence import (
    MISSED,
    Finding,
    Match,
    Reading,
    excluding,
    likeness,
    matches,
    telling,
)
from bot.grading.matcher import CompiledCriterion, CompiledSignal
from bot.grading.quotes import quote_span

FEWEST_GROUPS = 3
"""Groups of a signal from which on all but one can be an inkling."""

TELLING = 2.0
"""The rarity of the matched words, the question's own left aside, that makes an inkling."""

QUOTED_TELLING, QUOTED_LIKENESS = 3.0, 0.12
"""Rarity and likeness to a good passage from which an inkling is shown as half met."""


def inkling(reading: Reading, criterion: CompiledCriterion) -> Finding:
    """What one sentence with all groups of a signal but one says about a criterion.

    A telling sentence that is more like the good passages than like the others is half met, with
    its quote; another telling one leaves the verdict at missed, but unsure. A broad connective
    that is left of a signal is no inkling, nor is one for pitfalls and refusals.
    """
    rule = criterion.criterion.negation
    if criterion.criterion.kind is Kind.PITFALL or rule is Negation.REQUIRED:
        return MISSED
    found = [(telling(reading, match), match) for match in _shorter(reading, criterion)]
    clearer = [(weight, match) for weight, match in found if weight >= TELLING]
    if not clearer:
        return MISSED
    clear: list[tuple[float, Match]] = []
    for weight, match in clearer:
        good, other = likeness(reading, criterion, match.window)
        if weight >= QUOTED_TELLING and good >= QUOTED_LIKENESS and good > other:
            clear.append((good, match))
    if not clear:
        return Finding(Verdict.MISSED, False)
    chosen = min(clear, key=lambda pair: (-pair[0], pair[1].rank))[1]
    return Finding(Verdict.PARTLY, False, quote_span(reading.text, chosen.spans), 1)


def _shorter(reading: Reading, criterion: CompiledCriterion) -> Iterator[Match]:
    """The undenied matches of all signals with one group left out."""
    excluded = excluding(reading, criterion)
    for signal in criterion.signals:
        if len(signal.groups) < FEWEST_GROUPS or signal.signal.partly:
            continue
        for left_out in range(len(signal.groups)):
            groups = signal.groups[:left_out] + signal.groups[left_out + 1 :]
            shorter = CompiledSignal(signal.signal, groups)
            for match in matches(reading, criterion, shorter, excluded):
                if match.holds:
                    yield match
