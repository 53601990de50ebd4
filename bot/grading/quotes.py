"""Quotes: the words of a reply that a member reads beside a verdict."""

from __future__ import annotations

from bot.grading.text import Span, Text

SHORTEST_QUOTE, LONGEST_QUOTE = 3, 40
"""Words of a quote, where the reply allows it."""


def hull(spans: tuple[Span, ...]) -> tuple[int, int]:
    """The first word of some spans and the word after their last."""
    return min(span.first for span in spans), max(span.end for span in spans)


def quote(text: Text, span: Span) -> str:
    """The original's words of a span, with a bracket or sign that belongs to the last word."""
    start, end = text.starts[span.first], text.ends[span.end - 1]
    words = text.original[start:end]
    after = text.original[end : end + 1]
    return words + after if after == ")" and words.count("(") > words.count(")") else words


def quote_span(text: Text, spans: tuple[Span, ...]) -> Span:
    """The shortest run of clauses around the matched words, 3 to 40 words where possible."""
    first, end = hull(spans)
    start = text.clauses[text.clause_of[first]].first
    stop = text.clauses[text.clause_of[end - 1]].end
    if stop - start < SHORTEST_QUOTE:
        sentence = text.sentences[text.sentence_of[first]]
        start, stop = min(start, sentence.first), max(stop, sentence.end)
    if stop - start <= LONGEST_QUOTE:
        return Span(start, stop)
    spare = max(0, LONGEST_QUOTE - (end - first)) // 2
    return Span(max(start, first - spare), min(stop, end + spare))
