"""Prose: whether words stand in sentences, or are listed or shaken."""

from __future__ import annotations

from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.text import Span, Text

LIST_RATE = 0.17
"""The share of function words below which a stretch of words is a list of terms."""

_FEWEST_WORDS = 8


def function_rate(text: Text, span: Span) -> float:
    """The share of function words in a span, 0 to 1."""
    words = text.words[span.first : span.end]
    return sum(word in FUNCTION_WORDS for word in words) / len(words) if words else 0.0


def listed(text: Text) -> frozenset[int]:
    """The words of all sentences that only list terms: long, with hardly a function word."""
    barred: set[int] = set()
    for sentence in text.sentences:
        if sentence.size >= _FEWEST_WORDS and function_rate(text, sentence) < LIST_RATE:
            barred.update(range(sentence.first, sentence.end))
    return frozenset(barred)
