"""Occurrences: where the patterns of a compiled rubric stand in one reply."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from rapidfuzz.distance import OSA

from bot.grading.background import commonness
from bot.grading.commonwords import COMMON_WORDS
from bot.grading.matcher import SHORTEST_TYPO, CompiledRubric, shortened
from bot.grading.numbers import NumberEnds, NumberKind, numbers
from bot.grading.terms import Atom, Pattern
from bot.grading.text import Span, Text
from bot.grading.words import LONGEST_WORD, stem, wordset

MOST_HITS = 60
"""Places of one pattern that are looked at; more are repetition, which earns nothing."""


NO_BRIDGE = wordset(
    """
    not no never without none nobody nothing neither nor hardly cannot but unless until than per
    instead because versus
    """
)
"""Words that may not stand in the gap of a term: they turn it round or begin something else."""

_CUT = re.compile(r"[,;:()\[\]—]| - ")


def _may_be_misspelt(word: str, root: str) -> bool:
    """Whether a word is unknown: long, of letters, and not one that the bank's authors use."""
    return (
        len(word) >= SHORTEST_TYPO
        and word.isalpha()
        and word not in COMMON_WORDS
        and root not in commonness().counts
    )


class Occurrences:
    """Where the patterns of one compiled rubric occur in one text."""

    def __init__(self, compiled: CompiledRubric, text: Text) -> None:
        self._compiled = compiled
        self._text = text
        self._numbers: NumberEnds = numbers(text.words)
        self._places: dict[tuple[str, str], list[int]] = {}
        self._found: dict[int, list[tuple[int, int]]] = {}
        self._index()
        self._search()

    def _index(self) -> None:
        by_word: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._text.words):
            by_word[word].append(at)
        merged: dict[tuple[str, str], list[list[int]]] = defaultdict(list)
        for word, places in by_word.items():
            for key in self._keys(word):
                merged[key].append(places)
        for key, lists in merged.items():
            self._places[key] = lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
        for kind in NumberKind:
            self._places["number", kind] = sorted(self._numbers[kind])

    def _keys(self, word: str) -> Iterator[tuple[str, str]]:
        """Every way in which the rubric's atoms could name this word."""
        compiled = self._compiled
        if word in compiled.exact:
            yield "exact", word
        if len(word) > LONGEST_WORD:
            return
        root = stem(word)
        if root in compiled.stems:
            yield "stem", root
        elif _may_be_misspelt(word, root):
            for meant in self._meant(word, root):
                yield "stem", meant
        for size, prefixes in compiled.prefixes.items():
            if size > len(word):
                break
            if word[:size] in prefixes:
                yield "prefix", word[:size]

    def _meant(self, word: str, root: str) -> list[str]:
        """The rubric's stems that a misspelt word may stand for.

        One letter may be wrong in the stem; an ending may be wrong beside it.
        """
        near = self._compiled.near_words
        found = dict.fromkeys(pair for form in shortened(root) for pair in near.get(form, ()))
        return [
            known
            for known, written in found
            if OSA.distance(root, known, score_cutoff=1) <= 1
            and OSA.distance(word, written, score_cutoff=2) <= 2
        ]

    def of_any(self, group: frozenset[int]) -> list[Span]:
        """The places of any of a group's patterns, in order; each lies within one sentence."""
        found = {place for number in self._found.keys() & group for place in self._found[number]}
        return [Span(first, end) for first, end in sorted(found)]

    def _search(self) -> None:
        """Find every pattern whose first word occurs."""
        for key, places in self._places.items():
            for number in self._compiled.opening.get(key, ()):
                found = self._places_of(self._compiled.patterns[number], places)
                if found:
                    self._found[number] = found

    def _places_of(self, pattern: Pattern, openings: list[int]) -> list[tuple[int, int]]:
        rows = [self._places.get((atom.kind, atom.key), []) for atom in pattern[1:]]
        if not all(rows):
            return []
        found: list[tuple[int, int]] = []
        sentence_of = self._text.sentence_of
        for first in openings:
            end = self._follow(pattern, rows, first)
            if end is not None and sentence_of[end - 1] == sentence_of[first]:
                found.append((first, end))
                if len(found) >= MOST_HITS:
                    break
        return found

    def _follow(self, pattern: Pattern, rows: list[list[int]], first: int) -> int | None:
        """The word after the last of a pattern that starts here, None when it does not."""
        end = self._end(pattern[0], first)
        for atom, places in zip(pattern[1:], rows, strict=True):
            at = bisect_left(places, end)
            if at == len(places) or places[at] > end + atom.gap:
                return None
            if places[at] > end and not self._bridges(end, places[at]):
                return None
            end = self._end(atom, places[at])
        return end

    def _bridges(self, first: int, end: int) -> bool:
        """Whether the words between two words of a term leave its meaning as it is."""
        text = self._text
        if not NO_BRIDGE.isdisjoint(text.words[first:end]):
            return False
        return not any(
            _CUT.search(text.original, text.ends[at - 1], text.starts[at])
            for at in range(first, end + 1)
        )

    def _end(self, atom: Atom, place: int) -> int:
        if atom.kind == "number":
            return min(self._numbers[NumberKind(atom.key)][place], len(self._text.words))
        return place + 1
