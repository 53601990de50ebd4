"""Abbreviations that read as ordinary words, because capital letters do not matter in a reply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.draft import Draft
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.lexicon import Lexicon
from bot.content.schema import CriterionModel

FIX = """write what stands beside it, as in '"the IT"' or '"IT department"', or its long form."""

_LISTED = """
    a all am an and any are as at be but by can did do for from get go had has have he her him
    his how i if in is it its let may me my new news no nor not now of off on one only or our out
    own per put say see she so than that the their them then they this to too two up us use
    via was way we were what when who whom why will with yes yet you your
"""
_ORDINARY = frozenset(_LISTED.split())
"""The words that every reply holds. "IT" finds "it", "US" finds "us", "NEWS" any news."""

_ARTICLES = frozenset(("a", "an", "the", "our", "their", "your", "my"))
"""Small words after which an exact phrase can only mean the abbreviation: "the IT"."""

_NOUNS = frozenset(("news", "own", "use", "way"))
"""Ordinary words that stand after an article themselves."""


def collides(term: str) -> bool:
    """Whether a term in capitals finds ordinary English words instead of the abbreviation.

    Every word of it is an ordinary one and at least one is written in capitals: `IT`, `for IT`.
    An exact phrase is spared where an article or the like stands before it, as in `"the US"`.
    """
    words = re.findall(r"[^\s\"]+", term)
    loud = [at for at, word in enumerate(words) if len(word) > 1 and word.isupper()]
    if not loud or any(word.lower() not in _ORDINARY for word in words):
        return False
    exact = term.startswith('"') and term.endswith('"') and term.count('"') == 2
    return not (exact and all(_only_abbreviation(words, at) for at in loud))


def _only_abbreviation(words: list[str], at: int) -> bool:
    return at > 0 and words[at - 1] in _ARTICLES and words[at].lower() not in _NOUNS


def bare_capitals(one: CriterionModel) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """The colliding terms of a criterion, each with its place in it."""
    for at, signal in enumerate(one.signals):
        for term in (term for group in signal.all for term in group if collides(term)):
            yield ("signals", at), said(term)
    for term in (term for group in one.unless for term in group if collides(term)):
        yield ("unless",), said(term)


def capital_faults(draft: Draft) -> Iterator[Fault]:
    """A warning for each colliding term of a prompt or a case."""
    for index, one in draft.criteria:
        for path, message in bare_capitals(one):
            yield draft.fault(("criteria", index, *path), message, FIX, warning=True)


def capital_names(lexicon: Lexicon) -> Iterator[Fault]:
    """A warning for each colliding term of the lexicon."""
    for name, terms in lexicon.terms.items():
        file, line = lexicon.places[name]
        for term in filter(collides, terms):
            yield Fault(file, line, f"lexicon.{name}: {said(term)}", FIX, warning=True)


def said(term: str) -> str:
    """What is told of such a term."""
    plain = " ".join(term.replace('"', "").lower().split())
    return f'The term {shown(term)} finds every "{plain}" as well: capital letters do not matter.'
