"""Figures of exercises: drawn from a range or a list, and written as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from bot.domain.formula import Formula, FormulaError, read_formula
from bot.domain.stream import Stream

MOST_STEPS = 100_000
"""Values that one figure may take."""

MONEY = frozenset("$€£")
"""Signs of money; an amount behind one has two decimals or none."""

_PLACE = re.compile(r"\{([^{}]*)\}")
_DIGITS = re.compile(r"[0-9]")
_SMALL_DIGITS = 3
"""Digits that are shown of a number below one, zeros in front not counted."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The values that a figure may take, in the order of the file."""

    values: tuple[Fraction, ...]

    def draw(self, stream: Stream) -> Fraction:
        """One of them."""
        return stream.pick(self.values)


def steps(low: Fraction, high: Fraction, step: Fraction) -> Drawing:
    """From `low` to `high` in steps, both included where the steps meet `high`.

    Raises FormulaError for steps that lead nowhere or are too many.
    """
    if step <= 0 or high < low:
        raise FormulaError("a range goes up, and its step is above zero")
    count = (high - low) // step + 1
    if count > MOST_STEPS:
        raise FormulaError(f"a range has at most {MOST_STEPS} values")
    return Drawing(tuple(low + step * number for number in range(count)))


@dataclass(frozen=True, slots=True)
class Template:
    """A line with figures in it: `{beds}` or any formula, `{cost:0}` with that many decimals."""

    parts: tuple[str | tuple[Formula, int | None], ...]

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """The formulas between the braces."""
        return tuple(part[0] for part in self.parts if not isinstance(part, str))

    def filled(self, figures: Mapping[str, Fraction]) -> str:
        """The line with the values written out."""
        made = ""
        for part in self.parts:
            if isinstance(part, str):
                made += part
                continue
            value = part[0].value(figures)
            priced = part[1] is None and made[-1:] in MONEY
            made += money(value) if priced else written(value, part[1])
        return made


def read_template(text: str) -> Template:
    """The template of a line. Raises FormulaError for what no formula may be."""
    parts: list[str | tuple[Formula, int | None]] = []
    at = 0
    for found in _PLACE.finditer(text):
        parts.append(text[at : found.start()])
        formula, colon, places = found[1].partition(":")
        if colon and not (_DIGITS.fullmatch(places.strip())):
            raise FormulaError(f"after the colon in {found[0]} stands one digit: the decimals")
        parts.append((read_formula(formula), int(places) if colon else None))
        at = found.end()
    parts.append(text[at:])
    if any("{" in part or "}" in part for part in parts if isinstance(part, str)):
        raise FormulaError("a brace is open or stands alone")
    return Template(tuple(part for part in parts if part != ""))


def money(value: Fraction) -> str:
    """An amount of money without its sign: `1,200`, `2.40`."""
    shown = written(value, 2)
    return f"{shown}0" if shown[-2:-1] == "." else shown


def written(value: Fraction, places: int | None = None) -> str:
    """A number for readers: `1,200`, `0.45`, `3.33`; at most `places` decimals.

    Without `places` two decimals, and three digits of what is smaller than one.
    """
    if places is None:
        places = _places(abs(value))
    with localcontext(prec=60):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        shown = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _places(size: Fraction) -> int:
    places = 2
    while size and size < Fraction(1, 10) and places < 12:
        # 0.0456 keeps as many telling digits as 0.456 does.
        size *= 10
        places += 1
    return places + _SMALL_DIGITS - 2 if places > 2 else places
