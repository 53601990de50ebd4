"""Raising: what evidence beyond words may do, which is to turn a miss into an open question."""

from __future__ import annotations

from bot.domain.grade import Verdict
from bot.domain.rubric import Kind, Negation
from bot.grading.background import subject
from bot.grading.evidence import MISSED, Finding, Reading
from bot.grading.matcher import CompiledCriterion
from bot.grading.negation import Denial
from bot.grading.quotes import quote_span
from bot.grading.text import Span, read
from bot.ports.evidence import Evidence

LIKELY = 0.5
"""The chance from which evidence counts."""

FEWEST_SHARED = 2
"""Stems that a sentence must share with the criterion's text where no signal group occurs."""


def raised(
    reading: Reading, criterion: CompiledCriterion, question: str, evidence: Evidence
) -> Finding:
    """The unsure half verdict on a missed criterion, where evidence and words agree; else missed.

    Evidence is asked only about sentences that every guard let pass, that deny nothing, and that
    hold a whole group of a signal's terms or two stems of the criterion's text. So it can never
    raise a verdict alone. Pitfalls and refusals are not raised.
    """
    rule = criterion.criterion.negation
    if criterion.criterion.kind is Kind.PITFALL or rule is Negation.REQUIRED:
        return MISSED
    anchored = _anchored(reading, criterion)
    if not anchored:
        return MISSED
    text = reading.text
    stretches = [(text.starts[one.first], text.ends[one.end - 1]) for one in anchored]
    chances = evidence.chances(question, criterion.criterion.text, text.original, stretches)
    best = max(range(len(anchored)), key=lambda at: (chances[at], -at))
    if chances[best] < LIKELY:
        return MISSED
    return Finding(Verdict.PARTLY, False, quote_span(text, (anchored[best],)), 1)


def _anchored(reading: Reading, criterion: CompiledCriterion) -> list[Span]:
    """The sentences that evidence may be asked about."""
    text = reading.text
    out = reading.without(criterion)
    excluded = {text.sentence_of[s.first] for s in reading.occurrences.of_any(criterion.unless)}
    named = {
        text.sentence_of[span.first]
        for signal in criterion.signals
        for group in signal.groups
        for span in reading.occurrences.of_any(group)
    }
    asked = subject([read(criterion.criterion.text)])
    return [
        sentence
        for number, sentence in enumerate(text.sentences)
        if number not in excluded
        and not any(at in out or _denied(reading, at) for at in range(sentence.first, sentence.end))
        and (
            number in named
            or len(asked.intersection(text.stems[sentence.first : sentence.end])) >= FEWEST_SHARED
        )
    ]


def _denied(reading: Reading, at: int) -> bool:
    return reading.denials[at] is not Denial.NONE
