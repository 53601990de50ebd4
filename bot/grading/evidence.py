"""Evidence: the words of a reply that meet a criterion, or do not."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.grade import Verdict
from bot.domain.rubric import Kind, Negation, Window
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.likeness import rarity
from bot.grading.matcher import CompiledCriterion, CompiledSignal
from bot.grading.negation import Denial
from bot.grading.occurrences import Occurrences
from bot.grading.quotes import hull, quote_span
from bot.grading.reach import flatly_denied, over
from bot.grading.text import Span, Text

MOST_COMBINATIONS = 40
"""Ways of meeting one signal in one window that are looked at."""

TELLING = 3.0
"""The rarity of the matched words from which a single signal is believed however it is put."""

ALIKE = 0.5
"""Likeness to a good passage from which a sentence is believed whatever else it is like."""

LIKENESS_WORTH = 5.0
"""What full likeness to an author's passage is worth in choosing a quote; a signal is worth 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reply ready to be judged: its words, where the rubric's patterns occur, what is denied.

    `barred` holds the words that guards have taken out of the running, `silent` those of them that
    are not even a mistake, `rejected` those of reckless decisions, which can only be evidence for a
    pitfall. `asked` holds the stems of the question.
    """

    text: Text
    occurrences: Occurrences
    denials: tuple[Denial, ...]
    barred: frozenset[int]
    rejected: frozenset[int] = frozenset()
    asked: frozenset[str] = frozenset()
    silent: frozenset[int] = frozenset()

    def without(self, criterion: CompiledCriterion) -> frozenset[int]:
        """The words that are no evidence for this criterion."""
        if criterion.criterion.kind is Kind.PITFALL:
            return self.silent
        return self.barred | self.rejected if self.rejected else self.barred


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reply does about one criterion; `quote` is the span that decided."""

    verdict: Verdict
    sure: bool
    quote: Span | None = None
    support: int = 0
    """How many sentences speak for it."""


MISSED = Finding(Verdict.MISSED, True)


@dataclass(frozen=True, slots=True)
class Match:
    """One signal met once: the spans of its groups and whether it stands undenied."""

    spans: tuple[Span, ...]
    window: Span
    holds: bool
    partly: bool
    firm: bool

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """Smaller is better: whole and firm first, then the tightest, then the earliest."""
        first, end = hull(self.spans)
        return (self.partly, not self.firm, end - first, first)


def find(reading: Reading, criterion: CompiledCriterion) -> Finding:
    """Judge one criterion: the best of its signals decides.

    A denied match never meets a criterion (nor does an undenied one where the criterion is a
    refusal); it leaves the verdict at missed. Sure is false where only weak evidence was found.
    """
    excluded = excluding(reading, criterion)
    holding: list[Match] = []
    speaking: dict[Span, set[int]] = defaultdict(set)
    for number, signal in enumerate(criterion.signals):
        for match in matches(reading, criterion, signal, excluded):
            if match.holds:
                holding.append(match)
                speaking[match.window].add(number)
    if not holding:
        return MISSED
    clear = {
        window: len(signals) + LIKENESS_WORTH * likeness(reading, criterion, window)[0]
        for window, signals in speaking.items()
    }
    chosen = min(holding, key=lambda match: (match.rank[:2], -clear[match.window], match.rank))
    once = sum(map(len, speaking.values())) == 1
    if not chosen.partly and _doubtful(reading, criterion, chosen, once):
        return Finding(Verdict.PARTLY, False, quote_span(reading.text, chosen.spans), 1)
    return Finding(
        verdict=Verdict.PARTLY if chosen.partly else Verdict.MET,
        sure=chosen.firm,
        quote=quote_span(reading.text, chosen.spans),
        support=len({match.window.first for match in holding}),
    )


def _doubtful(reading: Reading, criterion: CompiledCriterion, match: Match, once: bool) -> bool:
    """Whether the only signal that fires does so in a sentence more like those that do not count.

    A pitfall is then doubted in any case, anything else when its words tell little besides. Of the
    replies so doubted about half mean it.
    """
    if not once or not criterion.likeness.other:
        return False
    good, other = likeness(reading, criterion, match.window)
    if good > other or good >= ALIKE:
        return False
    return criterion.criterion.kind is Kind.PITFALL or telling(reading, match) < TELLING


def likeness(reading: Reading, criterion: CompiledCriterion, window: Span) -> tuple[float, float]:
    """How like the sentences of a window are to the author's good passages, and to the others."""
    text = reading.text
    first = text.sentences[text.sentence_of[window.first]].first
    end = text.sentences[text.sentence_of[window.end - 1]].end
    stems = frozenset(
        text.stems[at] for at in range(first, end) if text.words[at] not in FUNCTION_WORDS
    )
    return criterion.likeness.of_words(stems)


def telling(reading: Reading, match: Match) -> float:
    """The rarity of the words that matched, small words and the question's own left aside."""
    text = reading.text
    stems = {
        text.stems[at]
        for span in match.spans
        for at in range(span.first, span.end)
        if text.words[at] not in FUNCTION_WORDS
    }
    return math.fsum(rarity(stem) for stem in sorted(stems - reading.asked))


def find_all(reading: Reading, criterion: CompiledCriterion) -> list[Span]:
    """The quotes of every sentence that meets a criterion, in order; each sentence once."""
    excluded = excluding(reading, criterion)
    found: dict[int, Span] = {}
    for signal in criterion.signals:
        for match in matches(reading, criterion, signal, excluded):
            if match.holds:
                sentence = reading.text.sentence_of[match.spans[0].first]
                found.setdefault(sentence, quote_span(reading.text, match.spans))
    return [found[sentence] for sentence in sorted(found)]


def excluding(reading: Reading, criterion: CompiledCriterion) -> list[Span]:
    """The places of the words that take a criterion's evidence away."""
    return reading.occurrences.of_any(criterion.unless)


def _windows_of(text: Text, within: Window, span: Span) -> list[int]:
    if within is Window.CLAUSE:
        return (
            [text.clause_of[span.first]]
            if text.clause_of[span.first] == text.clause_of[span.end - 1]
            else []
        )
    sentence = text.sentence_of[span.first]
    if within is Window.SENTENCE:
        return [sentence]
    return [sentence - 1, sentence] if sentence else [sentence]


def _window_span(text: Text, within: Window, number: int) -> Span:
    if within is Window.CLAUSE:
        return text.clauses[number]
    last = min(number + 1, len(text.sentences) - 1) if within is Window.PAIR else number
    return Span(text.sentences[number].first, text.sentences[last].end)


def _by_window(
    reading: Reading, signal: CompiledSignal, without: frozenset[int]
) -> Iterator[tuple[Span, list[list[Span]]]]:
    """The windows in which every group of a signal occurs, with the places in each."""
    rows: list[dict[int, list[Span]]] = []
    for group in signal.groups:
        row: dict[int, list[Span]] = defaultdict(list)
        for span in reading.occurrences.of_any(group):
            if span.first not in without:
                for window in _windows_of(reading.text, signal.signal.within, span):
                    row[window].append(span)
        if not row:
            return
        rows.append(row)
    for window in sorted(set(rows[0]).intersection(*rows[1:])) if rows else ():
        yield (
            _window_span(reading.text, signal.signal.within, window),
            [row[window] for row in rows],
        )


def _combinations(groups: list[list[Span]]) -> Iterator[tuple[Span, ...]]:
    """Ways of choosing one place per group so that no word serves two groups."""
    chosen: list[Span] = []

    def choose(level: int) -> Iterator[tuple[Span, ...]]:
        if level == len(groups):
            yield tuple(chosen)
            return
        for span in groups[level]:
            if all(span.end <= other.first or other.end <= span.first for other in chosen):
                chosen.append(span)
                yield from choose(level + 1)
                chosen.pop()

    yield from choose(0)


def matches(
    reading: Reading,
    criterion: CompiledCriterion,
    signal: CompiledSignal,
    excluded: list[Span],
) -> Iterator[Match]:
    """Every way in which a signal is met, denied or not; a few ways per window."""
    for window, groups in _by_window(reading, signal, reading.without(criterion)):
        if any(window.first <= span.first < window.end for span in excluded):
            continue
        for count, spans in enumerate(_combinations(groups)):
            if count >= MOST_COMBINATIONS:
                break
            holds, firm = _stands(reading, criterion, spans)
            yield Match(spans, window, holds, signal.signal.partly, firm)


def _stands(
    reading: Reading, criterion: CompiledCriterion, spans: tuple[Span, ...]
) -> tuple[bool, bool]:
    """Whether matched words count as evidence, and whether surely so."""
    rule = criterion.criterion.negation
    said = Denial.NONE
    for span in spans:
        said |= over(reading.denials, reading.text, span, spans)
    pitfall = criterion.criterion.kind is Kind.PITFALL
    if rule is Negation.IGNORES:
        other = Denial.REPORTED if pitfall else Denial.OPEN
        if said & Denial.NEGATED and not pitfall and flatly_denied(reading.text, spans):
            return False, True
        return not said & (Denial.ATTRIBUTED | other), True
    if rule is Negation.REQUIRED:
        return _refused(reading, spans, said), True
    if pitfall:
        return not said & Denial.TOLD, True
    return not said & Denial.DENIED, True


def _refused(reading: Reading, spans: tuple[Span, ...], said: Denial) -> bool:
    own = any(
        word in {"not", "no", "never", "without", "zero", "none", "nobody", "nothing"}
        for span in spans
        for word in reading.text.words[span.first : span.end]
    )
    if said & Denial.OPEN:
        return False
    return own or bool(said & (Denial.NEGATED | Denial.DISMISSED | Denial.REFUSED))
