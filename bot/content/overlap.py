"""Finds word runs that an exemplar shares with its signals or with the model answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

RUN = 6
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without punctuation."""
    return [word.replace("’", "'") for word in _WORDS.findall(text.lower())]


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of six neighbouring words."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def shared_run(text: str, others: Iterable[str]) -> str | None:
    """The first six words in a row that the text shares with one of the others, or None."""
    taken = {run for other in others for run in runs(other)}
    if not taken:
        return None
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = tuple(found[start : start + RUN])
        if run in taken:
            return " ".join(run)
    return None
