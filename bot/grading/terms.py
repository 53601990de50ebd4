"""The language of terms (docs/content.md): what one term of a signal looks for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

from bot.grading.folding import fold
from bot.grading.numbers import NumberKind
from bot.grading.text import split_words
from bot.grading.words import stem

WIDEST_GAP = 2
"""Other words that may stand between two words of a term."""

_MOST_EXPANSIONS = 200
_DEEPEST_NAME = 4
_PART = re.compile(
    r'"(?P<exact>[^"]*)"|@(?P<name>[\w-]+)|(?P<number>#[%$t]?(?!\w))|(?P<plain>[^\s"]+)'
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of a pattern: `kind` says how `key` is compared.

    `stem`, `exact` (the very word), `prefix` or `number` (key is the sign). `gap` is how many
    other words may stand before it.
    """

    kind: str
    key: str
    gap: int = WIDEST_GAP
    written: str = field(default="", compare=False)
    """The word as its author wrote it, for telling typing errors from other words."""


Pattern = tuple[Atom, ...]
"""Words that must follow each other; never empty."""


def patterns(term: str, lexicon: dict[str, tuple[str, ...]], depth: int = 0) -> list[Pattern]:
    """All patterns a term stands for; more than one only where it names a lexicon entry.

    Unknown names and terms without any word yield nothing: the content check reports them.
    """
    choices: list[list[Pattern]] = []
    for match in _PART.finditer(term.replace("“", '"').replace("”", '"')):
        if match["name"]:
            choices.append(_named(match["name"], lexicon, depth))
        elif match["number"]:
            choices.append([(Atom("number", NumberKind(match["number"])),)])
        elif match["exact"] is not None:
            choices.append([_exact(match["exact"])])
        else:
            choices.append([_plain(match["plain"])])
    found: list[Pattern] = []
    for combination in product(*[choice for choice in choices if choice != [()]]):
        joined = tuple(atom for part in combination for atom in part)
        if joined:
            found.append(joined)
        if len(found) >= _MOST_EXPANSIONS:
            break
    return found


def _named(name: str, lexicon: dict[str, tuple[str, ...]], depth: int) -> list[Pattern]:
    if depth >= _DEEPEST_NAME:
        return []
    return [found for term in lexicon.get(name, ()) for found in patterns(term, lexicon, depth + 1)]


def _exact(phrase: str) -> Pattern:
    parts = [word for word, _, _ in split_words(fold(phrase)[0])]
    return tuple(Atom("exact", word, 0 if at else WIDEST_GAP) for at, word in enumerate(parts))


def _plain(phrase: str) -> Pattern:
    """The words of a run without blanks; a star makes the last one a prefix."""
    starred = phrase.endswith("*")
    parts = [word for word, _, _ in split_words(fold(phrase)[0])]
    atoms = [
        Atom("stem", stem(word), 0 if at else WIDEST_GAP, word) for at, word in enumerate(parts)
    ]
    if starred and atoms:
        atoms[-1] = Atom("prefix", parts[-1], atoms[-1].gap)
    return tuple(atoms)
