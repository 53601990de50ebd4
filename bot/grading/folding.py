"""Folding: any text as lower-case plain letters, with the place of each in the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME_LENGTH = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "´": "'", "`": " ",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
        "–": "—", "−": "-", "‐": "-", "‑": "-", "‒": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200a": " ", "\u3000": " ",
        "\u2028": "\n", "\u2029": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\u0085": "\n",
        "_": " ", "*": " ", "~": " ", "#": " ", "。": ".", "！": "!", "？": "?", "…": ".",
    }
)  # fmt: skip
_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"})
_KEPT_BLANKS = frozenset("\n\t")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,60}>|https?://\S{1,300}|\]\([^()\s]{1,300}\)")


@lru_cache(maxsize=8_192)
def _folded_letter(letter: str) -> str:
    """What one character counts as: no accents, no invisible signs, compatible forms unfolded."""
    if letter in _KEPT_BLANKS:
        return letter
    kept: list[str] = []
    for part in unicodedata.normalize("NFKD", letter):
        category = unicodedata.category(part)
        if category in {"Mn", "Me", "Cf"}:
            continue
        kept.append(" " if category in _INVISIBLE else part.translate(_SAME_LENGTH).lower())
    folded = "".join(kept)
    return folded if len(folded) <= 4 else " "


def fold(original: str) -> tuple[str, list[int] | None]:
    """Lower-case plain text, and for each of its characters the place in the original.

    None for the places means that they are the same. Never longer than four times the original.
    """
    same = original.translate(_SAME_LENGTH)
    if same.isascii():
        lowered = re.sub(r"[\x00-\x08\x0e-\x1f\x7f]", " ", same.lower())
        return _without_markup(lowered), None
    pieces: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(same):
        folded = letter.lower() if letter.isascii() and letter >= " " else _folded_letter(letter)
        pieces.append(folded)
        places.extend([place] * len(folded))
    return _without_markup("".join(pieces)), places


def blank(found: re.Match[str]) -> str:
    """As many blanks as a match is long, so that places stay."""
    return " " * len(found[0])


def _without_markup(text: str) -> str:
    return _MARKUP.sub(blank, text)
