"""Wholesale: replies that are denied as a whole, sentence by sentence or verb by verb."""

from __future__ import annotations

from bot.grading.assertion import tentative
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.phrases import ATTRIBUTES, DENIES, DISMISSES, REJECTIONS, TAKES_AWAY
from bot.grading.text import Text
from bot.grading.words import wordset

DISMISSIVE_SHARE = 0.6
"""The share of sentences that dismiss something; labelled replies stay below .34."""


FEWEST_DENIED, DENIED_SHARE = 4, 0.6
"""Auxiliary verbs with a `not` that turn a whole reply round, and their share of all of them.

Honest replies stay below .58 where they hold that many.
"""

NEARLY_ALL = 0.74
"""The share from which one fewer is enough."""

_VERBS = wordset(
    """
    is are was were am will would can could should must do does did have has had may might shall
    """
)

_EQUATES = wordset("is are")
_PARTICIPLES = ("ed", "en")

LONGEST_DISTINCTION = 6
"""Words of a clause that tells two things apart."""

_AWAY = (TAKES_AWAY, DISMISSES, DENIES, ATTRIBUTES, REJECTIONS)
"""What most sentences of a wholly turned-round reply hold one of."""

_AWAY_OPENINGS = frozenset().union(*(listed.by_first for listed in _AWAY))


def turned_round(text: Text) -> bool:
    """Whether a reply is denied as a whole.

    Most of its sentences dismiss or claim nothing, or most of its verbs carry a `not`.
    """
    return _dismissive(text) or _denies_most(text)


def _denies_most(text: Text) -> bool:
    followed = [
        text.words[at + 1]
        for at in range(len(text.words) - 1)
        if text.words[at] in _VERBS and not _distinguishes(text, at)
    ]
    denied = sum(word in {"not", "never"} for word in followed)
    return any(
        denied >= least and denied > part * len(followed)
        for least, part in ((FEWEST_DENIED, DENIED_SHARE), (FEWEST_DENIED - 1, NEARLY_ALL))
    )


def _distinguishes(text: Text, at: int) -> bool:
    """Whether a verb tells two things apart (`cost is not need`), which denies neither."""
    clause = text.clauses[text.clause_of[at]]
    return (
        text.words[at] in _EQUATES
        and text.words[at + 1] == "not"
        and clause.size <= LONGEST_DISTINCTION
        and clause.first < at < clause.end - 2
        and text.words[clause.first] not in FUNCTION_WORDS
        and not text.words[clause.end - 1].endswith(_PARTICIPLES)
    )


def _dismissive(text: Text) -> bool:
    if len(text.sentences) < 2:
        return False
    count = sum(
        unclaimed
        or any(
            text.words[at] in _AWAY_OPENINGS and any(one.end(text.words, at) for one in _AWAY)
            for at in range(sentence.first, sentence.end)
        )
        for sentence, unclaimed in zip(text.sentences, tentative(text), strict=True)
    )
    return count >= DISMISSIVE_SHARE * len(text.sentences)
