"""Sums read back from a line of text, as a reader with a calculator would check them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

_NUMBER = r"[-−]?[$€£]?\d[\d,]*(?:\.\d+)?"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?P<share>\s?%)?|(?P<sign>[-+−x×*/÷()])")
_LETTER = re.compile(r"[A-Za-z]")
_SIGNS = {"x": "*", "×": "*", "÷": "/", "−": "-"}
_BREAKS = re.compile(r"[;:]|(?<=\D)[.,]\s|[.,]\s(?=\D)|\bso\b|\band\b|\bof which\b")


def wrong_sums(line: str) -> list[str]:
    """The sums in a line that are not what they say; words between the figures are passed over.

    A number may be rounded as it is written; one that comes from rounded ones may be as far off
    as these.
    """
    return [said for said, holds in _sums(line) if not holds]


def sums(line: str) -> list[str]:
    """All sums that could be read in a line."""
    return [said for said, _ in _sums(line)]


def _sums(line: str) -> Iterator[tuple[str, bool]]:
    for part in _BREAKS.split(line):
        sides = part.split("=")
        for left, right in pairwise(sides):
            said = f"{left.strip()} = {right.strip()}"
            one, other = _before(left), _behind(right)
            if one is not None and other is not None:
                yield said, _meet(one, other)


_Range = tuple[Fraction, Fraction]
_Token = str | _Range
_PARTS = frozenset("+-*/")


def _meet(one: _Range, other: _Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _before(text: str) -> _Range | None:
    """What stands before an equals sign: the longest sum that ends there; None where it is none.

    One number alone is none beside words: `360 minutes = 6 hours` holds as well.
    """
    tokens = _tokens(text)
    for start in range(len(tokens)):
        value = None if _cuts(tokens, start) else _value(tokens[start:])
        if value is not None:
            lone = len(tokens) - start == 1
            return None if lone and (start or _LETTER.search(text)) else value
    return None


def _behind(text: str) -> _Range | None:
    """What stands behind one: the longest sum that begins there; None where it is none."""
    tokens = _tokens(text)
    for end in range(len(tokens), 0, -1):
        value = None if _cuts(tokens, end) else _value(tokens[:end])
        if value is not None:
            return value
    return None


def _cuts(tokens: list[_Token], at: int) -> bool:
    """Whether a cut there would part a sign from its number."""
    return any(token in _PARTS for token in tokens[max(at - 1, 0) : at + 1] if 0 < at < len(tokens))


def _value(tokens: list[_Token]) -> _Range | None:
    """From where to where the value of a sum may lie; None where it is no sum."""
    try:
        value, rest = _terms(tokens)
    except (IndexError, ZeroDivisionError, ValueError):
        return None
    return value if not rest else None


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        around = text[: found.start()][-1:] + text[found.end() :][:1]
        if (found["sign"] or "") in {"x", "-"} and any(char.isalpha() for char in around):
            continue  # the letter or the hyphen in a word
        minus = found["number"] and found["number"][0] in "-−" and tokens
        if minus and not isinstance(tokens[-1], str):
            tokens.append("-")
            tokens.append(_range(found["number"][1:], share=bool(found["share"])))
        elif found["number"]:
            tokens.append(_range(found["number"], share=bool(found["share"])))
        else:
            tokens.append(_SIGNS.get(found["sign"], found["sign"]))
    return tokens


def _range(numeral: str, *, share: bool) -> _Range:
    """What a rounded number may have been."""
    plain = re.sub(r"[,$€£]", "", numeral).replace("−", "-")
    decimals = len(plain.partition(".")[2])
    # A whole number of three digits may be rounded, one of one or two is what it is.
    whole = decimals == 0 and len(plain.lstrip("-")) < 3
    room = Fraction(0) if whole else Fraction(1, 2 * 10**decimals)
    value = Fraction(plain)
    scale = Fraction(1, 100) if share else Fraction(1)
    return (value - room) * scale, (value + room) * scale


def _terms(tokens: list[_Token]) -> tuple[_Range, list[_Token]]:
    value, rest = _factors(tokens)
    while rest and rest[0] in {"+", "-"}:
        other, after = _factors(rest[1:])
        if rest[0] == "+":
            value = (value[0] + other[0], value[1] + other[1])
        else:
            value = (value[0] - other[1], value[1] - other[0])
        rest = after
    return value, rest


def _factors(tokens: list[_Token]) -> tuple[_Range, list[_Token]]:
    value, rest = _atom(tokens)
    while rest and rest[0] in {"*", "/"}:
        other, after = _atom(rest[1:])
        work: Callable[[Fraction, Fraction], Fraction] = (
            (lambda a, b: a * b) if rest[0] == "*" else (lambda a, b: a / b)
        )
        ends = [work(a, b) for a in value for b in other]
        value = (min(ends), max(ends))
        rest = after
    return value, rest


def _atom(tokens: list[_Token]) -> tuple[_Range, list[_Token]]:
    first = tokens[0]
    if first == "(":
        value, rest = _terms(tokens[1:])
        if rest[:1] != [")"]:
            raise ValueError("a bracket is open")
        return value, rest[1:]
    if not isinstance(first, str):
        return first, tokens[1:]
    raise ValueError("a number is missing")
