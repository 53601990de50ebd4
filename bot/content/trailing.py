"""Finds terms that end at a `#` by accident: YAML takes ` #` for the beginning of a comment."""

from __future__ import annotations

from bot.content.fault import Fault
from bot.content.nodes import Items, Node, Text

_TERMS_BELOW = frozenset({"signals", "unless", "lexicon"})


def trailing_faults(root: Node, file: str) -> list[Fault]:
    """A fault for each term after which a single space and `#` stand; two spaces mean a comment."""
    return [
        Fault(
            file,
            text.line,
            f'The term "{text.value[:40]}" ends where a # begins a comment.',
            'put the whole term in quotes: "from # to #"; before a comment write two spaces.',
        )
        for text in _terms(root, within=False)
        if text.trailing
    ]


def _terms(node: Node, *, within: bool) -> list[Text]:
    if isinstance(node, Text):
        return [node] if within else []
    if isinstance(node, Items):
        return [text for item in node.items for text in _terms(item, within=within)]
    return [
        text
        for key, value in node.entries.items()
        for text in _terms(value, within=within or key in _TERMS_BELOW)
    ]
