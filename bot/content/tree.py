"""A content file as nodes, whatever they are to mean."""

from __future__ import annotations

from bot.content.fault import Fault
from bot.content.files import Entry, read_source
from bot.content.nodes import Node
from bot.content.reader import read_nodes


def read_tree(entry: Entry) -> tuple[Node | None, list[Fault]]:
    """The nodes of a file, and what is wrong with it as YAML; None where it cannot be read."""
    source = read_source(entry.path, entry.name)
    return (None, [source]) if isinstance(source, Fault) else read_nodes(source, entry.name)
