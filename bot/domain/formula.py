"""Formulas over named figures, reckoned exactly; only what is listed here can be written."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import add, eq, ge, gt, le, lt, mul, ne, sub, truediv

MAX_LENGTH = 300
"""Characters of a formula."""

MAX_POWER = 12
_MAX_DIGITS = 15
_MAX_PARTS = 120
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

Figures = Mapping[str, Fraction]

_SUMS: dict[type[ast.AST], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}
_COMPARISONS: dict[type[ast.AST], Callable[[Fraction, Fraction], bool]] = {
    ast.Lt: lt,
    ast.LtE: le,
    ast.Gt: gt,
    ast.GtE: ge,
    ast.Eq: eq,
    ast.NotEq: ne,
}


class FormulaError(ValueError):
    """What cannot be read or reckoned; its text says why."""


def _rounded(value: Fraction, places: Fraction = Fraction(0)) -> Fraction:
    """Half away from zero, as people round."""
    scale = Fraction(10) ** int(places)
    away = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(away if value >= 0 else -away) / scale


_FUNCTIONS: dict[str, tuple[Callable[..., Fraction], int, int]] = {
    # The function, and how many values it takes, from and to.
    "min": (min, 2, 8),
    "max": (max, 2, 8),
    "abs": (abs, 1, 1),
    "round": (_rounded, 1, 2),
    "ceil": (lambda value: Fraction(math.ceil(value)), 1, 1),
    "floor": (lambda value: Fraction(math.floor(value)), 1, 1),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: `value` reckons it, `names` are the figures it needs."""

    text: str
    tree: ast.expr
    names: frozenset[str]

    def value(self, figures: Figures) -> Fraction:
        """Its value, exact. Raises FormulaError for a missing figure or a division by nothing."""
        try:
            return _value(self.tree, figures)
        except ZeroDivisionError:
            raise FormulaError(f"“{self.text}” divides by zero") from None

    def holds(self, figures: Figures) -> bool:
        """Whether it is true, for a condition such as `sick > 5 and sick < beds`."""
        try:
            return _truth(self.tree, figures)
        except ZeroDivisionError:
            raise FormulaError(f"“{self.text}” divides by zero") from None


def read_formula(text: str) -> Formula:
    """The formula of a text: + - * / **, brackets, min max abs round ceil floor, comparisons.

    Raises FormulaError for anything else.
    """
    written = " ".join(text.split())
    if not written or len(written) > MAX_LENGTH:
        raise FormulaError(f"a formula has 1 to {MAX_LENGTH} characters")
    try:
        tree = ast.parse(written, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError(f"“{written}” is no formula") from None
    parts = list(ast.walk(tree))
    if len(parts) > _MAX_PARTS:
        raise FormulaError(f"“{written}” has too many parts")
    calls = {part.func for part in parts if isinstance(part, ast.Call)}
    for part in parts:
        _check(part, written)
    names = {part.id for part in parts if isinstance(part, ast.Name) and part not in calls}
    return Formula(written, tree, frozenset(names))


_ALLOWED = (
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.BoolOp,
    ast.IfExp,
    ast.Name,
    ast.Load,
    ast.And,
    ast.Or,
    ast.Not,
    ast.USub,
    ast.UAdd,
    ast.Pow,
    *_SUMS,
    *_COMPARISONS,
)


def _check(part: ast.AST, written: str) -> None:
    if isinstance(part, ast.Constant):
        said = ast.get_source_segment(written, part) or ""
        if not _NUMBER.fullmatch(said) or len(said) > _MAX_DIGITS:
            raise FormulaError(f"“{said}” in “{written}” is no plain number")
    elif isinstance(part, ast.Call):
        _check_call(part, written)
    elif isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow):
        power = part.right.value if isinstance(part.right, ast.Constant) else None
        if not isinstance(power, int) or not 0 <= power <= MAX_POWER:
            raise FormulaError(f"a power in “{written}” is a whole number up to {MAX_POWER}")
    elif not isinstance(part, _ALLOWED):
        raise FormulaError(f"“{written}” holds what no formula may: {type(part).__name__}")


def _check_call(part: ast.Call, written: str) -> None:
    name = part.func.id if isinstance(part.func, ast.Name) else ""
    if name not in _FUNCTIONS or part.keywords:
        raise FormulaError(f"“{written}” uses a function that is not {', '.join(_FUNCTIONS)}")
    _, least, most = _FUNCTIONS[name]
    if not least <= len(part.args) <= most:
        raise FormulaError(f"{name} in “{written}” takes {least} to {most} values")


def _value(node: ast.expr, figures: Figures) -> Fraction:
    match node:
        case ast.Constant(value=number):
            # So few digits come back from a floating point exactly as they were written.
            return Fraction(str(number))
        case ast.Name(id=name) if name in figures:
            return figures[name]
        case ast.Name(id=name):
            raise FormulaError(f"there is no figure {name}")
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name][0](*(_value(one, figures) for one in args))
        case ast.IfExp(test=test, body=body, orelse=other):
            return _value(body if _truth(test, figures) else other, figures)
    return _worked_out(node, figures)


def _worked_out(node: ast.expr, figures: Figures) -> Fraction:
    match node:
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _value(left, figures) ** int(_value(right, figures))
        case ast.BinOp(left=left, op=op, right=right):
            return _SUMS[type(op)](_value(left, figures), _value(right, figures))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, figures)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, figures)
    raise FormulaError("a condition stands where a number is expected")


def _truth(node: ast.expr, figures: Figures) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_truth(one, figures) for one in parts)
        case ast.BoolOp(values=parts):
            return any(_truth(one, figures) for one in parts)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(operand, figures)
        case ast.Compare(left=left, ops=ops, comparators=others):
            values = [_value(one, figures) for one in (left, *others)]
            pairs = zip(ops, pairwise(values), strict=True)
            return all(_COMPARISONS[type(op)](one, two) for op, (one, two) in pairs)
    raise FormulaError("a number stands where a condition is expected")
