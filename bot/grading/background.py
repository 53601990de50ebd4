"""Background: what ordinary writing about this work looks like, counted once and kept as a file.

The tables in `data/` are counted from the prompt bank's own texts by
`tests/grading/count_background.py`; they hold single words and pairs of word classes, no sentences.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from bot.domain.prompt import Prompt
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.text import Span, Text, read

_FOLDER = Path(__file__).parent / "data"
_ENDINGS = (
    "ing", "ed", "ly", "tion", "tions", "ment", "ments", "ity", "ies", "er", "ers", "al", "ive",
    "ous", "able", "ic", "est", "es", "s", "y", "e",
)  # fmt: skip
_FIRST, _LAST = "^", "$"
_RAREST_PAIR = 2


def word_class(word: str) -> str:
    """The class that stands for a word in the order of words: itself, `#` or its ending."""
    if word in FUNCTION_WORDS:
        return word
    if not word.isalpha():
        return "#"
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "")
    return f"-{ending}"


def pairs(text: Text, sentence: Span) -> list[tuple[str, str]]:
    """Neighbouring word classes of a sentence, its beginning and end included."""
    classes = [_FIRST, *map(word_class, text.words[sentence.first : sentence.end]), _LAST]
    return list(itertools.pairwise(classes))


def passages(prompt: Prompt) -> Iterable[str]:
    """Everything an author wrote about a prompt in sentences."""
    yield prompt.question
    yield from prompt.head.hints
    yield from prompt.model_answer
    for criterion in prompt.rubric.criteria:
        yield from (criterion.text, criterion.probe, criterion.why)
        yield from criterion.exemplars.good
        yield from criterion.exemplars.near
        yield from criterion.exemplars.bad


def subject(texts: Iterable[Text]) -> frozenset[str]:
    """The stems of all words with subject matter."""
    return frozenset(
        stem
        for text in texts
        for word, stem in zip(text.words, text.stems, strict=True)
        if word not in FUNCTION_WORDS and len(word) > 1
    )


@dataclass(frozen=True, slots=True)
class Order:
    """How often classes of words follow each other."""

    counts: Mapping[tuple[str, str], int]
    before: Mapping[str, int]
    after: Mapping[str, int]
    total: int
    ratios: dict[tuple[str, str], float] = field(default_factory=dict)
    """What was computed before; classes are few, so it stays small."""

    def score(self, found: Iterable[tuple[str, str]]) -> float:
        """The mean log ratio of pairs to chance: above 0 for sentences, below for shaken words."""
        ratios = [self._ratio(first, second) for first, second in found]
        return math.fsum(ratios) / len(ratios) if ratios else 0.0

    def _ratio(self, first: str, second: str) -> float:
        known = self.ratios.get((first, second))
        if known is None:
            chance = (self.after.get(second, 0) + 0.5) / (self.total + 0.5 * len(self.after))
            seen = self.counts.get((first, second), 0)
            known = math.log((seen + 2 * chance) / (self.before.get(first, 0) + 2) / chance)
            self.ratios[first, second] = known
        return known


@dataclass(frozen=True, slots=True)
class Commonness:
    """In how many of the bank's prompts each word occurs."""

    prompts: int
    counts: Mapping[str, int]

    def weight(self, stem: str) -> float:
        """How much a word says about the subject: 0 where every prompt uses it or none does."""
        count = self.counts.get(stem, 0)
        return math.log((self.prompts + 1) / (count + 1)) if count else 0.0


@lru_cache(maxsize=1)
def order() -> Order:
    """The table of the file `order.txt`."""
    counts: dict[tuple[str, str], int] = {}
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for line in _lines("order.txt"):
        first, second, count = line.split(" ")
        counts[first, second] = int(count)
        before[first] += int(count)
        after[second] += int(count)
    return Order(counts, before, after, sum(counts.values()))


@lru_cache(maxsize=1)
def commonness() -> Commonness:
    """The table of the file `subjects.txt`; its first line is the number of prompts."""
    first, *lines = _lines("subjects.txt")
    counts = (line.split(" ") for line in lines)
    return Commonness(int(first), {stem: int(count) for stem, count in counts})


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text(encoding="utf-8").split("\n")[:-1]


def count(prompts: Iterable[Prompt]) -> dict[str, str]:
    """Count the tables anew: the texts of the files, by name."""
    following: Counter[tuple[str, str]] = Counter()
    used: Counter[str] = Counter()
    number = 0
    for prompt in prompts:
        number += 1
        texts = [read(passage) for passage in passages(prompt)]
        used.update(sorted(subject(texts)))
        for text in texts:
            for sentence in text.sentences:
                following.update(pairs(text, sentence))
    kept = sorted(pair for pair, times in following.items() if times >= _RAREST_PAIR)
    return {
        "order.txt": "".join(f"{a} {b} {following[a, b]}\n" for a, b in kept),
        "subjects.txt": f"{number}\n" + "".join(f"{s} {used[s]}\n" for s in sorted(used)),
    }
