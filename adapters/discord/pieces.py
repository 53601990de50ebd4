"""Blocks of a view as pieces of text that know how they are drawn in markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.discord import texts
from adapters.discord.inert import clean, inert, one_line
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

Style = Callable[[str], str]
"""Cleaned text to markdown."""

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
    """A text, how it is drawn, and what parts it from the piece before it on the same page."""

    text: str
    style: Style
    apart: str = "\n\n"


Group = tuple[Piece, ...]
"""Pieces that stay on one page if they can."""


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


def timed(style: Style, moments: Sequence[Moment]) -> Style:
    """The same with each moment on the reader's own clock, and how far off it is."""
    if not moments:
        return style

    def drawn(text: str) -> str:
        made = style(text)
        for moment in moments:
            second = int(moment.at.timestamp())
            made = made.replace(inert(moment.text), f"<t:{second}:f> (<t:{second}:R>)")
        return made

    return drawn


def _each_line(text: str, form: str) -> str:
    return "\n".join(form.format(line) if line else "" for line in text.split("\n"))


def groups(blocks: Sequence[Block]) -> list[Group]:
    """All blocks; a short heading stands right over what belongs to it."""
    made: list[Group] = []
    before: Block | None = None
    for block in blocks:
        found = _groups(block)
        if not found:
            continue
        if before is not None and _heads(before, block):
            made[-1] += _close(found.pop(0))
        elif _is_muted(before) and _is_muted(block):
            found[0] = _close(found[0])
        made += found
        before = block
    return made


def line(text: str, style: Style) -> list[Group]:
    """One paragraph in that style; none if there is nothing in it to see."""
    piece = _piece(text, style)
    return [(piece,)] if piece.text else []


def _heads(block: Block, below: Block) -> bool:
    """Whether a block is the heading of the one below it: a bold line over anything but a text."""
    if not isinstance(block, Paragraph) or isinstance(below, Paragraph):
        return False
    return block.weight is Weight.STRONG and len(clean(block.text)) <= _SHORT_HEADING


def _is_muted(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.weight is Weight.MUTED


def _piece(text: str, style: Style, apart: str = "\n\n") -> Piece:
    return Piece(clean(text), style, apart)


def _groups(block: Block) -> list[Group]:
    match block:
        case Paragraph(text, weight, moments):
            styles = {Weight.NORMAL: inert, Weight.STRONG: bold, Weight.MUTED: small}
            return line(text, timed(styles[weight], moments))
        case Said(text):
            return line(text, quote)
        case Bullets(items):
            return _listed([_kept(_piece(item, bullet)) for item in items])
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
    style: Style = inert
    if value.isdecimal() and value.isascii():
        style = _channel if index in facts.channels else style
        style = _role if index in facts.roles else style
    return _kept(Piece(f"{named}{colon}", bold), _piece(value, style, " "))


def _channel(number: str) -> str:
    """Drawn as the channel's name."""
    return f"<#{number}>"


def _role(number: str) -> str:
    """Drawn as the role's name; in a card it calls nobody."""
    return f"<@&{number}>"


def _table(table: Table) -> list[Group]:
    """A line for each row, which says what its numbers are; the headings small above."""
    head = Piece(" · ".join(one_line(heading) for heading in table.headings), small)
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
            yield Piece(f"{text}.", inert, apart)
            apart = " "
            continue
        if column in table.numeric:
            yield Piece(f"{text} {_counted(heading, text)}", inert, apart)
        else:
            yield Piece(text, inert if named else bold, apart)
            named = True
        apart = " · "
    if index == table.marked:
        yield Piece(texts.YOU, inert, apart)


def _counted(heading: str, number: str) -> str:
    """`1 answer`, `2 answers`."""
    first, space, rest = heading.partition(" ")
    one = number.lstrip("+-") == "1" and first.endswith("s")
    return f"{first[:-1] if one else first}{space}{rest}"


def _check(check: Check) -> Iterator[Piece]:
    yield Piece(_SYMBOLS[check.mark], inert)
    yield from _kept(
        _piece(check.text, bold, " "),
        _piece(check.label, small, "\n"),
        *(_piece(f"“{clean(said)}”", quote, "\n") for said in check.quotes if clean(said)),
        _piece(check.note, inert, "\n"),
    )
