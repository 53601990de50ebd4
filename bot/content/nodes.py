"""A strict reading of YAML into texts, lists and tables, each with its line; nothing is guessed.

Every scalar stays the text that stands in the file. Anchors, aliases, tags, directives, duplicate
keys and second documents are faults. Work and memory are bounded by the caps below: the text is
read event by event and the reading stops at the first cap, so nothing is ever expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.letters import forbidden
from bot.content.syntax import syntax_faults

MAX_DEPTH = 12
MAX_NODES = 10_000
MAX_FAULTS = 40

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Text:
    """A scalar as it is written."""

    value: str
    line: int


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Keys with their values; `lines` holds the line of each key."""

    line: int
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Node = Text | Items | Table


class _StopError(Exception):
    """The file cannot be read on; the fault that says why is on the list."""


@dataclass(slots=True)
class _Open:
    """A list or table that is being read, with the key whose value comes next."""

    node: Items | Table
    key: str | None = None
    skip: bool = False


def read_nodes(source: str, file: str) -> tuple[Node | None, list[Fault]]:
    """The tree of the file, and its faults; no tree when it cannot be read as YAML.

    A tree comes with faults only where it can still be judged: for duplicate keys (the first one
    stands) and for texts cut off by a ` #` that begins a comment.
    """
    reading = _Reading(source, file)
    try:
        for event in _events(source):
            reading.take(event)
    except _StopError:
        return None, reading.faults
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [*reading.faults, *syntax_faults(error, source, file)]
    if reading.root is None and not reading.faults:
        reading.fault(1, "The file is empty.", "write its keys, or delete it.")
    return (None if reading.unusable else reading.root), reading.faults


def _events(source: str) -> Iterator[yaml.Event]:
    loader = _Loader(source)
    try:
        while True:
            event = loader.get_event()
            yield event
            if isinstance(event, yaml.StreamEndEvent):
                return
    finally:
        loader.dispose()


class _Reading:
    """The tree built so far."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.unusable = False
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def fault(self, line: int, message: str, fix: str, *, unusable: bool = True) -> None:
        """Note a fault; the file is read on so that all faults are named at once."""
        self.faults.append(Fault(self.file, line, message, fix))
        self.unusable = self.unusable or unusable
        if len(self.faults) >= MAX_FAULTS:
            raise _StopError

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree."""
        if isinstance(event, yaml.ScalarEvent):
            self._count(event)
            self._put(self._text(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._count(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._count(event)
            line = _line(event)
            self.fault(
                line,
                f"*{event.anchor} is an alias, and aliases are not allowed.",
                "repeat the text; put a word that begins with * in quotes.",
            )
            self._put(Text("", line))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        line = _line(event)
        if self._documents > 1:
            self.fault(
                line, "A second document begins here.", "keep one document a file, without ---."
            )
            raise _StopError
        if event.version or event.tags:
            self.fault(line, "Directives (%) are not allowed.", "take the line out.")

    def _count(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self.fault(
                _line(event), f"The file holds more than {MAX_NODES} values.", "split the file."
            )
            raise _StopError
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or (tag is None and event.anchor is None):
            return
        if tag is not None:
            self.fault(
                _line(event),
                f"{tag} is a tag, and tags are not allowed.",
                "take it out; put a word that begins with ! in quotes.",
            )
        else:
            self.fault(
                _line(event),
                f"&{event.anchor} is an anchor, and anchors are not allowed.",
                "take it out; put a word that begins with & in quotes.",
            )

    def _text(self, event: yaml.ScalarEvent) -> Text:
        line = _line(event)
        if event.style == '"':
            bad = forbidden(event.value)
            if bad is not None:
                self.fault(line, f"The text holds {bad.name}.", "take it out.")
        end = event.end_mark
        if not event.style and end is not None and self.source.startswith(" #", end.index):
            self.fault(
                end.line + 1,
                f"The text {shown(event.value)} ends where a # begins a comment.",
                "put the whole text in quotes; before a comment write two spaces.",
                unusable=False,
            )
        return Text(event.value, line)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        line = _line(event)
        if len(self._open) >= MAX_DEPTH:
            self.fault(
                line,
                f"Nested deeper than {MAX_DEPTH}.",
                "flatten it; no key of the format needs this.",
            )
            raise _StopError
        node = Table(line) if isinstance(event, yaml.MappingStartEvent) else Items(line)
        self._put(node)
        self._open.append(_Open(node))

    def _put(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        place = self._open[-1]
        if isinstance(place.node, Items):
            place.node.items.append(node)
        elif place.key is None:
            self._key(place, place.node, node)
        else:
            if not place.skip:
                place.node.entries[place.key] = node
            place.key = None

    def _key(self, place: _Open, table: Table, node: Node) -> None:
        if not isinstance(node, Text):
            self.fault(
                node.line, "A list or table stands where a key is expected.", "write a word as key."
            )
            place.key, place.skip = "", True
            return
        place.key, place.skip = node.value, node.value in table.entries
        if place.skip:
            self.fault(
                node.line,
                f"The key {shown(node.value)} stands twice.",
                f"keep one of them; the first is in line {table.lines[node.value]}.",
                unusable=False,
            )
        else:
            table.lines[node.value] = node.line


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1
