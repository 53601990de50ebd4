"""Judging what was answered to an exercise, and showing how the right answer comes about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from bot.domain.amount import Unreadable, read_amount
from bot.domain.drill import ChoiceItem, Item, MatchItem, NumericItem, RankItem
from bot.domain.exercise import Posed, drawn
from bot.domain.figure import MONEY, money, written

FULL = 100
"""The score of a right answer; part of it is given where part of an answer is right."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_LETTER = re.compile(r"(?:(\d+)[\s:=.)-]*)?([a-z])")
_ONLY_LETTERS = re.compile(r"[a-z\d\s,;:.>=()/-]+")
_MARKS = re.compile(r"[^\w%$€£-]+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of an answer: what it is about, what was said, what is right, and why."""

    about: str
    said: str
    right: str
    why: str = ""

    @property
    def met(self) -> bool:
        """Whether what was said is right."""
        return self.said == self.right


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an answer came out: `score` 0 to 100, what was read, what is right and why.

    `working` are the steps to the right number, `lines` the parts of an answer that has several;
    `slip` names the usual mistake that the answer shows, if it shows one.
    """

    score: int
    said: str
    right: str
    why: str = ""
    working: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    slip: str = ""

    @property
    def correct(self) -> bool:
        """Whether all of it is right."""
        return self.score == FULL


def judge(item: Item, posed: Posed, answer: str) -> Verdict:
    """The verdict on an answer in a member's own words. Raises Unreadable for no answer at all."""
    match item:
        case NumericItem():
            return _judged_number(item, posed, answer)
        case ChoiceItem():
            (said,) = read_choices(posed, answer)
            why = (item.tempting or {}).get(said, "") if said != item.answer else ""
            score = FULL if said == item.answer else 0
            return Verdict(score, said, item.answer, why=item.why, slip=why)
        case MatchItem():
            return _judged_match(item, posed, answer)
        case RankItem():
            return _judged_order(item, posed, answer)


def _judged_number(item: NumericItem, posed: Posed, answer: str) -> Verdict:
    figures = drawn(item, posed.mark)
    right = item.answer.value(figures)
    readings = read_amount(answer, item.unit)
    near = [one for one in readings if is_close(one, right, item.tolerance)]
    slip = ""
    if not near:
        found = [
            (abs(one - wrong), number)
            for number, other in enumerate(item.slips)
            for one in readings
            if is_close(one, wrong := other.formula.value(figures), item.tolerance)
        ]
        slip = item.slips[min(found)[1]].why.filled(figures) if found else ""
    return Verdict(
        FULL if near else 0,
        with_unit((near or list(readings))[0], item.unit),
        with_unit(right, item.unit),
        working=tuple(one.filled(figures) for one in item.working),
        slip=slip,
    )


def is_close(said: Fraction, right: Fraction, percent: Fraction) -> bool:
    """Whether a number lies within so many percent of the right one."""
    return abs(said - right) * 100 <= abs(right) * percent


def with_unit(value: Fraction, unit: str) -> str:
    """`216 minutes`, `45%`, `$1,200 a month`."""
    first, _, rest = unit.partition(" ")
    behind = f" {rest}" if rest else ""
    if first in MONEY:
        sign = "-" if value < 0 else ""
        return f"{sign}{first}{money(abs(value))}{behind}"
    if first == "%":
        return f"{written(value)}%{behind}"
    return f"{written(value)} {unit}".strip()


def _judged_match(item: MatchItem, posed: Posed, answer: str) -> Verdict:
    said = read_choices(posed, answer)
    by_left = {one.left: one for one in item.pairs}
    lines = tuple(
        Line(left, one, by_left[left].right, by_left[left].why)
        for left, one in zip(posed.lefts, said, strict=True)
    )
    right = sum(line.met for line in lines)
    return Verdict(
        right * FULL // len(lines),
        _listed(said),
        _listed([line.right for line in lines]),
        lines=lines,
    )


def _judged_order(item: RankItem, posed: Posed, answer: str) -> Verdict:
    said = read_choices(posed, answer)
    place = {thing: number for number, thing in enumerate(said)}
    pairs = list(combinations(item.things, 2))
    kept = sum(place[one] < place[other] for one, other in pairs)
    lines = tuple(
        Line(str(number), one, right)
        for number, (one, right) in enumerate(zip(said, item.things, strict=True), start=1)
    )
    return Verdict(
        kept * FULL // len(pairs), _listed(said), _listed(item.things), why=item.why, lines=lines
    )


def _listed(things: tuple[str, ...] | list[str]) -> str:
    return ", ".join(things)


def read_choices(posed: Posed, answer: str) -> tuple[str, ...]:
    """The options that an answer names, as many as there are places.

    They are named by letter (`b a d`, `bad`, `1b 2a`) or, where one is asked for, in words.
    A ranking names each once. Raises Unreadable.
    """
    said = " ".join(answer.casefold().split())
    found = _by_letters(posed, said)
    if found is None and posed.places == 1:
        found = _in_words(posed, said)
    if found is None:
        raise Unreadable(many=False)
    return found


def _by_letters(posed: Posed, said: str) -> tuple[str, ...] | None:
    known = LETTERS[: len(posed.options)].casefold()
    if not _ONLY_LETTERS.fullmatch(said):
        return None
    found = _LETTER.findall(said)
    letters = [letter for _, letter in found]
    if len(letters) != posed.places or not all(letter in known for letter in letters):
        return None
    if len(set(letters)) < len(letters) and not posed.lefts:
        return None
    numbers = [int(number) for number, _ in found if number]
    if numbers and sorted(numbers) != list(range(1, posed.places + 1)):
        return None
    if numbers:
        # Said as `2a 1b`: the numbers tell the places.
        letters = [letter for _, letter in sorted(zip(numbers, letters, strict=True))]
    return tuple(posed.options[known.index(letter)] for letter in letters)


def _in_words(posed: Posed, said: str) -> tuple[str, ...] | None:
    """The one option that the words are, or begin, or are part of."""
    wanted = _plain(said)
    if not wanted:
        return None
    options = {option: _plain(option) for option in posed.options}
    for test in (str.__eq__, str.startswith, str.__contains__):
        hits = [option for option, told in options.items() if test(told, wanted)]
        if len(hits) == 1:
            return (hits[0],)
    hits = [option for option, told in options.items() if f" {told} " in f" {wanted} "]
    return (hits[0],) if len(hits) == 1 else None


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.casefold()).split())
