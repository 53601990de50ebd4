"""Quotation: the words of a reply that somebody cites, found as they stand there."""

from __future__ import annotations

import re

FEWEST_LETTERS = 3
MOST_BETWEEN = 400
"""Characters that an omission mark may stand for."""

_OMISSION = re.compile(r"\s*(?:\.\.\.|…)\s*")
_APOSTROPHES = "'’ʼ"
_CITED = re.compile(r'\s*(?:"([^"]+)"|“([^”]+)”|«([^»]+)»)\s*(.*)', re.DOTALL)


def cited(said: str) -> tuple[str, str]:
    """Words in quotation marks at the beginning of a text, and the rest; empty without any."""
    match = _CITED.fullmatch(said)
    if match is None:
        return "", said.strip()
    return next(part for part in match.groups()[:3] if part), match[4].strip()


def find_quote(text: str, words: str) -> str | None:
    """The first place of the text with these words, exactly as it stands there; None without one.

    Capitals, line breaks and the form of apostrophes do not matter. An omission mark (...) between
    two stretches stands for all that lies between them.
    """
    parts = [part.split() for part in _OMISSION.split(words.strip())]
    stretches = [r"\s+".join(_word(word) for word in part) for part in parts if part]
    if sum(letter.isalnum() for letter in words) < FEWEST_LETTERS:
        return None
    between = rf".{{0,{MOST_BETWEEN}}}?"
    pattern = rf"(?<!\w){between.join(stretches)}(?!\w)"
    found = re.search(pattern, text, re.IGNORECASE | re.DOTALL)
    return found[0] if found else None


def _word(word: str) -> str:
    return "".join(
        f"[{_APOSTROPHES}]" if letter in _APOSTROPHES else re.escape(letter) for letter in word
    )
