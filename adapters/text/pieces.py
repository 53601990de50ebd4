"""Blocks of a view as pieces of text, each with how it is to look and what it stands apart by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from adapters.text.cleaning import clean, one_line
from adapters.text.phrases import YOU
from adapters.text.spelling import spelled
from bot.views.model import (
    Block,
    Bullets,
    Check,
    Checklist,
    Facts,
    Mark,
    Moment,
    Paragraph,
    Said,
    Table,
    Weight,
)


class Style(StrEnum):
    """How a piece is to look; each platform draws it its own way."""

    PLAIN = "plain"
    STRONG = "strong"
    SMALL = "small"
    """Grey and small, a line of its own."""
    LABEL = "label"
    """How a line of a checklist came out, below it."""
    QUOTE = "quote"
    BULLET = "bullet"
    CHANNEL = "channel"
    """The platform's id of a channel."""
    ROLE = "role"
    """The platform's id of a role."""


_STYLES = {Weight.NORMAL: Style.PLAIN, Weight.STRONG: Style.STRONG, Weight.MUTED: Style.SMALL}

_SYMBOLS = {
    Mark.MET: "✅",
    Mark.PARTLY: "🟨",
    Mark.MISSED: "⬜",
    Mark.UNSURE: "❔",
    Mark.MISTAKE: "❌",
}
"""Beside the words of the label, which tell the same to those who hear them."""

_RANK = "#"
_SHORT_HEADING = 120


@dataclass(frozen=True, slots=True)
class Piece:
    """A cleaned text, its style, and what parts it from the piece before it on the same page.

    Each of its `moments` occurs in the text, unless a cut has parted it.
    """

    text: str
    style: Style = Style.PLAIN
    apart: str = "\n\n"
    moments: tuple[Moment, ...] = ()


Group = tuple[Piece, ...]
"""Pieces that stay on one page if they can."""


def groups(blocks: Sequence[Block], before_commands: str = "/") -> list[Group]:
    """All blocks; a short heading stands right over what belongs to it.

    `before_commands` is what people type in front of a command.
    """
    made: list[Group] = []
    before: Block | None = None
    for block in blocks:
        found = _groups(spelled(block, before_commands))
        if not found:
            continue
        if before is not None and _heads(before, block):
            made[-1] += _close(found.pop(0))
        elif _is_muted(before) and _is_muted(block):
            found[0] = _close(found[0])
        made += found
        before = block
    return made


def line(text: str, style: Style, moments: Sequence[Moment] = ()) -> list[Group]:
    """One paragraph in that style; none if there is nothing in it to see."""
    piece = Piece(clean(text), style, moments=tuple(moments))
    return [(piece,)] if piece.text else []


def _heads(block: Block, below: Block) -> bool:
    """Whether a block is the heading of the one below it: a bold line over anything but a text."""
    if not isinstance(block, Paragraph) or isinstance(below, Paragraph):
        return False
    return block.weight is Weight.STRONG and len(clean(block.text)) <= _SHORT_HEADING


def _is_muted(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.weight is Weight.MUTED


def _groups(block: Block) -> list[Group]:
    match block:
        case Paragraph(text, weight, moments):
            return line(text, _STYLES[weight], moments)
        case Said(text):
            return line(text, Style.QUOTE)
        case Bullets(items):
            return _listed([_kept(Piece(clean(item), Style.BULLET)) for item in items])
        case Facts():
            return _listed([_fact(block, index) for index in range(len(block.pairs))])
        case Table():
            return _table(block)
        case Checklist(checks):
            return [group for check in checks if (group := tuple(_check(check)))]


def _kept(*pieces: Piece) -> Group:
    return tuple(piece for piece in pieces if piece.text)


def _listed(lines: Sequence[Group]) -> list[Group]:
    """Lines right below each other; the first keeps its distance to what is above."""
    made = [one for one in lines if one]
    return [*made[:1], *map(_close, made[1:])]


def _close(group: Group) -> Group:
    """The same right below what is above."""
    first, *others = group
    return (replace(first, apart="\n"), *others)


def _fact(facts: Facts, index: int) -> Group:
    label, value = facts.pairs[index]
    named = one_line(label)
    colon = ":" if named and named[-1] not in ":.?!" else ""
    style = Style.PLAIN
    style = Style.CHANNEL if index in facts.channels else style
    style = Style.ROLE if index in facts.roles else style
    return _kept(Piece(f"{named}{colon}", Style.STRONG), Piece(clean(value), style, " "))


def _table(table: Table) -> list[Group]:
    """A line for each row, which says what its numbers are; the headings small above."""
    head = Piece(" · ".join(one_line(heading) for heading in table.headings), Style.SMALL)
    rows = [tuple(_row(table, index)) for index in range(len(table.rows))]
    return _listed([_kept(head), *rows])


def _row(table: Table, index: int) -> Iterator[Piece]:
    named = False
    apart = "\n"
    for column, cell in enumerate(table.rows[index]):
        heading = one_line(table.headings[column]) if column < len(table.headings) else ""
        text = one_line(cell)
        if not text:
            continue
        if heading == _RANK:
            yield Piece(f"{text}.", Style.PLAIN, apart)
            apart = " "
            continue
        if column in table.numeric:
            yield Piece(f"{text} {_counted(heading, text)}", Style.PLAIN, apart)
        else:
            yield Piece(text, Style.PLAIN if named else Style.STRONG, apart)
            named = True
        apart = " · "
    if index == table.marked:
        yield Piece(YOU, Style.PLAIN, apart)


def _counted(heading: str, number: str) -> str:
    """`1 answer`, `2 answers`."""
    first, space, rest = heading.partition(" ")
    one = number.lstrip("+-") == "1" and first.endswith("s")
    return f"{first[:-1] if one else first}{space}{rest}"


def _check(check: Check) -> Iterator[Piece]:
    yield Piece(_SYMBOLS[check.mark])
    yield from _kept(
        Piece(clean(check.text), Style.STRONG, " "),
        Piece(clean(check.label), Style.LABEL, "\n"),
        *(Piece(f"“{clean(said)}”", Style.QUOTE, "\n") for said in check.quotes if clean(said)),
        Piece(clean(check.note), Style.PLAIN, "\n"),
    )
