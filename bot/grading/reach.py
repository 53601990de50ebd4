"""Reach: whether what is denied in a reply reaches the words that a signal matched."""

from __future__ import annotations

from bot.grading.negation import NEGATORS, Denial
from bot.grading.phrases import UNCOUNTED
from bot.grading.text import Span, Text
from bot.grading.words import wordset

_TELLING_SPANS = 2
"""Groups from which on a signal says what is done; a single one only names it."""

_FLAT = wordset("not never")
_DECIDING = wordset("do does did will would should shall must need may might")
_EXCEPTIONS = wordset("until unless before without if except only once when")
_REFUSING = NEGATORS | _EXCEPTIONS | wordset("stop stops stopped refuse hold against instead block")


def over(marks: tuple[Denial, ...], text: Text, span: Span, spans: tuple[Span, ...] = ()) -> Denial:
    """What is said about a span, which is what is said about its first word.

    A negator within one of the `spans` that are matched together is part of what was looked for
    (`do not` with `test`) and denies none of them; one outside does.
    """
    found = marks[span.first]
    if text.words[span.first] in NEGATORS:
        found &= ~(Denial.NEGATED | Denial.REFUSED)
    elif found & Denial.NEGATED and spans:
        near = _nearest_negator(text, span.first)
        if any(one.first <= near < one.end for one in spans):
            found &= ~Denial.NEGATED
    return found


def _nearest_negator(text: Text, at: int) -> int:
    """The place of the last negator before a word in its clause, -1 for none."""
    first = text.clauses[text.clause_of[at]].first
    return next((p for p in range(at - 1, first - 1, -1) if text.words[p] in NEGATORS), -1)


def flatly_denied(text: Text, spans: tuple[Span, ...]) -> bool:
    """Whether a decision against them stands right before some words that refuse nothing.

    `We do not send anyone` says the opposite of `we send someone`, whatever a criterion ignores;
    `we do not send it until` and `no launch`, matched as such, are what they are, and who cannot do
    something has not decided against it.
    """
    words = text.words
    if len(spans) < _TELLING_SPANS:
        return False
    if any(words[at] in _REFUSING for one in spans for at in range(one.first, one.end)):
        return False
    return any(_decided_against(text, one.first) for one in spans)


def _decided_against(text: Text, at: int) -> bool:
    words = text.words
    sentence = text.sentences[text.sentence_of[at]]
    least = max(sentence.first + 1, at - 2)
    near = (place for place in range(at - 1, least - 1, -1) if words[place] not in UNCOUNTED)
    before = next(near, None)
    if before is None or words[before] not in _FLAT or words[before - 1] not in _DECIDING:
        return False
    return _EXCEPTIONS.isdisjoint(words[at : sentence.end])
