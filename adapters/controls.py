"""Actions as buttons and lists, in rows; data only, so that a page can be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from adapters.press import Press, TooLong, encode
from adapters.text.cleaning import one_line
from adapters.text.lengths import short, units
from bot.commands.command import OptionKind
from bot.commands.registry import Registry
from bot.views.model import Action

_DESTROYS = "delete"
"""The last word of commands that cannot be undone."""

_SUFFIX = 99
"""The most like controls of one message that are told apart."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform has room for.

    `natives` are the kinds it has lists of its own for, `lacks` those that do not exist there.
    """

    id: int
    button: int
    buttons: int
    """In a row; a list takes a row for itself."""
    placeholder: int
    picks: int
    pick: int
    """Characters of a pick's label, and of what is told beside it."""
    value: int
    natives: frozenset[OptionKind]
    measure: Callable[[str], int] = units
    lacks: frozenset[OptionKind] = frozenset()

    def short(self, text: str, limit: int) -> str:
        """The text within a limit, as the platform counts."""
        return short(text, limit, self.measure)


@dataclass(frozen=True, slots=True)
class Button:
    """One button; `first` stands out among its like, `grave` warns."""

    id: str
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

    id: str
    label: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class PlatformList:
    """The platform's own list of channels or roles."""

    id: str
    label: str
    kind: OptionKind


Control = Button | PickList | PlatformList
Row = tuple[Control, ...]


def ids(rows: Iterable[Row]) -> list[str]:
    """The ids of all controls."""
    return [control.id for row in rows for control in row]


def offered(actions: Sequence[Action], registry: Registry, limits: Limits) -> list[Action]:
    """The actions that a platform can offer: none that asks for what does not exist there."""
    return [one for one in actions if _kind(one, registry) not in limits.lacks]


def fits(action: Action, limits: Limits) -> bool:
    """Whether buttons and lists can carry it and all that can be picked."""
    try:
        encode(Press.of(action), limits.id, _SUFFIX)
    except (TooLong, UnicodeEncodeError):
        return False
    return all(value and limits.measure(value) <= limits.value for _, value in action.picks)


def is_cut(action: Action, limits: Limits) -> bool:
    """Whether its label has no room on a button."""
    return limits.measure(one_line(action.label)) > limits.button


def rows_of(actions: Sequence[Action], registry: Registry, limits: Limits) -> list[Row]:
    """The rows of actions that fit; the first action stands out. Like ones still share an id."""
    rows: list[list[Control]] = []
    for index, action in enumerate(actions):
        for control in _controls(action, registry, limits, first=index == 0):
            beside = rows and isinstance(control, Button) and isinstance(rows[-1][0], Button)
            if beside and len(rows[-1]) < limits.buttons:
                rows[-1].append(control)
            else:
                rows.append([control])
    return [tuple(row) for row in rows]


def numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows of one message with ids that no two controls share, as `encode` numbers them."""
    seen: Counter[str] = Counter()
    made: list[Row] = []
    for row in rows:
        told: list[Control] = []
        for control in row:
            seen[control.id] += 1
            count = seen[control.id]
            told.append(control if count == 1 else replace(control, id=f"{control.id}#{count}"))
        made.append(tuple(told))
    return made


def _controls(
    action: Action, registry: Registry, limits: Limits, *, first: bool
) -> Iterator[Control]:
    label = one_line(action.label) or action.words
    made = encode(Press.of(action), limits.id)
    if action.picks and action.asks:
        yield from _lists(made, label, action.picks, limits)
        return
    kind = _kind(action, registry)
    if kind in limits.natives:
        yield PlatformList(made, limits.short(label, limits.placeholder), kind)
    else:
        grave = action.words.split()[-1:] == [_DESTROYS]
        yield Button(made, limits.short(label, limits.button), first, grave)


def _kind(action: Action, registry: Registry) -> OptionKind:
    """The kind of the first option that is asked for."""
    if action.asks and action.words in registry:
        for option in registry.named(action.words).options:
            if option.name == action.asks[0]:
                return option.kind
    return OptionKind.WORD


def _lists(
    made: str, label: str, picks: Sequence[tuple[str, str]], limits: Limits
) -> Iterator[PickList]:
    """As many lists as it takes; the same value is offered once."""
    by_value: dict[str, str] = {}
    for told, value in picks:
        by_value.setdefault(value, one_line(told) or value)
    lines = [pick_of(told, value, limits) for value, told in by_value.items()]
    starts = range(0, len(lines), limits.picks)
    parts = [tuple(lines[start : start + limits.picks]) for start in starts]
    for number, part in enumerate(parts, start=1):
        mark = f" ({number}/{len(parts)})" if len(parts) > 1 else ""
        yield PickList(made, limits.short(label, limits.placeholder - len(mark)) + mark, part)


def pick_of(told: str, value: str, limits: Limits) -> Pick:
    """One line of a list, with what its label has no room for told beside it."""
    if limits.measure(told) <= limits.pick:
        return Pick(told, value)
    label = limits.short(told, limits.pick)
    rest = told[len(label.removesuffix("…")) :].strip()
    return Pick(label, value, limits.short(rest, limits.pick))
