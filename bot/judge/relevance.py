"""Relevance: whether a quote has anything to do with the criterion that it is given for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.domain.rubric import Criterion
from bot.grading.background import subject
from bot.grading.text import read
from bot.judge.case import Case
from bot.judge.quotes import Place

FEWEST_SHARED = 2
"""Telling words that a quote shares with all that an author wrote about a criterion.

Measured on the bank: 98 of 100 exemplars share two with their own criterion when they are left out
of it, 25 of 100 sentences about another criterion of the same question do.
"""

_DEEPEST = 3
_SIGNS = re.compile(r'["*#%$@]')


def related(case: Case, criterion: Criterion, place: Place) -> bool:
    """Whether the quote is about the criterion's subject; words of the question do not count."""
    lexicon = case.prompt.rubric.lexicon
    terms = list(_terms(criterion, lexicon))
    known = subject(
        read(text) for text in (criterion.text, *criterion.exemplars.good, *map(_plain, terms))
    )
    beginnings = tuple(
        term[:-1].casefold() for term in terms if term.endswith("*") and " " not in term
    )
    quoted = subject([read(case.text[place.start : place.end])])
    telling = quoted - subject([read(case.prompt.question)])
    shared = [stem for stem in telling if stem in known or stem.startswith(beginnings)]
    return len(shared) >= FEWEST_SHARED


def _terms(criterion: Criterion, lexicon: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for signal in criterion.signals:
        for group in signal.groups:
            yield from _spelled(group, lexicon, _DEEPEST)


def _spelled(
    terms: Iterable[str], lexicon: Mapping[str, tuple[str, ...]], depth: int
) -> Iterator[str]:
    """The terms, with those of the lexicon entries that they name."""
    for term in terms:
        if term.startswith("@") and depth:
            yield from _spelled(lexicon.get(term[1:], ()), lexicon, depth - 1)
        else:
            yield term


def _plain(term: str) -> str:
    return _SIGNS.sub(" ", term)
