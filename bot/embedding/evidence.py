"""Evidence for the grader: whether a stretch of a reply says what a criterion's text asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.embedding.alignment import columns_within, recall, similarities, weights
from bot.embedding.model import Model

QUESTION_WORD = 0.1
"""What a word of the question counts in a criterion."""

STEEPNESS, MIDDLE = 30.0, 0.36
"""From alignment to a chance, measured on the bank's exemplars.

A third of the good ones lie above the middle, and one in forty of those that are only on topic.
"""


class AlignmentEvidence:
    """Token alignment; stands behind bot.ports.evidence.Evidence.

    Exemplars are not asked: measured on them, the criterion's own text tells good from near better
    alone (AUC .88) than with the likeness to good and near exemplars beside it (.78 to .82).
    """

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def chances(
        self, question: str, criterion: str, reply: str, stretches: Sequence[tuple[int, int]]
    ) -> list[float]:
        """The chance, 0 to 1, of each stretch of characters; see the port."""
        asked = self._model.read(question)
        wanted = self._model.read(criterion, before=question)
        given = self._model.read(reply)
        counted = weights(wanted, asked, QUESTION_WORD)
        found = similarities(wanted, given)
        aligned = (
            recall(found, counted, columns_within(given, start, end)) for start, end in stretches
        )
        return [round(1 / (1 + math.exp(STEEPNESS * (MIDDLE - one))), 4) for one in aligned]
