"""Views drawn for Discord: pages within its limits, each one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from adapters.controls import Row, fits, is_cut
from adapters.discord import texts
from adapters.discord.controls import LIMITS, in_messages
from adapters.discord.inert import inert
from adapters.discord.limits import (
    CONTENT,
    EMBED_TEXT,
    EMBED_TITLE,
    EMBEDS,
    EMBEDS_TEXT,
    FILES,
)
from adapters.discord.pieces import drawn, measure
from adapters.pictures import in_pixels
from adapters.text import phrases
from adapters.text.cleaning import one_line
from adapters.text.lengths import units
from adapters.text.packing import pack
from adapters.text.pieces import Group, Style, groups, line
from bot.commands.registry import Registry
from bot.views.model import Action, Attachment, Audience, Card, Paragraph, Reply

_COLOURS = {Audience.PLACE: 0x2E7D6B, Audience.ASKER: 0x5B6EAE}
"""The bar beside a card: green for what all may see, blue for what only the asker sees."""

_MARK = 12
"""Room in a title for which page of how many it is."""

_CALL = 64
"""Room in a plain message for whom it calls by name."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message: plain words or cards, controls below them, files."""

    content: str = ""
    embeds: tuple[discord.Embed, ...] = ()
    rows: tuple[Row, ...] = ()
    files: tuple[Attachment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether another card may stand below what is there."""
        return not self.rows and not self.files and len(self.embeds) < EMBEDS

    @property
    def length(self) -> int:
        """What counts towards the limit on all cards of a message."""
        told = [part for one in self.embeds for part in (one.title, one.description) if part]
        return sum(units(part) for part in told)


def pages(reply: Reply, registry: Registry) -> list[Page]:
    """All of a reply; none for a reply that says nothing.

    What lies behind a card is drawn too, unless a button can bring it again.
    """
    made: list[Page] = []
    for card in reply.cards:
        for page in _card(card, reply.audience, registry, plain=not made):
            _add(made, page)
    _attach(made, in_pixels(reply.attachments))
    return made


def _card(card: Card, audience: Audience, registry: Registry, *, plain: bool) -> list[Page]:
    """The pages of a card, its controls under the last of them."""
    actions = list(card.actions)
    behind = card.more
    if behind is not None and card.recall is not None and fits(card.recall, LIMITS):
        actions.append(card.recall)
        behind = None
    if behind is not None:
        actions += behind.actions
    said = [*groups(card.blocks), *_spelled(actions)]
    if plain and behind is None and _is_plain(card):
        made = _words(said)
    else:
        made = _sheets(card.title, said, audience)
    if behind is not None:
        made += _card(replace(behind, actions=()), audience, registry, plain=False)
    return _controlled(made, in_messages([one for one in actions if fits(one, LIMITS)], registry))


def _is_plain(card: Card) -> bool:
    """Whether it reads best as a plain message: a sentence or two."""
    return not card.title and all(isinstance(block, Paragraph) for block in card.blocks)


def _words(said: Sequence[Group]) -> list[Page]:
    return [Page(content=drawn(one)) for one in pack(said, CONTENT - _CALL, measure)]


def _sheets(title: str, said: Sequence[Group], audience: Audience) -> list[Page]:
    """Cards of one title, as many as it takes; a title too long stands in the text."""
    named = inert(one_line(title))
    if units(named) > EMBED_TITLE - _MARK:
        said = [*line(one_line(title), Style.STRONG), *said]
        named = ""
    sheets = [drawn(one) for one in pack(said, EMBED_TEXT, measure)] or ([""] if named else [])
    made = []
    for number, text in enumerate(sheets, start=1):
        mark = phrases.part(number, len(sheets)) if len(sheets) > 1 else ""
        embed = discord.Embed(
            title=f"{named} {mark}".strip() or None,
            description=text or None,
            colour=_COLOURS[audience],
        )
        made.append(Page(embeds=(embed,)))
    return made


def _spelled(actions: Sequence[Action]) -> list[Group]:
    """What of the actions no control can show: a command to type, the whole of a long label."""
    made: list[Group] = []
    for action in actions:
        if not fits(action, LIMITS):
            made += line(texts.typed(action.label, action.words, action.values), Style.SMALL)
        elif is_cut(action, LIMITS):
            made += line(action.label, Style.SMALL)
    return made


def _controlled(made: list[Page], messages: Sequence[Sequence[Row]]) -> list[Page]:
    for number, rows in enumerate(messages):
        if made and not made[-1].rows:
            made[-1] = replace(made[-1], rows=tuple(rows))
        else:
            made.append(Page(content=phrases.MORE if number else phrases.NEXT, rows=tuple(rows)))
    return made


def _add(made: list[Page], page: Page) -> None:
    """A page of its own, or another card of the message before while nothing follows that."""
    before = made[-1] if made else None
    joins = before is not None and before.is_open and not page.content
    if before is not None and joins and before.length + page.length <= EMBEDS_TEXT:
        made[-1] = replace(page, content=before.content, embeds=(*before.embeds, *page.embeds))
    else:
        made.append(page)


def _attach(made: list[Page], attachments: Sequence[Attachment]) -> None:
    """Files with the last page; there is a limit on those, too."""
    for start in range(0, len(attachments), FILES):
        files = tuple(attachments[start : start + FILES])
        if made and not made[-1].files:
            made[-1] = replace(made[-1], files=files)
        else:
            made.append(Page(files=files))
