"""The port of evidence beyond words: what can tell a paraphrase from another subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Evidence(Protocol):
    """Judges stretches of a reply by their meaning.

    It knows neither negation nor gaming, so nobody may rest a verdict on it alone.
    """

    @property
    def name(self) -> str:
        """The name that every score it had a part in carries."""
        ...

    def chances(
        self, question: str, criterion: str, reply: str, stretches: Sequence[tuple[int, int]]
    ) -> list[float]:
        """The chance of each stretch, 0 to 1, that it says what the criterion's text asks for.

        A stretch is its first character in the reply and the one after its last. Never raises.
        """
        ...


class TextScorer(Protocol):
    """Judges a reply by nothing but the wording of a criterion or of a reference answer."""

    @property
    def name(self) -> str:
        """What a report calls it."""
        ...

    def criterion(self, question: str, criterion: str, reply: str) -> float:
        """The chance, 0 to 1, that the reply meets the criterion."""
        ...

    def reference(self, question: str, reference: str, reply: str) -> float:
        """How much of the reference answer the reply says, 0 to 1."""
        ...
