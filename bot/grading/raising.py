"""Raising: what evidence beyond words may do, which is to turn a miss into an open question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.grade import Verdict
from bot.domain.rubric import Kind, Negation
from bot.grading.background import subject
from bot.grading.evidence import Finding, Reading
from bot.grading.matcher import CompiledCriterion
from bot.grading.quotes import quote_span
from bot.grading.text import Span, read
from bot.ports.evidence import Evidence

LIKELY = 0.5
"""The chance from which evidence counts."""

FEWEST_SHARED = 2
"""Stems that a sentence must share with the criterion's text where no signal group occurs."""


def raised(
    reading: Reading,
    criteria: Sequence[CompiledCriterion],
    findings: Sequence[Finding],
    question: str,
    evidence: Evidence,
) -> list[Finding]:
    """The findings, with unsure half verdicts on missed criteria where evidence and words agree.

    Evidence is asked only about sentences that every guard let pass, that deny nothing, and that
    hold a whole group of a signal's terms or two stems of the criterion's text. It raises no more
    criteria than words alone have found, the likeliest first, so it never makes a grade alone.
    Pitfalls and refusals are not raised.
    """
    found = list(findings)
    spoken = sum(
        one.verdict is not Verdict.MISSED and criterion.criterion.kind is not Kind.PITFALL
        for one, criterion in zip(findings, criteria, strict=True)
    )
    if not spoken:
        return found
    likely = [
        (chance, -place, span)
        for place, criterion in enumerate(criteria)
        if found[place].verdict is Verdict.MISSED
        for chance, span in _likeliest(reading, criterion, question, evidence)
    ]
    for _, place, span in sorted(likely, key=lambda one: one[:2], reverse=True)[:spoken]:
        quoted = quote_span(reading.text, (span,))
        found[-place] = Finding(Verdict.PARTLY, False, quoted, 1)
    return found


def _likeliest(
    reading: Reading, criterion: CompiledCriterion, question: str, evidence: Evidence
) -> Iterator[tuple[float, Span]]:
    """The sentence that most likely speaks for a criterion with its chance, if one likely does."""
    rule = criterion.criterion.negation
    if criterion.criterion.kind is Kind.PITFALL or rule is Negation.REQUIRED:
        return
    anchored = _anchored(reading, criterion)
    if not anchored:
        return
    text = reading.text
    stretches = [(text.starts[one.first], text.ends[one.end - 1]) for one in anchored]
    chances = evidence.chances(question, criterion.criterion.text, text.original, stretches)
    best = max(range(len(anchored)), key=lambda at: (chances[at], -at))
    if chances[best] >= LIKELY:
        yield chances[best], anchored[best]


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
        and not any(at in out or reading.denials[at] for at in range(sentence.first, sentence.end))
        and (
            number in named
            or len(asked.intersection(text.stems[sentence.first : sentence.end])) >= FEWEST_SHARED
        )
    ]
