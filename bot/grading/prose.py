"""Prose: whether words stand in sentences or are merely listed."""

from __future__ import annotations

from bot.grading.background import commonness, order, pairs
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.text import Span, Text

LIST_RATE, FIGURED_RATE, FEWEST_FIGURES = 0.18, 0.145, 1
"""The share of function words and figures below which a whole reply is a list of terms.

Of 104 labelled replies the eight lists lie below .12 and all others above .24. Strong replies in
terse style go down to .15, and state figures.
"""

LONGEST_ITEM, FEWEST_ITEMS, ITEM_RATE = 3.4, 6, 0.25
"""Words that a line has at most on average, lines from which on, and function words up to which
such lines are items."""

SENTENCE_RATE = 0.14
"""The same for one sentence, which must also be long and cut into short pieces."""

FEWEST_WORDS, LONGEST_PIECE = 10, 3.4
FEWEST_LISTED, SHORT_PIECE = 15, 2.6
"""A sentence of this length in pieces this short is a list, whatever words it holds."""

TERSE_SIZE, TERSE_SHARE = 26, 0.3
"""Words of a single list that a reply in sentences may hold, and its share of the reply."""

FAMILIAR_SHARE = 0.5
"""The share of words that English replies about this work share with the bank, at the least."""

_PIECE_ENDS = frozenset(",;/|•·+&")


def function_rate(text: Text, span: Span) -> float:
    """The share of function words and figures in a span, 0 to 1.

    Who names months, limits and sample sizes says something, however tersely.
    """
    words = text.words[span.first : span.end]
    telling = sum(word in FUNCTION_WORDS or any(c.isdigit() for c in word) for word in words)
    return telling / len(words) if words else 0.0


def listed(text: Text) -> frozenset[int]:
    """The words that only name terms: all of them, or those of single sentences."""
    count = len(text.words)
    if foreign(text):
        return frozenset()
    if count >= FEWEST_WORDS and function_rate(text, Span(0, count)) < _list_rate(text):
        return frozenset(range(count))
    lists = [sentence for sentence in text.sentences if _is_list(text, sentence)]
    if len(lists) == 1 and lists[0].size <= min(TERSE_SIZE, TERSE_SHARE * count):
        return frozenset()
    return frozenset(at for sentence in lists for at in range(sentence.first, sentence.end))


def _list_rate(text: Text) -> float:
    lines = len(text.sentences)
    if lines >= FEWEST_ITEMS and len(text.words) <= LONGEST_ITEM * lines:
        return ITEM_RATE
    figures = sum(any(c.isdigit() for c in word) for word in text.words)
    return FIGURED_RATE if figures >= FEWEST_FIGURES else LIST_RATE


def foreign(text: Text) -> bool:
    """Whether a reply is in a language that cannot be judged here, and so no list of terms."""
    if len(text.words) < FEWEST_WORDS:
        return False
    known = commonness().counts
    count = sum(
        word in FUNCTION_WORDS or stem in known
        for word, stem in zip(text.words, text.stems, strict=True)
    )
    return count < FAMILIAR_SHARE * len(text.words)


def _is_list(text: Text, sentence: Span) -> bool:
    if sentence.size < FEWEST_WORDS:
        return False
    quote = text.quote(sentence)
    piece = sentence.size / (1 + sum(quote.count(sign) for sign in sorted(_PIECE_ENDS)))
    if sentence.size >= FEWEST_LISTED and piece <= SHORT_PIECE:
        return True
    return piece <= LONGEST_PIECE and function_rate(text, sentence) < SENTENCE_RATE


ORDER_LEAST, SHORT_ORDER_LEAST, SENTENCE_ORDER_LEAST = -0.55, -0.6, -1.4
"""The order score (see background) below which a reply, a short one or one sentence is shaken.

Of 34 honest replies in the word order of another language the lowest has -.50; of 1,200 shuffles
of 60 words and more five lie above -.55.
"""

TERSE_RATE, TERSE_ORDER_LEAST = 0.35, -0.7
"""The share of function words below which a reply is terse, and its words follow each other
less usually, and the order score below which even that is shaken."""

SHAKEN_SHARE = 0.3
"""The share of a reply that shaken sentences must make up: one odd sentence is no attack."""

SHORT_REPLY, FEWEST_ORDERED, FEWEST_ORDERED_SENTENCE = 60, 20, 12
"""Words up to which a reply is short, and from which order is looked at."""


def shuffled(text: Text) -> frozenset[int]:
    """The words that stand in no order a person would write: all, or those of single sentences."""
    if foreign(text):
        return frozenset()
    table = order()
    by_sentence = [(sentence, pairs(text, sentence)) for sentence in text.sentences]
    count = len(text.words)
    if count >= FEWEST_ORDERED:
        found = [pair for _, listed_pairs in by_sentence for pair in listed_pairs]
        if table.score(found) < _order_least(text):
            return frozenset(range(count))
    barred: set[int] = set()
    for sentence, found in by_sentence:
        if sentence.size >= FEWEST_ORDERED_SENTENCE and table.score(found) < SENTENCE_ORDER_LEAST:
            barred.update(range(sentence.first, sentence.end))
    return frozenset(barred) if len(barred) >= SHAKEN_SHARE * count else frozenset()


def _order_least(text: Text) -> float:
    count = len(text.words)
    if sum(word in FUNCTION_WORDS for word in text.words) < TERSE_RATE * count:
        return TERSE_ORDER_LEAST
    return SHORT_ORDER_LEAST if count < SHORT_REPLY else ORDER_LEAST
