"""A content file read into its model, with the lines that its faults are told by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.content.fault import Fault
from bot.content.files import Entry
from bot.content.nodes import Node
from bot.content.schema import Model
from bot.content.tree import read_tree
from bot.content.trouble import line_at, place, validated

Read = TypeVar("Read", bound=Model)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Read]):
    """A file whose shape is right."""

    entry: Entry
    tree: Node
    model: Read

    def fault(
        self, path: tuple[int | str, ...], message: str, fix: str, *, warning: bool = False
    ) -> Fault:
        """A fault at the line of the value at the path."""
        where = place(self.tree, path)
        said = f"{where}: {message}" if where else message
        return Fault(self.entry.name, line_at(self.tree, path), said, fix, warning=warning)


def read_sheet(entry: Entry, model: type[Read]) -> tuple[Sheet[Read] | None, list[Fault]]:
    """The file, or None with the faults of its shape; a duplicate key is a fault of a usable file.

    See `bot.content.reader` for what is refused.
    """
    tree, faults = read_tree(entry)
    if tree is None:
        return None, faults
    read, refused = validated(model, tree, entry.name)
    faults = [*faults, *refused]
    return (None if read is None else Sheet(entry, tree, read)), faults
