"""Views drawn for a terminal: colour and symbols where there is one, plain text in a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from adapters.text.spelling import spelled
from bot.views.model import (
    Action,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
)

WIDTH = 80
"""Columns in a pipe."""

WIDEST = 100
"""The most columns in a window: longer lines are hard to read."""

_STYLES = {Weight.NORMAL: "", Weight.STRONG: "bold", Weight.MUTED: "dim"}

_MARKS = {
    Mark.MET: ("✓", "green"),
    Mark.PARTLY: ("~", "yellow"),
    Mark.MISSED: ("✗", "red"),
    Mark.UNSURE: ("?", "yellow"),
    Mark.MISTAKE: ("!", "bold red"),
}


_STEERING = {"Cc", "Cs", "Zl", "Zp"}
"""Categories of characters that control a terminal, encode nothing, or part lines on their own."""

_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the reading direction of what follows, beyond the words they stand in."""


def inert(text: str) -> str:
    """The text without characters that could steer a terminal or turn its reading direction."""
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in _STEERING else " "
        for char in text.replace("\r\n", "\n").replace("\t", "    ")
        if char not in _TURNING
    )


def draw(reply: Reply) -> RenderableType:
    """A whole reply."""
    return Group(*(part for card in reply.cards for part in _card(card, reply.prompt_id)))


def _card(card: Card, prompt_id: str | None) -> Iterable[RenderableType]:
    if card.title:
        yield _Title(inert(card.title))
    for block in card.blocks:
        yield _block(block)
        yield Text()
    if card.more is not None:
        yield from _card(card.more, prompt_id)
    if card.actions:
        yield _actions(card.actions, prompt_id)
        yield Text()


class _Title:
    """A title in a rule; one too long for it stands above, since a rule would cut it off."""

    def __init__(self, title: str) -> None:
        self._title = Text(title, style="bold cyan")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The title at the width there is."""
        if "\n" in self._title.plain or self._title.cell_len > options.max_width - 4:
            yield self._title
            yield Rule(style="cyan")
        else:
            yield Rule(self._title, align="left", style="cyan")


def _block(block: Block) -> RenderableType:
    block = spelled(block, "/")
    match block:
        case Paragraph(text, weight):
            return Text(inert(text), style=_STYLES[weight])
        case Said(text):
            return Padding(Text(inert(text), style="italic"), (0, 0, 0, 2))
        case Bullets(items):
            return Group(*(_hanging("•", inert(item)) for item in items))
        case Facts(pairs):
            return _facts(pairs)
        case Table():
            return _table(block)
        case Checklist(checks):
            return Group(*(_check(check) for check in checks))


def _hanging(mark: str, body: RenderableType | str, style: str = "") -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=max(len(mark), 1), no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, style=style), Text(body) if isinstance(body, str) else body)
    return grid


def _facts(pairs: Iterable[tuple[str, str]]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", max_width=WIDTH // 2, overflow="fold")
    grid.add_column(overflow="fold")
    for label, value in pairs:
        grid.add_row(Text(inert(label)), Text(inert(value)))
    return grid


def _table(table: Table) -> RenderableType:
    drawn = RichTable(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for index, heading in enumerate(table.headings):
        drawn.add_column(
            Text(inert(heading)),
            justify="right" if index in table.numeric else "left",
            overflow="fold",
        )
    for index, row in enumerate(table.rows):
        style = "bold" if index == table.marked else ""
        drawn.add_row(*(Text(inert(cell)) for cell in row), style=style)
    return drawn


def _check(check: Check) -> RenderableType:
    symbol, style = _MARKS[check.mark]
    lines: list[RenderableType] = [
        Text(inert(check.text)),
        Text(inert(check.label), style="dim"),
    ]
    lines += [Text(f"“{inert(quote)}”", style="italic green") for quote in check.quotes]
    if check.note:
        lines.append(Text(f"→ {inert(check.note)}", style="dim"))
    return _hanging(symbol, Group(*lines), style)


def _actions(actions: Iterable[Action], prompt_id: str | None) -> RenderableType:
    parts = [
        "type your answer"
        if _is_answer(action, prompt_id)
        else f"/{inert(typed(action, prompt_id))}"
        for action in actions
    ]
    # What is picked from a list elsewhere and what is typed there are the same line here.
    return _Next(list(dict.fromkeys(parts)))


class _Next:
    """What can be done next; a line breaks between two commands rather than inside of one."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        line = f"Next: {self._parts[0]}"
        for part in self._parts[1:]:
            longer = f"{line}  ·  {part}"
            if cell_len(longer) > options.max_width:
                yield Text(line, style="cyan")
                line = part
            else:
                line = longer
        yield Text(line, style="cyan")


def _is_answer(action: Action, shown: str | None) -> bool:
    """Whether plain words after this do the same: they answer what was shown."""
    return action.words == "answer" or ("of", shown) in action.values


_ROUND = "session"
"""A mock round: the one under way is meant when none is named."""

_FOLLOWS = {"text", "reason", "score"}
"""Asked options that simply stand behind the command's words."""


def typed(action: Action, shown: str | None) -> str:
    """An action as it is typed; what was shown just now goes without saying."""
    here = {("prompt", shown), *((name, value) for name, value in action.values if name == _ROUND)}
    values = [value for one in action.values if one not in here for value in one[1:]]
    asked = [f"{name}=…" for name in action.asks if name not in _FOLLOWS]
    return " ".join([action.words, *values, *asked])


def put(screen: Console, drawn: RenderableType, *, wrapped: bool = True) -> None:
    """Print it; in a pipe without the spaces that pad lines to the full width."""
    if screen.is_terminal:
        screen.print(drawn, soft_wrap=not wrapped)
        return
    with screen.capture() as captured:
        screen.print(drawn, soft_wrap=not wrapped)
    lines = (line.rstrip() for line in captured.get().split("\n"))
    screen.file.write("\n".join(lines))


def console(*, colour: bool, file: TextIO) -> Console:
    """A console for a window, or for a pipe when `colour` is false.

    At a window it writes to whatever standard output is at the time, which the line editor swaps.
    """
    drawn = Console(
        file=None if colour else file,
        force_terminal=colour,
        no_color=not colour,
        width=None if colour else WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    drawn.width = min(drawn.width, WIDEST)
    return drawn
