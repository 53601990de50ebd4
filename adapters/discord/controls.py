"""Actions as buttons and lists, in rows; data only, so that a page can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adapters.discord.customid import Press, TooLong, encode
from adapters.discord.inert import one_line
from adapters.discord.limits import (
    BUTTON_LABEL,
    BUTTONS,
    PICK_TEXT,
    PICKS,
    PLACEHOLDER,
    ROWS,
    short,
    size,
)
from bot.commands.command import OptionKind
from bot.commands.registry import Registry
from bot.views.model import Action

_DESTROYS = "delete"
"""The last word of commands that cannot be undone."""

_SUFFIX = 9
"""The most like actions of one message that are told apart."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `first` stands out among its like, `grave` warns."""

    custom_id: str
    label: str
    first: bool = False
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One line of a list; `about` is what its label has no room for."""

    label: str
    value: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PickList:
    """A list to pick one from."""

    custom_id: str
    label: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class PlatformList:
    """Discord's own list of channels or roles."""

    custom_id: str
    label: str
    kind: OptionKind


Control = Button | PickList | PlatformList
Row = tuple[Control, ...]


def custom_ids(rows: Iterable[Row]) -> list[str]:
    """The custom ids of all controls."""
    return [control.custom_id for row in rows for control in row]


def fits(action: Action) -> bool:
    """Whether buttons and lists can carry it and all that can be picked."""
    try:
        encode(Press.of(action), _SUFFIX)
    except (TooLong, UnicodeEncodeError):
        return False
    return all(value and size(value) <= PICK_TEXT for _, value in action.picks)


def is_cut(action: Action) -> bool:
    """Whether its label has no room on a button."""
    return size(one_line(action.label)) > BUTTON_LABEL


def in_messages(actions: Sequence[Action], registry: Registry) -> list[list[Row]]:
    """The rows of actions that fit, those of each message apart; the first action stands out."""
    rows: list[list[list[tuple[Action, Control]]]] = [[]]
    for index, action in enumerate(actions):
        for control in _controls(action, registry, first=index == 0):
            _place(rows, action, control)
    return [_numbered(message) for message in rows if message]


Placed = list[list[tuple[Action, Control]]]
"""Rows of a message, each control with the action it stands for."""


def _place(messages: list[Placed], action: Action, control: Control) -> None:
    rows = messages[-1]
    beside = rows and isinstance(control, Button) and isinstance(rows[-1][0][1], Button)
    if beside and len(rows[-1]) < BUTTONS:
        rows[-1].append((action, control))
        return
    if len(rows) == ROWS:
        rows = []
        messages.append(rows)
    rows.append([(action, control)])


def _numbered(message: Placed) -> list[Row]:
    """The same with custom ids that no two controls share."""
    seen: dict[Press, int] = {}
    rows: list[Row] = []
    for row in message:
        made: list[Control] = []
        for action, control in row:
            press = Press.of(action)
            seen[press] = seen.get(press, 0) + 1
            made.append(_named(control, encode(press, seen[press])))
        rows.append(tuple(made))
    return rows


def _named(control: Control, custom_id: str) -> Control:
    match control:
        case Button(_, label, first, grave):
            return Button(custom_id, label, first, grave)
        case PickList(_, label, picks):
            return PickList(custom_id, label, picks)
        case PlatformList(_, label, kind):
            return PlatformList(custom_id, label, kind)


def _controls(action: Action, registry: Registry, *, first: bool) -> Iterator[Control]:
    label = one_line(action.label) or action.words
    if action.picks and action.asks:
        yield from _lists(label, action.picks)
        return
    kind = _kind(action, registry)
    if kind in {OptionKind.CHANNEL, OptionKind.ROLE}:
        yield PlatformList("", short(label, PLACEHOLDER), kind)
    else:
        grave = action.words.split()[-1:] == [_DESTROYS]
        yield Button("", short(label, BUTTON_LABEL), first, grave)


def _kind(action: Action, registry: Registry) -> OptionKind:
    """The kind of the first option that is asked for."""
    if action.asks and action.words in registry:
        for option in registry.named(action.words).options:
            if option.name == action.asks[0]:
                return option.kind
    return OptionKind.WORD


def _lists(label: str, picks: Sequence[tuple[str, str]]) -> Iterator[PickList]:
    """As many lists as it takes; the same value is offered once."""
    by_value: dict[str, str] = {}
    for told, value in picks:
        by_value.setdefault(value, one_line(told) or value)
    lines = [_pick(told, value) for value, told in by_value.items()]
    parts = [tuple(lines[start : start + PICKS]) for start in range(0, len(lines), PICKS)]
    for number, part in enumerate(parts, start=1):
        mark = f" ({number}/{len(parts)})" if len(parts) > 1 else ""
        yield PickList("", short(label, PLACEHOLDER - len(mark)) + mark, part)


def _pick(told: str, value: str) -> Pick:
    if size(told) <= PICK_TEXT:
        return Pick(told, value)
    label = short(told, PICK_TEXT)
    rest = told[len(label.removesuffix("…")) :].strip()
    return Pick(label, value, short(rest, PICK_TEXT))
