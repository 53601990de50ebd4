"""Pieces drawn as Slack's blocks: rich text, in which nothing is markup, and small lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from adapters.slack.inert import encoded, is_harmless, plain
from adapters.slack.limits import SMALL_TEXT, size
from adapters.text.cutting import cut
from adapters.text.pieces import Piece, Style
from bot.views.model import Moment

Json = dict[str, Any]

_BLOCK = 200
"""The room that a block of its own takes: so few fit on a page that Slack's limit holds."""

_BLANK_LINE = "\n\n"

_TIME = "{date_short_pretty}, {time}"
_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{2,}")
_PEOPLE_ID = re.compile(r"S[A-Z0-9]{2,}")

_LOOKS = {Style.STRONG: {"bold": True}, Style.LABEL: {"italic": True}}


def measure(piece: Piece) -> int:
    """The room a piece takes."""
    blocks = (piece.apart == _BLANK_LINE) + 2 * (piece.style is Style.SMALL)
    return size(piece.text) + blocks * _BLOCK


def drawn(pieces: Sequence[Piece], *, unseen: bool) -> list[Json]:
    """The blocks of pieces; `unseen` by others, groups of people are named, which calls them."""
    made: list[Json] = []
    run: list[Piece] = []
    for piece in pieces:
        if run and (piece.apart == _BLANK_LINE or piece.style is Style.SMALL):
            made.append(_rich(run, unseen=unseen))
            run = []
        if piece.style is Style.SMALL:
            made += _small(piece)
        else:
            run.append(piece)
    return [*made, _rich(run, unseen=unseen)] if run else made


def told(pieces: Sequence[Piece]) -> str:
    """The same as a text without any looks, for notifications and screen readers."""
    made = ""
    for piece in pieces:
        mark = "• " if piece.style is Style.BULLET else ""
        made += (piece.apart if made else "") + mark + piece.text
    return made


def _small(piece: Piece) -> list[Json]:
    """Small lines as plain text; with a time, as markup where nothing in them could be any."""
    if piece.moments:
        marked = _marked(piece)
        fits = marked is not None and len(marked) <= SMALL_TEXT
        text = {"type": "mrkdwn", "text": marked, "verbatim": True}
        return [_context(text)] if fits else [_rich([piece], unseen=False)]
    made = []
    rest = piece.text
    while rest:
        part, rest = cut(rest, size, SMALL_TEXT)
        made.append(_context(plain_text(part)))
    return made


def _context(text: Json) -> Json:
    return {"type": "context", "elements": [text]}


def plain_text(text: str) -> Json:
    """A text object that Slack shows as it is."""
    return {"type": "plain_text", "text": plain(text), "emoji": False}


def _marked(piece: Piece) -> str | None:
    """The markup of a line with times; None where its words could be taken for markup."""
    made = ""
    for part in _timed(piece):
        if not is_harmless(part if isinstance(part, str) else part.text):
            return None
        made += part if isinstance(part, str) else _date_markup(part)
    return made


def _date_markup(moment: Moment) -> str:
    second = int(moment.at.timestamp())
    return f"<!date^{second}^{_TIME}|{encoded(moment.text)}>"


def _rich(pieces: Sequence[Piece], *, unseen: bool) -> Json:
    """One block: quotes and lists keep their own, all else runs on in sections."""
    elements: list[Json] = []
    for piece in pieces:
        last = elements[-1]["type"] if elements else ""
        words = _words(piece, unseen=unseen)
        if piece.style is Style.QUOTE:
            elements.append({"type": "rich_text_quote", "elements": words})
        elif piece.style is Style.BULLET:
            if last != "rich_text_list":
                elements.append({"type": "rich_text_list", "style": "bullet", "elements": []})
            elements[-1]["elements"].append({"type": "rich_text_section", "elements": words})
        elif last == "rich_text_section":
            elements[-1]["elements"] += [{"type": "text", "text": piece.apart}, *words]
        else:
            elements.append({"type": "rich_text_section", "elements": words})
    return {"type": "rich_text", "elements": elements}


def _words(piece: Piece, *, unseen: bool) -> list[Json]:
    if piece.style is Style.CHANNEL and _CHANNEL_ID.fullmatch(piece.text):
        return [{"type": "channel", "channel_id": piece.text}]
    if piece.style is Style.ROLE and unseen and _PEOPLE_ID.fullmatch(piece.text):
        return [{"type": "usergroup", "usergroup_id": piece.text}]
    if piece.style is Style.BULLET:
        piece = replace(piece, text=piece.text.replace(_BLANK_LINE, "\n"))
    look = _LOOKS.get(piece.style)
    style = {} if look is None else {"style": look}
    return [_element(part) | style for part in _timed(piece)]


def _element(part: str | Moment) -> Json:
    if isinstance(part, str):
        return {"type": "text", "text": part}
    second = int(part.at.timestamp())
    return {"type": "date", "timestamp": second, "format": _TIME, "fallback": part.text}


def _timed(piece: Piece) -> Iterator[str | Moment]:
    """The text of a piece in parts: words, and the moments among them."""
    by_text = {moment.text: moment for moment in piece.moments if moment.text}
    if not by_text:
        yield piece.text
        return
    longest = sorted(by_text, key=len, reverse=True)
    for part in re.split(f"({'|'.join(map(re.escape, longest))})", piece.text):
        if part:
            yield by_text.get(part, part)
