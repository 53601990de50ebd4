"""The commands as a tree of words, for whatever completes what people type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from bot.commands.command import Command, Option
from bot.commands.registry import Registry

Known = Callable[[Option], Sequence[str]]
"""What an option may hold, as far as it can be listed."""

Below = Mapping[str, object] | Callable[[], Mapping[str, object]] | None
"""The words that may follow one; where they take reading, a function that reads them once."""


def menu(registry: Registry, known: Known) -> dict[str, object]:
    """Nested words: each key is a word, its value is `Below` it.

    Nothing is asked of `known` before somebody has typed a command whose options it knows.
    """
    tree: dict[str, object] = {}
    for command in registry.commands():
        first, _, second = command.words.partition(" ")
        below: Below = cache(partial(_values, command, known)) if command.open_options else None
        if not second:
            tree[first] = below
            continue
        family = tree.get(first) or {}
        if isinstance(family, dict):
            tree[first] = {**family, second: below}
    tree["help"] = {command.words.split()[0]: None for command in registry.commands()}
    return tree


def _values(command: Command, known: Known) -> dict[str, object]:
    words = [word for option in command.open_options for word in known(option)]
    # A word with a blank in it would be two.
    return dict.fromkeys(word for word in words if " " not in word)
