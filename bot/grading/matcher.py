"""A rubric made ready for matching: its patterns compiled once, for any number of replies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.domain.rubric import Criterion, Rubric, Signal
from bot.grading.likeness import Likeness
from bot.grading.terms import Atom, Pattern, patterns

SHORTEST_TYPO = 6
"""Letters a word must have before one of them may be wrong."""


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
    likeness: Likeness


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
        unless = self.group(term for group in criterion.unless for term in group)
        return CompiledCriterion(criterion, signals, unless, Likeness.of(criterion))


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


def shortened(word: str) -> Iterator[str]:
    """The word and all its forms with one letter left out, keeping the first."""
    yield word
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _near_words(atoms: set[Atom]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Stems with the words they were written as, by every form that lacks at most one letter."""
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for known, written in sorted({(atom.key, atom.written) for atom in atoms if atom.written}):
        if len(written) >= SHORTEST_TYPO and known.isalpha():
            for form in shortened(known):
                near[form].append((known, written))
    return {form: tuple(found) for form, found in near.items()}
