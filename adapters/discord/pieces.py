"""Pieces drawn in Discord's markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from adapters.discord.inert import inert
from adapters.text.lengths import units
from adapters.text.pieces import Piece, Style
from bot.views.model import Moment


def drawn(pieces: Sequence[Piece]) -> str:
    """All of a page."""
    made = ""
    for piece in pieces:
        made += (piece.apart if made else "") + _drawn(piece)
    return made


def measure(piece: Piece) -> int:
    """The UTF-16 units that a piece takes."""
    return units(_drawn(piece))


def bold(text: str) -> str:
    """Every line in bold."""
    return _each_line(inert(text), "**{}**")


def small(text: str) -> str:
    """Every line small and grey."""
    return _each_line(inert(text), "-# {}")


def quote(text: str) -> str:
    """Every line behind a bar, blank ones too, so that the bar is whole."""
    return "\n".join(f"> {line}" for line in inert(text).split("\n"))


def bullet(text: str) -> str:
    """A point of a list; its further lines hang below."""
    return "- " + inert(text).replace("\n\n", "\n").replace("\n", "\n  ")


def _channel(number: str) -> str:
    """Drawn as the channel's name."""
    return f"<#{number}>" if _is_id(number) else inert(number)


def _role(number: str) -> str:
    """Drawn as the role's name; in a card it calls nobody."""
    return f"<@&{number}>" if _is_id(number) else inert(number)


_DRAWN: dict[Style, Callable[[str], str]] = {
    Style.PLAIN: inert,
    Style.STRONG: bold,
    Style.SMALL: small,
    Style.LABEL: small,
    Style.QUOTE: quote,
    Style.BULLET: bullet,
    Style.CHANNEL: _channel,
    Style.ROLE: _role,
}


def _drawn(piece: Piece) -> str:
    """A piece with each moment on the reader's own clock, and how far off it is."""
    made = _DRAWN[piece.style](piece.text)
    for moment in piece.moments:
        made = made.replace(inert(moment.text), _timed(moment))
    return made


def _timed(moment: Moment) -> str:
    second = int(moment.at.timestamp())
    return f"<t:{second}:f> (<t:{second}:R>)"


def _each_line(text: str, form: str) -> str:
    return "\n".join(form.format(line) if line else "" for line in text.split("\n"))


def _is_id(text: str) -> bool:
    return text.isdecimal() and text.isascii()
