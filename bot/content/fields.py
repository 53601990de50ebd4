"""What single values may look like: each function takes what the file says and returns the value.

All of them raise FieldError, which says what is wrong and what to write instead. They are shared by
the quick reading of heads and by the models of whole files, so that both refuse the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,6})")
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,8})?")
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
MAX_ID = 60


class FieldError(ValueError):
    """A value that cannot be used; `message` says why and `fix` what to write."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


def brief(value: str, limit: int = 40) -> str:
    """The text on one line, shortened, for a message."""
    flat = " ".join(value.split())
    return f"{flat[:limit]}…" if len(flat) > limit else flat


def shown(value: object) -> str:
    """The value in quotes, shortened, for a message."""
    if isinstance(value, str):
        return f'"{brief(value)}"'
    return "a list" if isinstance(value, list) else "a group of keys"


def text(value: object) -> str:
    """A text that is not empty, without the white space around it."""
    if not isinstance(value, str):
        raise FieldError(
            f"A text is expected here, not {shown(value)}.",
            "write one text; put it in quotes when it holds a colon, a comma or brackets.",
        )
    stripped = value.strip()
    if not stripped:
        raise FieldError(
            "The value is empty.", "write a text, or take the key out if it may be left out."
        )
    return stripped


def text_up_to(limit: int) -> Callable[[object], str]:
    """A reader of texts of at most `limit` characters."""

    def read(value: object) -> str:
        found = text(value)
        if len(found) > limit:
            raise FieldError(
                f"The text has {len(found)} characters; {limit} are the most.", "shorten it."
            )
        return found

    return read


def slug(value: object) -> str:
    """An id such as `ai-night-outage`: small letters, digits and single hyphens, at most 60."""
    found = text(value)
    if not _SLUG.fullmatch(found) or len(found) > MAX_ID:
        raise FieldError(
            f"{shown(found)} is no id.",
            f"use small letters a to z, digits and single hyphens between them, at most {MAX_ID}.",
        )
    return found


def path(value: object) -> str:
    """An id, or two with a slash between them: `ai-loop` or `ai-loop/simulation`."""
    found = text(value)
    for part in found.split("/", 1):
        slug(part)
    return found


def lexicon_name(value: object) -> str:
    """A name that rubrics write as `@name`: small letters, digits, single - or _ between."""
    found = text(value)
    if not _NAME.fullmatch(found) or len(found) > MAX_ID:
        raise FieldError(
            f"{shown(found)} is no name for a lexicon entry.",
            "begin with a letter; use small letters a to z, digits and single - or _ between them.",
        )
    return found


def whole(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from `low` to `high`, written in plain digits."""

    def read(value: object) -> int:
        written = text(value)
        if not _WHOLE.fullmatch(written):
            raise FieldError(
                f"{shown(written)} is no whole number.",
                f"write a whole number from {low} to {high} in digits.",
            )
        number = int(written)
        if not low <= number <= high:
            raise FieldError(
                f"{number} is out of range.", f"write a whole number from {low} to {high}."
            )
        return number

    return read


def exact(value: object) -> Fraction:
    """A number in plain digits, with a point for decimals: `12`, `0.45`, `-3`."""
    written = text(value)
    if not _NUMBER.fullmatch(written):
        raise FieldError(
            f"{shown(written)} is no number.", "write digits, with a point for decimals: 0.45."
        )
    return Fraction(written)


def truth(value: object) -> bool:
    """`true` or `false`, and nothing else."""
    written = text(value)
    if written not in {"true", "false"}:
        raise FieldError(f"{shown(written)} is neither true nor false.", "write true or false.")
    return written == "true"


def one_of(kinds: type[Choice]) -> Callable[[object], Choice]:
    """A reader of one of the values of an enumeration."""
    allowed = ", ".join(kind.value for kind in kinds)

    def read(value: object) -> Choice:
        written = text(value)
        try:
            return kinds(written)
        except ValueError:
            raise FieldError(
                f"{shown(written)} is not known here.", f"write one of: {allowed}."
            ) from None

    return read


def url(value: object) -> str:
    """An address that begins with https:// or http://."""
    written = text(value)
    if not _URL.fullmatch(written):
        raise FieldError(
            f"{shown(written)} is no web address.", "write it in full, beginning with https://."
        )
    return written
