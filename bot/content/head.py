"""Reads only the head of a prompt file, without the models: start-up reads every prompt's head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.content import fields
from bot.content.fault import Fault
from bot.content.files import read_source
from bot.content.nodes import Items, Node, Table, Text
from bot.content.reader import read_nodes
from bot.domain.prompt import PromptHead, PromptLevel

END = "criteria"


def list_of(read: Callable[[object], str], low: int, high: int) -> Callable[[object], Any]:
    """A reader of lists of `low` to `high` values, as a tuple."""

    def read_list(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise fields.FieldError("A list is expected here.", "write [one, two].")
        if not low <= len(value) <= high:
            raise fields.FieldError(
                f"The list holds {len(value)}.", f"{low} to {high} are allowed."
            )
        return tuple(read(item) for item in value)

    return read_list


_READERS: dict[str, Callable[[object], Any]] = {
    "id": fields.slug,
    "title": fields.text_up_to(60),
    "topic": fields.slug,
    "level": fields.one_of(PromptLevel),
    "minutes": fields.whole(1, 60),
    "weight": fields.whole(1, 3),
    "skills": list_of(fields.slug, 1, 9),
    "question": fields.text_up_to(4000),
    "hints": list_of(fields.text_up_to(1000), 0, 3),
}
HEAD_KEYS = tuple(_READERS)


def read_head(path: Path, name: str) -> PromptHead | Fault:
    """The head of the file, or the first fault that makes it unusable."""
    source = read_source(path, name)
    if isinstance(source, Fault):
        return source
    part = head_part(source)
    tree, faults = read_nodes(part, name)
    if tree is None and len(part) < len(source):
        # Either way the whole is what counts: the cut may fall into a quoted text.
        tree, faults = read_nodes(source, name)
    if tree is None or faults:
        return faults[0]
    if not isinstance(tree, Table):
        return Fault(name, 1, "Keys with values are expected here.", "begin with id:.")
    return _head(tree, name)


def head_part(source: str) -> str:
    """The text before the line that begins with `criteria:`; all of it when there is none."""
    mark = f"\n{END}:"
    end = source.find(mark)
    return source if end < 0 else source[: end + 1]


def _head(tree: Table, name: str) -> PromptHead | Fault:
    values: dict[str, Any] = {"hints": ()}
    for key, node in tree.entries.items():
        if key == END:
            break
        line = tree.lines[key]
        read = _READERS.get(key)
        if read is None:
            known = ", ".join(_READERS)
            return Fault(
                name, line, f"{fields.brief(key)}: The key is unknown.", f"known here: {known}."
            )
        try:
            values[key] = read(_raw(node))
        except fields.FieldError as error:
            return Fault(name, line, f"{key}: {error.message}", error.fix)
    missing = [key for key in _READERS if key not in values]
    if missing:
        return Fault(name, 1, f"{missing[0]}: The key is missing.", "add it above criteria:.")
    return PromptHead(**values)


def _raw(node: Node) -> object:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [_raw(item) for item in node.items]
    return {}
