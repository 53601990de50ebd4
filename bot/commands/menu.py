"""The commands as a tree of words, for whatever completes what people type."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.command import Command, OptionKind
from bot.commands.registry import Registry


def menu(registry: Registry, topics: Sequence[str]) -> dict[str, object]:
    """Nested words: each key is a word, its value the words that may follow or None."""
    tree: dict[str, object] = {}
    for command in registry.commands():
        first, _, second = command.words.partition(" ")
        below = _values(command, topics)
        if second:
            family = tree.get(first) or {}
            if isinstance(family, dict):
                tree[first] = {**family, second: below}
        else:
            tree[first] = below
    tree["help"] = {command.words.split()[0]: None for command in registry.commands()}
    return tree


def _values(command: Command, topics: Sequence[str]) -> dict[str, object] | None:
    words: list[str] = []
    for option in command.open_options:
        if option.kind is OptionKind.CHOICE:
            words += option.choices
        elif option.kind is OptionKind.TOPIC:
            words += topics
    return dict.fromkeys(words) or None
