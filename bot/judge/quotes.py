"""Quotes: finding the words that a judge cites in the reply, exactly or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_WORDS, MOST_WORDS = 3, 40

SAME = 0.8
"""The shared part of the shorter of two places from which on they are one quote."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_NEGATORS = frozenset({"not", "no", "never", "without", "neither", "nor", "cannot", "hardly"})
_CONTRACTED = re.compile(
    r"(?:is|are|was|were|do|does|did|would|should|could|must|need|has|have|had|ca|wo|sha|might)nt"
)
_REACH = 3
"""Words before a quote among which a negation would change what it says."""
_SENTENCE_END = re.compile(r"[.!?;:]\s|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of characters of the reply, start to end."""

    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def same_as(self, other: Place) -> bool:
        """Whether the shorter of the two lies in the other but for a word or so."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared >= SAME * min(self.end - self.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Words:
    """A text as its words in one spelling, each with its place; all else is left aside."""

    text: str
    words: tuple[str, ...]
    places: tuple[Place, ...]


def words_of(text: str) -> Words:
    """Cut a text into words: compatibility forms, capitals and apostrophes are levelled."""
    found = list(_WORD.finditer(text))
    return Words(
        text,
        tuple(_levelled(match[0]) for match in found),
        tuple(Place(match.start(), match.end()) for match in found),
    )


def _levelled(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    return plain.replace("'", "").replace("’", "").replace("ʼ", "")


def find_quote(reply: Words, quote: str) -> Iterator[Place]:
    """Every place where the words of the quote stand in the reply, next to each other.

    Spaces, punctuation and capitals do not count; a word more, less or other finds nothing.
    """
    wanted = words_of(quote).words
    if not wanted:
        return
    size = len(wanted)
    for at in range(len(reply.words) - size + 1):
        if reply.words[at] == wanted[0] and reply.words[at : at + size] == wanted:
            yield Place(reply.places[at].start, reply.places[at + size - 1].end)


def count_words(quote: str) -> int:
    """The number of words in a quote."""
    return len(words_of(quote).words)


def cut_off_negation(reply: Words, place: Place) -> bool:
    """Whether a negation stands right before the place, in the same sentence.

    In `we would not launch in all wards` the quote `launch in all wards` leaves out the `not`.
    """
    before = [one for one in reply.places if one.end <= place.start][-_REACH:]
    if not before:
        return False
    between = reply.text[before[0].start : place.start]
    breaks = [match.end() for match in _SENTENCE_END.finditer(between)]
    near = words_of(between[breaks[-1] if breaks else 0 :]).words
    return any(word in _NEGATORS or _CONTRACTED.fullmatch(word) for word in near)


def in_any(place: Place, others: Sequence[Place]) -> bool:
    """Whether the place shares a character with one of the others."""
    return any(place.overlaps(other) for other in others)
