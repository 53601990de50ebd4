"""What a button, a list or a form carries: a command's words and values, readable years later.

r1:history?prompt=ai-triage        press it, and the command is given
r1:answer?prompt=ai-triage!text    it opens a form that asks for `text` first
r1:schedule?what=time!value#2      the second of its like in one message
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, unquote_plus

from bot.inbound import Chosen
from bot.views.model import Action

_PREFIX = "r1"
_READABLE = "/:@,"
"""Characters that stand for themselves in values."""

_ID = re.compile(
    rf"{_PREFIX}:(?P<words>[^?!#]+)(\?(?P<values>[^?!#]+))?(!(?P<asks>[^?!#]+))?(\#(?P<nth>\d+))?"
)


class TooLong(ValueError):
    """A command with its values does not fit into an id."""


@dataclass(frozen=True, slots=True)
class Press:
    """A command, the values it is given, and the options it still asks for, in their order."""

    words: str
    values: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()

    @staticmethod
    def of(action: Action) -> Press:
        """What pressing that action means."""
        return Press(action.words, action.values, action.asks)

    def picked(self, value: str) -> Press:
        """The same with the first thing it asks for answered."""
        first, *others = self.asks
        return Press(self.words, (*self.values, (first, value)), tuple(others))

    def chosen(self, answers: Mapping[str, str] | None = None) -> Chosen:
        """The command for the core; of the answers only those count that were asked for."""
        given = {name: value for name, value in (answers or {}).items() if name in self.asks}
        return Chosen(self.words, {**dict(self.values), **given})


def encode(press: Press, limit: int, nth: int = 1) -> str:
    """The id, `limit` ASCII characters at most; `nth` tells the like ones of a message apart.

    Raises TooLong.
    """
    made = f"{_PREFIX}:{_quoted(press.words)}"
    if press.values:
        pairs = (f"{_quoted(name)}={_quoted(value)}" for name, value in press.values)
        made += f"?{'&'.join(pairs)}"
    if press.asks:
        made += "!" + ",".join(quote_plus(name) for name in press.asks)
    if nth > 1:
        made += f"#{nth}"
    if len(made) > limit:
        raise TooLong(made)
    return made


def decode(made: str) -> Press | None:
    """What an id means; None for whatever `encode` has not made."""
    match = _ID.fullmatch(made)
    if match is None:
        return None
    try:
        press = Press(
            unquote_plus(match["words"], errors="strict"),
            tuple(_pair(part) for part in match["values"].split("&")) if match["values"] else (),
            tuple(_names(match["asks"])) if match["asks"] else (),
        )
        again = encode(press, len(made), int(match["nth"] or 1))
    except ValueError:
        return None
    return press if again == made and _is_clear(press) else None


def _quoted(text: str) -> str:
    return quote_plus(text, safe=_READABLE, errors="strict")


def _pair(part: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals:
        raise ValueError(part)
    return unquote_plus(name, errors="strict"), unquote_plus(value, errors="strict")


def _names(asks: str) -> list[str]:
    return [unquote_plus(name, errors="strict") for name in asks.split(",")]


def _is_clear(press: Press) -> bool:
    """No option has two values, nor one while it is still asked for."""
    names = [name for name, _ in press.values] + list(press.asks)
    return len(set(names)) == len(names)
