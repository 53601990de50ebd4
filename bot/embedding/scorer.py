"""The text-only scorer: judges a reply by nothing but the wording of a criterion or a reference."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from bot.embedding.alignment import Mask, columns_within, recall, similarities, weights
from bot.embedding.model import Model, Passage
from bot.grading.text import read

QUESTION_IN_CRITERION, QUESTION_IN_REFERENCE = 0.1, 0.3
"""What a word of the question counts in a criterion and in a reference answer."""

WINDOWS = (1, 2)
"""Neighbouring sentences that are looked at together: evidence stands in one place."""

STEEPNESS, MIDDLE = 15.6, 0.619
"""From alignment to a probability; fitted to physicians' verdicts on single criteria (K-QA)."""


class AlignmentScorer:
    """Scores by token alignment; pure functions of their texts, equal on one machine.

    It holds no defence against gaming: keyword lists and negated sentences score like honest ones.
    That is why no verdict of a rubric rests on it alone.
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """What a report calls it."""
        return f"alignment with {self._model.name}"

    def criterion(self, question: str, criterion: str, reply: str) -> float:
        """The probability, 0 to 1, that a reply meets the one criterion."""
        asked = self._model.read(question)
        wanted = self._model.read(criterion, before=question)
        given = self._model.read(reply)
        counted = weights(wanted, asked, QUESTION_IN_CRITERION)
        found = similarities(wanted, given)
        sizes = [
            max((recall(found, counted, window) for window in windows), default=0.0)
            for windows in _windows(reply, given)
        ]
        value = math.fsum(sizes) / len(sizes)
        return round(1 / (1 + math.exp(-STEEPNESS * (value - MIDDLE))), 4)

    def reference(self, question: str, reference: str, reply: str) -> float:
        """How much of a reference answer the reply says, 0 to 1; for ranking replies."""
        asked, wanted = self._model.read(question), self._model.read(reference)
        found = similarities(wanted, self._model.read(reply))
        return round(recall(found, weights(wanted, asked, QUESTION_IN_REFERENCE)), 4)


def _windows(reply: str, given: Passage) -> list[list[Mask]]:
    """The pieces of each run of neighbouring sentences, by the size of the run."""
    text = read(reply)
    starts = [text.starts[span.first] for span in text.sentences]
    bounds = [0, *starts[1:], len(reply)] if starts else [0, len(reply)]
    sentences = [columns_within(given, start, end) for start, end in pairwise(bounds)]
    return [
        [
            np.logical_or.reduce(sentences[at : at + size])
            for at in range(max(1, len(sentences) - size + 1))
        ]
        for size in WINDOWS
    ]
