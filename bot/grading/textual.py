"""Grading from text alone: how much of a criterion or a reference answer a reply says.

For criteria that nobody has written signals for. It knows words, their synonyms and their weight,
and neither logic nor the world, so it is a measure to compare with and no grader to rely on.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grading.concepts import alike, concept, concepts, tells
from bot.grading.negation import Denial, denials
from bot.grading.text import Text, read

QUESTION_WEIGHT = 0.3
"""What a word of the question counts: a reply repeats it whether it meets the criterion or not."""

ALL_KNOWN = 0.6
"""Coverage of the words that are not the question's, where a criterion has no such word."""

DENIED_WEIGHT = 0.5
"""What a denied word counts towards a criterion that denies nothing itself."""

_ALIAS = re.compile(r"([\w-]+) ?\(([^()]{1,80})\)")
_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Lexis:
    """How much each concept tells: the fewer subjects use it, the more."""

    subjects: int
    counts: Mapping[str, int]

    def weight(self, one: str) -> float:
        """The weight of a concept, above 0; equal for all where there is a single subject."""
        return math.log((self.subjects + 1) / (self.counts.get(one, 0) + 0.5))


def lexis(subjects: Iterable[Iterable[str]]) -> Lexis:
    """Count the concepts of some subjects, each a number of texts; labels play no part."""
    counts: Counter[str] = Counter()
    number = 0
    for texts in subjects:
        number += 1
        counts.update({one for text in texts for one in concepts(_read(text))})
    return Lexis(number, counts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a reply says what a criterion asks for.

    `sentence` is the weighted share, 0 to 1, of its words in the best sentence; `fresh` the same in
    the best two neighbouring sentences for words that the question does not hold; `missing` the
    summed weight of words found nowhere, 0 or more.
    """

    sentence: float
    fresh: float
    missing: float


def coverage(known: Lexis, question: str, criterion: str, reply: str) -> Coverage:
    """Compare a reply with a criterion, word by word."""
    asked = _asked(question, criterion)
    wanted = {
        one: known.weight(one) * (QUESTION_WEIGHT if one in asked else 1.0)
        for one in concepts(_read(criterion), split=False)
    }
    fresh = {one: weight for one, weight in wanted.items() if one not in asked}
    sentences = _sentences(_read(reply), denied=_denies(_read(criterion)))
    whole = _hits(wanted, sentences)
    single = [_hits(wanted, [one]) for one in sentences]
    double = [_hits(wanted, sentences[at : at + 2]) for at in range(max(1, len(sentences) - 1))]
    return Coverage(
        sentence=max((_share(wanted, hits) for hits in single), default=0.0),
        fresh=max((_share(fresh, hits) for hits in double), default=0.0) if fresh else ALL_KNOWN,
        missing=sum(weight * (1 - whole[one]) for one, weight in wanted.items()),
    )


def likeness(known: Lexis, question: str, reference: str, reply: str) -> float:
    """How much a reply says of what a reference answer says, 0 to 1; nothing in it is learned.

    The mean of three shares - of the reference's words, of each of its sentences' words in the best
    window, of its runs of letters - each as a root, since the first things said count most.
    """
    asked = set(concepts(_read(question)))
    wanted = {
        one: known.weight(one) * (QUESTION_WEIGHT if one in asked else 1.0)
        for one in concepts(_read(reference))
    }
    sentences = _sentences(_read(reply), denied=True)
    double = [sentences[at : at + 2] for at in range(max(1, len(sentences) - 1))]
    parts: list[float] = []
    for span in _read(reference).sentences:
        own = {one: wanted[one] for one in concepts(_read(reference), span) if one not in asked}
        if own:
            parts.append(max(_share(own, _hits(own, window)) for window in double))
    all_words = _share(wanted, _hits(wanted, sentences))
    by_part = sum(parts) / len(parts) if parts else all_words
    own_letters = _letters(one for one in wanted if one not in asked)
    letters = _cosine(own_letters, _letters(_fresh(sentences, asked)))
    return sum(map(math.sqrt, (all_words, by_part, letters))) / 3


@lru_cache(maxsize=4_096)
def _read(text: str) -> Text:
    return read(text)


def _asked(question: str, criterion: str) -> set[str]:
    """The question's concepts, with the other names that a criterion gives them in brackets."""
    asked = set(concepts(_read(question)))
    found = set(asked)
    for name, other in _ALIAS.findall(criterion):
        both = {*concepts(_read(name)), *concepts(_read(other))}
        if both & asked:
            found |= both
    return found


def _denies(text: Text) -> bool:
    return any(mark & (Denial.NEGATED | Denial.DISMISSED) for mark in denials(text))


def _sentences(text: Text, *, denied: bool) -> list[dict[str, float]]:
    """The concepts of each sentence with what they count.

    A denied one counts less, unless denying is what is asked for (`denied`).
    """
    marks = () if denied else denials(text)
    found: list[dict[str, float]] = []
    for span in text.sentences:
        words = dict.fromkeys(concepts(text, span), 1.0)
        for at in range(span.first, span.end) if marks else ():
            if tells(text.words[at]) and marks[at] & (Denial.NEGATED | Denial.DISMISSED):
                words[concept(text.stems[at])] = DENIED_WEIGHT
        found.append(words)
    return found


def _hits(
    wanted: Mapping[str, float], sentences: Sequence[Mapping[str, float]]
) -> dict[str, float]:
    """How well each wanted concept is found in some sentences, 0 to 1."""
    return {
        one: max(
            (alike(one, word) * part for words in sentences for word, part in words.items()),
            default=0.0,
        )
        for one in wanted
    }


def _share(wanted: Mapping[str, float], hits: Mapping[str, float]) -> float:
    every = sum(wanted.values())
    return sum(weight * hits[one] for one, weight in wanted.items()) / every if every else 0.0


def _fresh(sentences: Sequence[Mapping[str, float]], asked: set[str]) -> list[str]:
    words = dict.fromkeys(word for one in sentences for word in one)
    return [word for word in words if word not in asked]


def _letters(words: Iterable[str]) -> Counter[str]:
    """The runs of four letters of some words."""
    found: Counter[str] = Counter()
    for word in words:
        framed = f" {word} "
        for at in range(max(1, len(framed) - _LETTERS + 1)):
            found[framed[at : at + _LETTERS]] += 1
    return found


def _cosine(first: Counter[str], second: Counter[str]) -> float:
    both = sum(count * second.get(run, 0) for run, count in first.items())
    return both / math.sqrt(_square(first) * _square(second)) if both else 0.0


def _square(runs: Counter[str]) -> int:
    return sum(count * count for count in runs.values())
