"""Mould: sentences stamped from a few frames with terms put into the gaps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from bot.grading.text import Span, Text
from bot.grading.words import wordset

FEWEST_STAMPED, STAMPED_SHARE = 4, 0.5
"""Stamped sentences from which on they are a series, and their share of the reply."""

FEWEST_USES, USED_SHARE = 3, 0.15
"""Sentences that must hold a pair of words before it belongs to a mould, and their share."""

MOULDED_SHARE = 0.3
"""The share of a sentence's words that a mould makes up.

In honest replies at most one sentence in seven reaches it, in stamped ones all do.
"""

OPENING = 3
"""Words of an opening that is a mould by itself."""

FRAME_OPENING, FRAME_CLOSING = 4, 3
FEWEST_FRAMED, FRAMED_SHARE = 3, 0.6
"""Words that sentences open or close with alike, where they stand in a few frames in turn; how many
sentences do so, and their share. None of 180 honest replies holds two such sentences."""

_OWN_OPENINGS = wordset("i we if when")
"""What opens a plan or a condition, which may well be said in a row."""


def stamped(text: Text) -> frozenset[int]:
    """The words of sentences stamped from a few moulds, where they make up half of the reply."""
    count = len(text.sentences)
    for marks, fewest, part in (
        (_moulded(text), FEWEST_STAMPED, STAMPED_SHARE),
        (_framed(text), FEWEST_FRAMED, FRAMED_SHARE),
    ):
        found = [one for one, marked in zip(text.sentences, marks, strict=True) if marked]
        if len(found) >= max(fewest, part * count):
            return frozenset(at for sentence in found for at in range(sentence.first, sentence.end))
    return frozenset()


def _framed(text: Text) -> list[bool]:
    """For each sentence whether another one opens or closes with the same words."""
    rows = [_words(text, sentence) for sentence in text.sentences]
    long = [row for row in sorted(set(rows)) if len(row) > FRAME_OPENING + FRAME_CLOSING]
    opening = Counter(row[:FRAME_OPENING] for row in long if row[0] not in _OWN_OPENINGS)
    closing = Counter(row[-FRAME_CLOSING:] for row in long)
    return [opening[row[:FRAME_OPENING]] > 1 or closing[row[-FRAME_CLOSING:]] > 1 for row in rows]


def _moulded(text: Text) -> list[bool]:
    """For each sentence whether it opens as most do, or is made of what many others hold too."""
    count = len(text.sentences)
    rows = [_words(text, sentence) for sentence in text.sentences]
    distinct = sorted(set(rows))  # who says the same twice repeats, and stamps nothing
    openings = Counter(row[:OPENING] for row in distinct)
    often = max(FEWEST_STAMPED, STAMPED_SHARE * count)
    used = Counter(pair for row in distinct for pair in set(pairwise(row)))
    least = max(FEWEST_USES, USED_SHARE * count)
    return [
        openings[row[:OPENING]] >= often
        or _shared(row, used, least) >= max(OPENING, MOULDED_SHARE * len(row))
        for row in rows
    ]


def _words(text: Text, sentence: Span) -> tuple[str, ...]:
    return text.words[sentence.first : sentence.end]


def _shared(row: tuple[str, ...], used: Counter[tuple[str, str]], least: float) -> int:
    """How many words of a sentence stand in pairs that many sentences hold."""
    places: set[int] = set()
    for at, pair in enumerate(pairwise(row)):
        if used[pair] >= least:
            places.update((at, at + 1))
    return len(places)
