"""Views drawn for Slack: pages within its limits, each one message of blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.controls import Row, fits, is_cut, numbered, offered, rows_of
from adapters.pictures import in_pixels
from adapters.slack import texts
from adapters.slack.controls import LIMITS, block_of
from adapters.slack.inert import encoded
from adapters.slack.limits import FALLBACK, FILES, HEADER, MESSAGE_BLOCKS, MESSAGE_TEXT, size
from adapters.slack.pieces import drawn, measure, plain_text, told
from adapters.text import phrases
from adapters.text.cleaning import one_line
from adapters.text.cutting import cut
from adapters.text.packing import pack
from adapters.text.pieces import Group, Piece, Style, groups, line
from adapters.text.spelling import to_be_typed
from bot.commands.registry import Registry
from bot.views.model import Action, Attachment, Audience, Card, Reply

Json = dict[str, Any]

_MARK = 12
"""Room in a title for which page of how many it is."""

_CALL = 64
"""Room in the text for whom a message calls by name; it takes a block, too."""

_BEFORE = f"{texts.COMMAND} "

_BLOCKS = MESSAGE_BLOCKS - 1
_ROOM = MESSAGE_TEXT - HEADER


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its blocks, the same in words for notifications and screen readers, files."""

    text: str
    blocks: tuple[Json, ...] = ()
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Strip:
    """What stays in one message: some text, or a row of controls."""

    title: str = ""
    pieces: tuple[Piece, ...] = ()
    row: Row = ()

    @property
    def length(self) -> int:
        return size(self.title) + sum(measure(piece) + len(piece.apart) for piece in self.pieces)


_NEXT, _MORE = (_Strip(pieces=(Piece(said),)) for said in (phrases.NEXT, phrases.MORE))


def pages(reply: Reply, registry: Registry) -> list[Page]:
    """All of a reply; none for a reply that says nothing.

    What lies behind a card is drawn too, unless a button can bring it again.
    """
    sheets: list[list[_Strip]] = []
    for card in reply.cards:
        for strip in _strips(card, registry):
            _add(sheets, strip)
    unseen = reply.audience is Audience.ASKER
    made = [_page(sheet, unseen=unseen) for sheet in sheets]
    _attach(made, in_pixels(reply.attachments))
    return made


def _strips(card: Card, registry: Registry) -> Iterator[_Strip]:
    """A card from top to bottom."""
    actions = offered(card.actions, registry, LIMITS)
    behind = card.more
    if behind is not None and card.recall is not None and fits(card.recall, LIMITS):
        actions.append(card.recall)
        behind = None
    if behind is not None:
        actions += offered(behind.actions, registry, LIMITS)
    said = [*_groups(card, registry), *_spelled(actions)]
    above = [*_told(card.title, said), *(_behind(behind, registry) if behind is not None else ())]
    rows = rows_of([one for one in actions if fits(one, LIMITS)], registry, LIMITS)
    if rows and not above:
        above = [_NEXT]
    yield from above
    for row in rows:
        yield _Strip(row=row)


def _behind(card: Card, registry: Registry) -> Iterator[_Strip]:
    """All that lies behind a card, but for its actions."""
    yield from _told(card.title, _groups(card, registry))
    if card.more is not None:
        yield from _behind(card.more, registry)


def _groups(card: Card, registry: Registry) -> list[Group]:
    """What a card says, with its commands as they are typed here."""
    return groups(
        [to_be_typed(one, _BEFORE, registry.__contains__) for one in card.blocks], _BEFORE
    )


def _told(title: str, said: Sequence[Group]) -> Iterator[_Strip]:
    """Texts under one title, as many as it takes; a title too long stands in the text."""
    named = one_line(title)
    if size(named) > HEADER - _MARK:
        said = [*line(named, Style.STRONG), *said]
        named = ""
    sheets = pack(said, _ROOM, measure) or ([[]] if named else [])
    for number, pieces in enumerate(sheets, start=1):
        mark = f" {phrases.part(number, len(sheets))}" if named and len(sheets) > 1 else ""
        yield _Strip(named + mark, tuple(pieces))


def _spelled(actions: Sequence[Action]) -> list[Group]:
    """What of the actions no control can show: a command to type, the whole of a long label."""
    made: list[Group] = []
    for action in actions:
        if not fits(action, LIMITS):
            made += line(texts.typed(action.label, action.words, action.values), Style.SMALL)
        elif is_cut(action, LIMITS):
            made += line(action.label, Style.SMALL)
    return made


def _add(sheets: list[list[_Strip]], strip: _Strip) -> None:
    """To the last message if there is room, else to one of its own; never a control alone."""
    if sheets and _fits([*sheets[-1], strip]):
        sheets[-1].append(strip)
    elif strip.row:
        sheets.append([_MORE, strip])
    else:
        sheets.append([strip])


def _fits(sheet: Sequence[_Strip]) -> bool:
    if sum(strip.length for strip in sheet) > MESSAGE_TEXT:
        return False
    return sum(len(_blocks(strip, unseen=False)) for strip in sheet) <= _BLOCKS


def _blocks(strip: _Strip, *, unseen: bool) -> list[Json]:
    if strip.row:
        return [block_of(strip.row)]
    head = [{"type": "header", "text": plain_text(strip.title)}] if strip.title else []
    return [*head, *drawn(strip.pieces, unseen=unseen)]


def _page(sheet: Sequence[_Strip], *, unseen: bool) -> Page:
    rows = iter(numbered(strip.row for strip in sheet if strip.row))
    blocks: list[Json] = []
    said: list[str] = []
    for strip in sheet:
        if strip.row:
            blocks.append(block_of(next(rows)))
        else:
            blocks += _blocks(strip, unseen=unseen)
            said += [one for one in (strip.title, told(strip.pieces)) if one]
    return Page(_fallback("\n\n".join(said)), tuple(blocks))


def _fallback(said: str) -> str:
    """As much of it as there is room for; all of it stands in the blocks."""
    room = FALLBACK - _CALL
    if size(said) > room:
        said = cut(said, size, room - 1)[0] + "…"
    return encoded(said)


def _attach(made: list[Page], attachments: Sequence[Attachment]) -> None:
    """Files with the last page; there is a limit on those, too."""
    for start in range(0, len(attachments), FILES):
        files = tuple(attachments[start : start + FILES])
        if made and not made[-1].files:
            made[-1] = Page(made[-1].text, made[-1].blocks, files)
        else:
            made.append(Page(_fallback(", ".join(one.name for one in files)), files=files))
