"""Alignment: how much of one text is said in another, piece by piece instead of word by word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.embedding.model import Passage
from bot.embedding.safetensors import Array
from bot.embedding.wordpiece import Piece
from bot.grading.functionwords import FUNCTION_WORDS

SMALL_WORD, SIGN = 0.1, 0.02
"""How much function words and punctuation count beside other words, which count 1."""

FAMILIAR, STRANGE = 0.9, 0.4
"""Similarity to the question from which a word is the question's own, and below which it is new."""

Mask = NDArray[np.bool_]


def similarities(wanted: Passage, given: Passage) -> Array:
    """The cosine of every wanted piece (rows) with every given one (columns), -1 to 1."""
    return wanted.vectors @ given.vectors.T


def weights(wanted: Passage, question: Passage, floor: float) -> Array:
    """How much each wanted piece counts: words of subject matter, those of the question demoted.

    A word that the question holds counts `floor`, one that it holds in other words something in
    between: whoever repeats the question has said nothing yet.
    """
    plain = np.array(_plain(wanted.pieces), dtype=np.float32)
    if not question.pieces or not wanted.pieces:
        return plain
    near = similarities(wanted, question).max(axis=1)
    known = np.clip((near - STRANGE) / (FAMILIAR - STRANGE), 0, 1)
    demoted: Array = plain * (1 - (1 - np.float32(floor)) * known)
    return demoted


def _plain(pieces: Sequence[Piece]) -> list[float]:
    """A word of several pieces counts the root of their number, shared among them."""
    found: list[float] = []
    first = 0
    while first < len(pieces):
        end = first + 1
        while end < len(pieces) and not pieces[end].opens:
            end += 1
        found += [_word(pieces[first].word) / (end - first) ** 0.5] * (end - first)
        first = end
    return found


def _word(word: str) -> float:
    if not any(map(str.isalnum, word)):
        return SIGN
    small = word in FUNCTION_WORDS or (len(word) == 1 and word.isalpha())
    return SMALL_WORD if small else 1.0


def recall(found: Array, counted: Array, columns: Mask | None = None) -> float:
    """The weighted mean over wanted pieces of the likest given piece, among `columns` only.

    0 to 1; 0 where there is nothing to compare.
    """
    if columns is not None:
        found = found[:, columns]
    total = float(counted.sum())
    if not found.size or total <= 0:
        return 0.0
    best = np.maximum(found.max(axis=1), 0)
    return min(1.0, float((counted * best).sum()) / total)


def columns_within(passage: Passage, start: int, end: int) -> Mask:
    """The pieces whose words begin among these characters of the text."""
    return np.array([start <= piece.start < end for piece in passage.pieces], dtype=np.bool_)
