"""Finds word runs that an exemplar shares with its signals or with the model answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

RUN = 6
"""So many words in a row are copied, not said in one's own way."""

Runs = frozenset[tuple[str, ...]]

_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    return [word.replace("’", "'") for word in _WORDS.findall(text.lower())]


def runs(texts: Iterable[str]) -> Runs:
    """All runs of six neighbouring words; none crosses from one text to the next."""
    return frozenset(run for text in texts for run in _runs(text))


def shared_run(text: str, taken: Runs) -> str | None:
    """The first six words in a row of the text that are among the taken ones, or None."""
    if not taken:
        return None
    return next((" ".join(run) for run in _runs(text) if run in taken), None)


def _runs(text: str) -> list[tuple[str, ...]]:
    found = words(text)
    return [tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)]
