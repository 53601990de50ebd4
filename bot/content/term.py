"""A term as an author writes it: words, `stem*`, `@name`, numbers and exact phrases."""

from __future__ import annotations

import re

from bot.content.fields import FieldError, shown, text

_NAME = re.compile(r"@([\w-]+)")
_EXACT = re.compile(r'"[^"]*"')
_NUMBERS = frozenset({"#", "#%", "#$", "#t"})
_WORD = re.compile(r"\w")
MAX_TERM = 120


def term(value: object) -> str:
    """The term with single spaces; raises FieldError where it could match nothing."""
    found = " ".join(text(value).split())
    if len(found) > MAX_TERM:
        raise FieldError(
            f"The term {shown(found)} has {len(found)} characters; {MAX_TERM} are the most.",
            "split it into several terms, or into several groups of one signal.",
        )
    if found.count('"') % 2:
        raise FieldError(
            f"A quotation mark in the term {shown(found)} is not closed.",
            """write an exact phrase as '"fall back"'.""",
        )
    for word in found.replace('"', " ").split():
        _check_word(word)
    if not found.replace('"', "").strip():
        raise FieldError("The term holds no word.", "write a word between the quotation marks.")
    return found


def names_in(found: str) -> list[str]:
    """The lexicon names that a term mentions, without the `@`."""
    words = _EXACT.sub(" ", found).split()
    return [match[1] for word in words if (match := _NAME.fullmatch(word)) is not None]


def _check_word(word: str) -> None:
    if word.startswith("@"):
        if not _NAME.fullmatch(word):
            raise FieldError(f"{shown(word)} is no lexicon name.", "write it as @clinician.")
        return
    if word.startswith("#"):
        if word not in _NUMBERS:
            raise FieldError(f"{shown(word)} is no kind of number.", "write one of: #, #%, #$, #t.")
        return
    if "*" in word[:-1] or word == "*":
        raise FieldError(
            f"The * in {shown(word)} does not end a word.",
            "put * at the end only: reimburs* finds every word that begins so.",
        )
    if not _WORD.search(word) and word not in {"&", "%", "$", "€", "£", ">", "<", "=", "+", "/"}:
        raise FieldError(f"{shown(word)} is no word.", "write a word, a number or @name.")
