"""A strict reading of YAML into a tree of texts, lists and tables; nothing is guessed.

Every scalar stays the text that stands in the file. Anchors, aliases, tags, directives, duplicate
keys and second documents are faults. Work and memory are bounded by the caps below: the text is
read event by event and the reading stops at the first cap, so nothing is ever expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bot.content.fault import Fault
from bot.content.fields import brief, shown
from bot.content.letters import forbidden
from bot.content.nodes import Items, Node, Table, Text
from bot.content.syntax import syntax_faults

MAX_DEPTH = 12
MAX_NODES = 10_000
MAX_FAULTS = 40

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
            self._put(self._alias(event))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        line = _line(event)
        if self._documents > 1:
            fix = "keep one document a file, without ---."
            self.fault(line, "A second document begins here.", fix)
            raise _StopError
        if event.version or event.tags:
            self.fault(line, "Directives (%) are not allowed.", "take the line out.")

    def _count(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = f"The file holds more than {MAX_NODES} values."
            self.fault(_line(event), message, "split the file.")
            raise _StopError
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"{brief(tag)} is a tag, and tags are not allowed."
            fix = "take it out; put a word that begins with ! in quotes."
            self.fault(_line(event), message, fix)
        elif event.anchor is not None and not isinstance(event, yaml.AliasEvent):
            message = f"&{brief(event.anchor)} is an anchor, and anchors are not allowed."
            fix = "take it out; put a word that begins with & in quotes."
            self.fault(_line(event), message, fix)

    def _alias(self, event: yaml.AliasEvent) -> Text:
        message = f"*{brief(event.anchor or '')} is an alias, and aliases are not allowed."
        fix = "repeat the text; put a word that begins with * in quotes."
        self.fault(_line(event), message, fix)
        return Text("", _line(event))

    def _text(self, event: yaml.ScalarEvent) -> Text:
        line = _line(event)
        if event.style == '"':
            bad = forbidden(event.value)
            if bad is not None:
                self.fault(line, f"The text holds {bad.name}.", "take it out.")
        end = event.end_mark
        if not event.style and end is not None and self.source.startswith(" #", end.index):
            message = f"The text {shown(event.value)} ends where a # begins a comment."
            fix = "put the whole text in quotes; before a comment write two spaces."
            self.fault(end.line + 1, message, fix, unusable=False)
        return Text(event.value, line)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        line = _line(event)
        if len(self._open) >= MAX_DEPTH:
            fix = "flatten it; no key of the format needs this."
            self.fault(line, f"Nested deeper than {MAX_DEPTH}.", fix)
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
            message = "A list or table stands where a key is expected."
            self.fault(node.line, message, "write a word as key.")
            place.key, place.skip = "", True
            return
        place.key, place.skip = node.value, node.value in table.entries
        if place.skip:
            fix = f"keep one of them; the first is in line {table.lines[node.value]}."
            message = f"The key {shown(node.value)} stands twice."
            self.fault(node.line, message, fix, unusable=False)
        else:
            table.lines[node.value] = node.line


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1
