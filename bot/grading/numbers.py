"""Numbers in a reply: which words are counts, shares, amounts of money or spans of time."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.grading.words import wordset

NUMBER_WORDS = wordset(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion zero half third thirds quarter quarters fifth dozen twice double
    triple couple halve halved
    """
)
_SHARE_WORDS = wordset("half third thirds quarter fifth halve halved")
_PERCENT_WORDS = wordset("percent percentage pct pp")
_MONEY_WORDS = wordset("dollar dollars usd euro euros eur pound pounds gbp bucks cents")
_TIME_WORDS = wordset(
    """
    ms millisecond milliseconds second seconds sec secs s minute minutes min mins hour hours hr
    hrs h day days night nights week weeks wk wks month months mo quarter quarters year years yr
    yrs shift shifts d
    """
)
_NUMBERED_TIME = wordset("day week month quarter year hour")
_GLUED_TIME = re.compile(r"\d[\d.,]*(?:ms|s|sec|secs|min|mins|h|hr|hrs|d|days?|wks?|mo|yrs?)$")
_DIGITS = re.compile(r"[$€£]?\d")


class NumberKind(StrEnum):
    """The kinds of number a term can ask for, by the sign that asks for it."""

    ANY = "#"
    SHARE = "#%"
    MONEY = "#$"
    TIME = "#t"


NumberEnds = dict[NumberKind, dict[int, int]]
"""For each kind: where a number of that kind starts, and the word after its last."""


def numbers(words: tuple[str, ...]) -> NumberEnds:
    """Find the numbers among a text's words, by kind."""
    found: NumberEnds = {kind: {} for kind in NumberKind}
    for index, word in enumerate(words):
        following = words[index + 1 : index + 4]
        if _is_number(word, following):
            _classify(found, words, index)
        elif word in _NUMBERED_TIME and following and following[0].isdigit():
            found[NumberKind.TIME][index] = index + 2
    return found


def _is_number(word: str, following: tuple[str, ...]) -> bool:
    if _DIGITS.match(word) or word in NUMBER_WORDS:
        return True
    if word not in {"one", "once"} or not following:
        return word == "once"
    return following[0] in _TIME_WORDS or following[0] in {"in", "out", "per", "percent", "hundred"}


def _classify(found: NumberEnds, words: tuple[str, ...], index: int) -> None:
    word = words[index]
    following = words[index + 1 : index + 5]
    found[NumberKind.ANY][index] = index + 1
    share = _share_end(word, following)
    if share is not None:
        found[NumberKind.SHARE][index] = index + share
    if word[0] in "$€£" or (following and following[0] in _MONEY_WORDS):
        found[NumberKind.MONEY][index] = index + (1 if word[0] in "$€£" else 2)
    elif len(following) > 1 and following[1] in _MONEY_WORDS:
        found[NumberKind.MONEY][index] = index + 3
    end = _time_end(word, following)
    if end is not None:
        found[NumberKind.TIME][index] = index + end


def _time_end(word: str, following: tuple[str, ...]) -> int | None:
    """How many words a span of time takes, None when the number is none."""
    if _GLUED_TIME.match(word):
        return 1
    for step, after in enumerate(following[:3]):
        if after in _TIME_WORDS:
            return step + 2
        if _DIGITS.match(after) or after in NUMBER_WORDS:
            return None
    return None


def _share_end(word: str, following: tuple[str, ...]) -> int | None:
    """How many words a share takes, None when the number is no share."""
    if word.endswith("%") or word in _SHARE_WORDS or re.fullmatch(r"0[.,]\d+", word):
        return 1
    first = following[0] if following else ""
    if first in _PERCENT_WORDS:
        return 2
    if first == "per" and following[1:2] in {("cent",), ("hundred",)}:
        return 3
    for steps, gap in (("in", 1), ("of", 1), ("per", 1), ("out", 2)):
        if first == steps and len(following) > gap:
            after = following[gap]
            if re.match(r"\d", after) or after in NUMBER_WORDS:
                return 2 + gap
    return None
