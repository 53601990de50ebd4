"""Numbers as people write them: `1.8k`, `12 %`, `0,45`, `1,200`, `3 h 20`, `$2.3M`, `1/3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

LONGEST = 400
"""Characters of a text that is searched for a number."""

_LONGEST_NUMBER = 20

_SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "mn"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), 604_800),
}
_TIMES = {
    **dict.fromkeys(("k", "thousand", "tsd"), 10**3),
    **dict.fromkeys(("m", "mn", "mio", "mil", "million", "millions"), 10**6),
    **dict.fromkeys(("bn", "b", "billion", "billions"), 10**9),
}
_SHARES = {"%", "percent", "percentage", "pct", "pp", "per cent"}
_WORDS = {
    word: Fraction(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
} | {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "third": Fraction(1, 3)}

_NUMERAL = r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|[.,]\d+"
_TOKEN = re.compile(
    rf"(?P<sign>(?<![\w.,])[-−–]\s?)?(?:(?:[$€£]|usd|eur)\s?)?(?P<number>{_NUMERAL})"
    r"(?:(?P<over>\s?/\s?|\s+(?:in|of|out of)\s+)(?P<below>\d+)(?![\d.,]))?"
    r"(?P<minutes>:\d\d(?!\d))?(?P<attached>-[a-z]+)?"
    r"\s?(?P<unit>%|per cent\b|[a-z]+(?![a-z]))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|and)?\s*")
_PER = re.compile(r"\bper\s+\d[\d.,]*")
_WORD = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\b", re.IGNORECASE)


class Unreadable(ValueError):
    """A text holds no number, or more than one; `many` says which."""

    def __init__(self, *, many: bool) -> None:
        super().__init__("more than one number" if many else "no number")
        self.many = many


@dataclass(frozen=True, slots=True)
class Amount:
    """One number in a text: what it may mean, the likeliest first, and the unit beside it."""

    readings: tuple[Fraction, ...]
    unit: str = ""
    scale: int = 1
    """What `k` or `million` behind it has multiplied it with already."""


def read_amount(text: str, unit: str) -> tuple[Fraction, ...]:
    """What a text may mean in that unit, the likeliest first; never empty.

    Hours, minutes and the like are turned into each other; a share may be given as `0.45` or as
    `45 %`. Of a calculation what stands behind its last `=` counts. Raises Unreadable.
    """
    said = text[:LONGEST].rpartition("=")[2].strip().lower()
    # `per 1,000 notes` is no second number.
    said = " ".join(_PER.sub(" ", said).split())
    meant = [_meant(one, unit) for one in _amounts(said, unit)]
    if not meant:
        word = _WORD.search(said)
        if word is None:
            raise Unreadable(many=False)
        meant = [(_WORDS[word["word"].lower()],)]
    for other in meant[1:]:
        if not _alike(meant[0][0], other[0]):
            raise Unreadable(many=True)
    return tuple(dict.fromkeys(meant[0]))


def is_time(unit: str) -> bool:
    """Whether an amount in that unit is a span of time."""
    return _head(unit) in _SECONDS


def _alike(one: Fraction, other: Fraction) -> bool:
    """Within a hundredth: `216 minutes, so 3.6 hours` says one thing twice."""
    return abs(one - other) * 100 <= max(abs(one), abs(other))


def _amounts(said: str, unit: str) -> list[Amount]:
    found: list[Amount] = []
    end = 0
    for match in _TOKEN.finditer(said):
        if match["attached"]:
            continue  # `an 8-hour shift` names the shift
        if len(match["number"]) > _LONGEST_NUMBER:
            raise Unreadable(many=False)
        amount = _amount(match, unit)
        behind = _BETWEEN.fullmatch(said[end : match.start()])
        if found and behind and is_time(unit) and _joins(found[-1], amount):
            found[-1] = _together(found[-1], amount)
        else:
            found.append(amount)
        end = match.end()
    return found


def _amount(match: re.Match[str], unit: str) -> Amount:
    readings = _readings(match["number"])
    if match["below"] and int(match["below"]):
        readings = tuple(one / int(match["below"]) for one in readings)
    word = (match["unit"] or "").lower()
    if match["minutes"] and is_time(unit):
        readings = tuple(one + Fraction(int(match["minutes"][1:]), 60) for one in readings)
        word = "h"
    scale = 1
    if word in _TIMES and not (is_time(unit) and word in _SECONDS):
        scale, word = _TIMES[word], ""
        readings = tuple(one * scale for one in readings)
    if match["sign"]:
        readings = tuple(-one for one in readings)
    return Amount(readings, word, scale)


def _joins(before: Amount, now: Amount) -> bool:
    """Whether `20` belongs to the `3 h` in front of it."""
    if before.unit not in _SECONDS:
        return False
    smaller = _SECONDS.get(now.unit, _SECONDS[before.unit] // 60)
    return 0 < smaller < _SECONDS[before.unit] and now.readings[0] >= 0


def _together(before: Amount, now: Amount) -> Amount:
    big = _SECONDS[before.unit]
    small = _SECONDS.get(now.unit, big // 60)
    return Amount((before.readings[0] + now.readings[0] * small / big,), before.unit)


def _meant(amount: Amount, unit: str) -> tuple[Fraction, ...]:
    head = _head(unit)
    if amount.unit in _SECONDS and head in _SECONDS:
        factor = Fraction(_SECONDS[amount.unit], _SECONDS[head])
        return tuple(one * factor for one in amount.readings)
    if head in _TIMES:
        # In thousands: 843, 843k and 843,000 say the same.
        own = _TIMES[head]
        inside = tuple(one / own for one in amount.readings)
        return inside if amount.scale > 1 else (*amount.readings, *inside)
    share = amount.unit in _SHARES
    if head in _SHARES and not share:
        # 0.45 may be meant as 45 %.
        return (*amount.readings, *(one * 100 for one in amount.readings if abs(one) <= 1))
    if share and head not in _SHARES:
        return tuple(one / 100 for one in amount.readings)
    return amount.readings


def _head(unit: str) -> str:
    """The word of a unit that tells its kind: `hours` of `hours a day`."""
    words = unit.lower().split()
    return words[0] if words else ""


def _readings(numeral: str) -> tuple[Fraction, ...]:
    """A comma or a point that may part thousands or decimals is read both ways."""
    said = re.sub(r"[ \u00a0\u202f'’]", "", numeral)
    marks = [char for char in said if char in ",."]
    if not marks:
        return (Fraction(said),)
    last = marks[-1]
    if len(set(marks)) > 1:
        other = "," if last == "." else "."
        return (_decimal(said.replace(other, ""), last),)
    whole, _, rest = said.rpartition(last)
    if len(marks) > 1:
        return (Fraction(said.replace(last, "")),)
    thousands = len(rest) == 3 and 0 < len(whole) <= 3 and not whole.startswith("0")
    if not thousands:
        return (_decimal(said, last),)
    both = (Fraction(whole + rest), _decimal(said, last))
    return both if last == "," else both[::-1]


def _decimal(said: str, mark: str) -> Fraction:
    whole, _, rest = said.rpartition(mark)
    digits = re.sub(r"[.,]", "", whole) or "0"
    return Fraction(f"{digits}.{rest}")
