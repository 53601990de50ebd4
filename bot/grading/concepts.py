"""Concepts: words of running text with the many names of one thing made one.

The table `data/synonyms.txt` holds one concept a line, its names with commas between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.text import Span, Text, read

_TABLE = Path(__file__).parent / "data" / "synonyms.txt"
_MARK = "="
"""Begins the name of a concept of the table; no stem does."""

_LONGEST_NAME = 4
_LONG_WORD = 5
_SAME_BEGINNING = 0.6
_BEGINS_ALIKE = 0.8
_SPELLED_ALIKE = 0.6
"""The share of letter triples that two words share, from which on they count as alike."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table: the concept of single stems, and of names of several words."""

    single: Mapping[str, str]
    phrases: Mapping[tuple[str, ...], str]


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """The table of the file; a word in two lines belongs to the first."""
    single: dict[str, str] = {}
    phrases: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(_TABLE.read_text(encoding="utf-8").splitlines()):
        for name in line.split(","):
            stems = read(name.strip()).stems
            if len(stems) == 1:
                single.setdefault(stems[0], f"{_MARK}{number}")
            else:
                phrases.setdefault(stems, f"{_MARK}{number}")
    return Synonyms(single, phrases)


def concept(stem: str) -> str:
    """The concept of a stem; itself when the table does not hold it."""
    return synonyms().single.get(stem, stem)


def tells(word: str) -> bool:
    """Whether a word carries subject matter."""
    return word not in FUNCTION_WORDS and len(word) > 1


def concepts(text: Text, span: Span | None = None, *, split: bool = True) -> list[str]:
    """The concepts of a text or of a span of it, in their order.

    A name of several words becomes one concept; with `split` its words follow as well, so that
    `blood` is found in `blood pressure`.
    """
    first, end = (0, len(text.words)) if span is None else (span.first, span.end)
    found: list[str] = []
    at = first
    while at < end:
        size = _phrase(text.stems, at, end)
        if size:
            found.append(synonyms().phrases[text.stems[at : at + size]])
        inner = range(at, at + (size or 1))
        if split or not size:
            found.extend(concept(text.stems[one]) for one in inner if tells(text.words[one]))
        at += size or 1
    return found


def _phrase(stems: Sequence[str], at: int, end: int) -> int:
    """The number of words of the longest name that begins here; 0 for none."""
    known = synonyms().phrases
    for size in range(min(_LONGEST_NAME, end - at), 1, -1):
        if tuple(stems[at : at + size]) in known:
            return size
    return 0


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> float:
    """How much two concepts count as the same, 0 to 1; words with a typing error nearly do."""
    if one == other:
        return 1.0
    if _MARK in {one[:1], other[:1]} or min(len(one), len(other)) < _LONG_WORD:
        return 0.0
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    begins = min(len(one), len(other)) if shared is None else shared
    if begins >= max(_LONG_WORD, _SAME_BEGINNING * max(len(one), len(other))):
        return _BEGINS_ALIKE
    a, b = _triples(one), _triples(other)
    part = 2 * len(a & b) / (len(a) + len(b))
    return part if part >= _SPELLED_ALIKE else 0.0


def _triples(word: str) -> frozenset[str]:
    framed = f"^{word}$"
    return frozenset(framed[at : at + 3] for at in range(len(framed) - 2))
