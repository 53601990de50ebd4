"""A rubric made ready for matching: its patterns compiled once, then found in any reply."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz.distance import OSA

from bot.domain.rubric import Criterion, Rubric, Signal
from bot.grading.background import commonness
from bot.grading.commonwords import COMMON_WORDS
from bot.grading.numbers import NumberEnds, NumberKind, numbers
from bot.grading.terms import Atom, Pattern, patterns
from bot.grading.text import Span, Text
from bot.grading.words import LONGEST_WORD, stem

SHORTEST_TYPO = 6
"""Letters a word must have before one of them may be wrong."""

MOST_HITS = 60
"""Places of one pattern that are looked at; more are repetition, which earns nothing."""


@dataclass(frozen=True, slots=True)
class CompiledSignal:
    """A signal with its groups as numbers of patterns in the compiled rubric."""

    signal: Signal
    groups: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class CompiledCriterion:
    """A criterion with its signals and exclusions compiled."""

    criterion: Criterion
    signals: tuple[CompiledSignal, ...]
    unless: frozenset[int]


@dataclass(slots=True)
class _Compiler:
    """Collects patterns, each once."""

    lexicon: dict[str, tuple[str, ...]]
    known: dict[Pattern, int] = field(default_factory=dict)
    by_term: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def group(self, terms: Iterable[str]) -> frozenset[int]:
        return frozenset(number for term in terms for number in self.term(term))

    def term(self, term: str) -> tuple[int, ...]:
        if term not in self.by_term:
            self.by_term[term] = tuple(
                self.known.setdefault(pattern, len(self.known))
                for pattern in patterns(term, self.lexicon)
            )
        return self.by_term[term]

    def criterion(self, criterion: Criterion) -> CompiledCriterion:
        signals = tuple(
            CompiledSignal(signal, tuple(self.group(group) for group in signal.groups))
            for signal in criterion.signals
        )
        return CompiledCriterion(
            criterion, signals, self.group(term for group in criterion.unless for term in group)
        )


@dataclass(frozen=True, slots=True)
class CompiledRubric:
    """All patterns of a rubric, and an index of its words for typing errors."""

    rubric: Rubric
    criteria: tuple[CompiledCriterion, ...]
    patterns: tuple[Pattern, ...]
    opening: dict[tuple[str, str], tuple[int, ...]]
    """The patterns that begin with a word, by how that word is compared."""
    stems: frozenset[str]
    exact: frozenset[str]
    prefixes: dict[int, frozenset[str]]
    near_words: dict[str, tuple[tuple[str, str], ...]]


def compile_rubric(rubric: Rubric) -> CompiledRubric:
    """Make a rubric ready; costs a few milliseconds, so keep the result per rubric version."""
    compiler = _Compiler(rubric.lexicon)
    criteria = tuple(map(compiler.criterion, rubric.criteria))
    found = tuple(compiler.known)
    atoms = {atom for pattern in found for atom in pattern}
    stems = frozenset(atom.key for atom in atoms if atom.kind == "stem")
    prefixes: dict[int, set[str]] = defaultdict(set)
    for atom in atoms:
        if atom.kind == "prefix":
            prefixes[len(atom.key)].add(atom.key)
    opening: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, pattern in enumerate(found):
        opening[pattern[0].kind, pattern[0].key].append(number)
    return CompiledRubric(
        rubric=rubric,
        criteria=criteria,
        patterns=found,
        opening={key: tuple(numbers_) for key, numbers_ in opening.items()},
        stems=stems,
        exact=frozenset(atom.key for atom in atoms if atom.kind == "exact"),
        prefixes={size: frozenset(prefixes[size]) for size in sorted(prefixes)},
        near_words=_near_words(atoms),
    )


def _shortened(word: str) -> Iterator[str]:
    """The word and all its forms with one letter left out, keeping the first."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _near_words(atoms: set[Atom]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Stems with the words they were written as, by every form that lacks at most one letter."""
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for known, written in sorted({(atom.key, atom.written) for atom in atoms if atom.written}):
        if len(written) >= SHORTEST_TYPO and known.isalpha():
            for form in _shortened(known):
                near[form].append((known, written))
    return {form: tuple(found) for form, found in near.items()}


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
        found = dict.fromkeys(pair for form in _shortened(root) for pair in near.get(form, ()))
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
            end = self._end(atom, places[at])
        return end

    def _end(self, atom: Atom, place: int) -> int:
        if atom.kind == "number":
            return min(self._numbers[NumberKind(atom.key)][place], len(self._text.words))
        return place + 1
