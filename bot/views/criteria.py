"""How a criterion reads in a few words; the whole of it stands in the list of all points."""

from __future__ import annotations

import re

FEWEST_WORDS = 4
"""A short form with fewer words than this would say too little."""

_BRACKETS = re.compile(r"\s+\((?:[^()]|\([^()]*\))*\)")
_ASIDE = re.compile(r"\s+[-–—]\s+(?P<aside>.*?)(?:\s+[-–—]\s+(?P<after>.*))?$")
_EXAMPLES = re.compile(r",?\s+(?:such as|for example|e\.g\.|i\.e\.|namely|rather than)\s.*$")


def brief(text: str) -> str:
    """The text without brackets, asides and examples, as the end of a sentence.

    It stays whole where little would be left of it. Names and abbreviations keep their capitals.
    """
    short = text.rstrip(".")
    for cut in (_without_brackets, _without_aside, _without_examples):
        shorter = cut(short)
        if len(shorter.split()) >= FEWEST_WORDS:
            short = shorter
    return lower_first(short)


def lower_first(text: str) -> str:
    """A criterion's text inside a sentence; names and abbreviations keep their capitals."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def _without_brackets(text: str) -> str:
    return _BRACKETS.sub("", text)


def _without_aside(text: str) -> str:
    """What stands between two dashes, or behind the only one, is left out."""
    match = _ASIDE.search(text)
    if match is None:
        return text
    after = match["after"]
    return text[: match.start()] + (f", {after}" if after else "")


def _without_examples(text: str) -> str:
    return _EXAMPLES.sub("", text)
