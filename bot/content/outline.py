"""Reads only what criteria are called and worth: a few lines of each, without what they look for.

A whole prompt takes thirty milliseconds to read, and counting what a group earned takes them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content import fields
from bot.content.head import END
from bot.content.nodes import Items, Node, Table, Text
from bot.content.reader import read_nodes
from bot.domain.rubric import CriterionHead, Kind

_WANTED = {"id", "text", "kind", "points", "skill"}
_ITEM = re.compile(r"(\s*)- +")
_KEY = re.compile(r"([a-z_]+):(?:\s|$)")


def read_criteria(source: str, file: str) -> tuple[CriterionHead, ...] | None:
    """The criteria of a prompt's file; None where it is written in a way that takes reading it all.

    What is left out is never looked at: a file that is found faulty as a whole may still do here.
    """
    begin = source.find(f"\n{END}:\n")
    if begin < 0:
        return None
    kept = "\n".join(_kept(source[begin + 1 :].split("\n")))
    tree, faults = read_nodes(kept, file)
    if faults or not isinstance(tree, Table):
        return None
    found = tree.entries.get(END)
    if not isinstance(found, Items) or not found.items:
        return None
    try:
        return tuple(_criterion(one) for one in found.items)
    except (fields.FieldError, KeyError):
        return None


def _kept(lines: list[str]) -> Iterator[str]:
    """The first line and, of each item of the list below it, the keys that are wanted."""
    yield lines[0]
    depth: int | None = None
    keeping = False
    for whole in lines[1:]:
        line = whole
        if line[:1] not in {"", " ", "#", "-"}:
            return
        item = _ITEM.match(line)
        if item is not None and depth in {None, len(item[1])}:
            depth = len(item[1])
            # The dash stays, whichever key stands behind it.
            yield f"{item[1]}-"
            line = " " * item.end() + line[item.end() :]
        inner = len(line) - len(line.lstrip())
        key = _KEY.match(line.lstrip())
        if depth is not None and inner == depth + 2 and key is not None:
            keeping = key[1] in _WANTED
        if keeping and line.strip():
            yield line


def _criterion(node: Node) -> CriterionHead:
    if not isinstance(node, Table):
        raise KeyError
    values = {key: one.value.strip() for key, one in node.entries.items() if isinstance(one, Text)}
    return CriterionHead(
        id=fields.slug(values["id"]),
        text=fields.text(values["text"]),
        kind=fields.one_of(Kind)(values["kind"]),
        points=fields.whole(-10, 10)(values["points"]),
        skill=fields.slug(values["skill"]),
    )
