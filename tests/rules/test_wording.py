"""All wording lives in the views and the refusals, so that it can be read and changed in one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from bot import errors
from tests.rules.source import Module, modules

BLOCKS = {"Paragraph", "Said", "Bullets", "Facts", "Table", "Checklist", "Check", "Card", "Action"}
"""What a view is made of."""

INNER = ("bot.domain", "bot.ports", "bot.services", "bot.commands", "bot.reception", "bot.outgoing")
"""Where a refusal takes its sentence from `bot.refusals`."""

NOTES = {"bot.reception", "bot.commands.settings"}
"""Who may answer with one sentence without a view of its own."""


def _calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            if isinstance(node.func, ast.Name):
                name = node.func.id
            if name is not None:
                yield name, node


def test_views_are_made_in_views() -> None:
    for module in modules("bot"):
        if module.inside("bot.views"):
            continue
        taken = {
            alias.asname or alias.name
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ImportFrom) and node.module == "bot.views.model"
            for alias in node.names
        }
        made = taken & BLOCKS
        assert not made, f"{module.shown} makes {made}"
        assert "note" not in taken or module.name in NOTES, module.shown


def test_refusals_are_worded_in_one_place() -> None:
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    for module in modules("bot"):
        if not module.inside(*INNER):
            continue
        for name, call in _calls(module):
            if name in kinds and call.args:
                said = call.args[0]
                worded = isinstance(said, ast.Constant | ast.JoinedStr)
                assert not worded, f"{module.shown}:{call.lineno} says {ast.unparse(said)}"


def test_sentences_end_and_begin_like_sentences() -> None:
    said = [
        ast.literal_eval(node.value)
        for module in modules("bot")
        if module.inside("bot.refusals")
        for node in module.tree.body
        if isinstance(node, ast.Assign)
    ]
    assert said
    for text in said:
        assert text[0].isupper(), text
        assert text.rstrip()[-1] in ".!?" or "type: " in text, text
