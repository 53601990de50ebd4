"""WordPiece: text cut into the pieces a BERT vocabulary knows, each tied to the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

UNKNOWN, OPENING, CLOSING = "[UNK]", "[CLS]", "[SEP]"
CONTINUED = "##"

LONGEST_WORD = 100
"""Characters; a longer run without a blank is one unknown piece (the rule of BERT)."""

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a word: its number in the vocabulary and the characters it covers.

    `word` is the whole word it belongs to, lower-case and without accents; `opens` is true for the
    first piece of a word. `start` and `end` place the word in the original.
    """

    id: int
    word: str
    start: int
    end: int
    opens: bool


def _is_ideograph(char: str) -> bool:
    return char > "\u2fff" and any(low <= ord(char) <= high for low, high in _IDEOGRAPHS)


def _is_mark(char: str) -> bool:
    """Whether a character stands alone as BERT sees it: every ASCII sign, and punctuation."""
    if char < "\x7f":
        return char > " " and not char.isalnum()
    return unicodedata.category(char).startswith("P")


def _is_dropped(char: str) -> bool:
    if char < "\x7f":
        return char < " " and char not in "\t\n\r"
    return char == "\ufffd" or unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs"}


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text with their places; lower-case, without accents, signs by themselves.

    The rules are those of the uncased BERT models (Devlin et al. 2018, `BasicTokenizer`).
    """
    letters: list[str] = []
    start = end = 0
    for at, char in enumerate(text):
        if _is_dropped(char):
            continue
        alone = _is_mark(char) or _is_ideograph(char)
        if alone or char.isspace():
            if letters:
                yield "".join(letters), start, end
                letters = []
            if alone:
                yield char, at, at + 1
            continue
        if not letters:
            start = at
        end = at + 1
        letters.append(char if "a" <= char <= "z" else _plain(char))
    if letters:
        yield "".join(letters), start, end


def _plain(char: str) -> str:
    """A character without its accents, in lower case; may be empty."""
    if char.isascii():
        return char.lower()
    parts = unicodedata.normalize("NFD", char)
    return "".join(part.lower() for part in parts if unicodedata.category(part) != "Mn")


class WordPiece:
    """Cuts words greedily into the longest pieces that the vocabulary holds."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the vocabulary in its order: a piece's number is its line, from 0."""
        self._ids: Mapping[str, int] = {piece: at for at, piece in enumerate(vocabulary)}
        self._unknown = self._ids[UNKNOWN]
        self.opening = self._ids[OPENING]
        self.closing = self._ids[CLOSING]
        self._longest = max(map(len, self._ids), default=1)

    def __len__(self) -> int:
        return len(self._ids)

    def pieces(self, text: str) -> list[Piece]:
        """All pieces of a text in order; any text whatsoever can be cut."""
        known: dict[str, tuple[int, ...]] = {}
        found: list[Piece] = []
        for word, start, end in words(text):
            if word not in known:
                known[word] = self._cut(word)
            for at, number in enumerate(known[word]):
                found.append(Piece(number, word, start, end, at == 0))
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = CONTINUED if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                number = self._ids.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)
