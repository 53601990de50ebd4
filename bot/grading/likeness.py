"""Likeness: how near a sentence comes to what an author wrote for a criterion, word by word."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.domain.rubric import Criterion
from bot.grading.background import commonness, subject
from bot.grading.text import read

UNKNOWN = 3.0
"""The rarity of a word that no prompt of the bank uses; the rarest known ones reach 4."""

SPARSE = 2.0
"""Added to what a passage holds, so that a passage of one word is never matched by it alone."""


def rarity(stem: str) -> float:
    """How telling a word is, 0 to about 4: rare ones tell more."""
    table = commonness()
    return table.weight(stem) if stem in table.counts else UNKNOWN


@dataclass(frozen=True, slots=True)
class Likeness:
    """The words of a criterion's text and good exemplars, and those of its other exemplars."""

    meant: tuple[frozenset[str], ...] = ()
    other: tuple[frozenset[str], ...] = ()

    @staticmethod
    def of(criterion: Criterion) -> Likeness:
        """Collect the words of a criterion's passages; worth keeping."""
        shown = criterion.exemplars
        return Likeness(
            tuple(subject([read(text)]) for text in (criterion.text, *shown.good)),
            tuple(subject([read(text)]) for text in (*shown.near, *shown.bad)),
        )

    def of_words(self, stems: frozenset[str]) -> tuple[float, float]:
        """The share, 0 to 1, of the nearest good passage and of the nearest other one."""
        return _nearest(self.meant, stems), _nearest(self.other, stems)


def _nearest(passages: tuple[frozenset[str], ...], stems: frozenset[str]) -> float:
    return max((_shared(passage, stems) for passage in passages), default=0.0)


def _shared(passage: frozenset[str], stems: frozenset[str]) -> float:
    common = passage & stems
    if not common:
        return 0.0
    return _weight(common) / (_weight(passage) + SPARSE)


def _weight(stems: frozenset[str]) -> float:
    return math.fsum(map(rarity, sorted(stems)))
