"""Turns a model's validation errors into faults with the line of the value they speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.content.fault import Fault
from bot.content.fields import FieldError, brief
from bot.content.nearest import nearest
from bot.content.nodes import Items, Node, Table, Text
from bot.content.schema import Model, known_keys

MAX_FAULTS = 200
"""More of one file help nobody."""

Path = Sequence[int | str]
Read = TypeVar("Read", bound=Model)


def plain(node: Node) -> Any:  # noqa: ANN401 - the raw material of a model
    """The tree as lists, dictionaries and texts, as a model takes it."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def validated(model: type[Read], root: Node, file: str) -> tuple[Read | None, list[Fault]]:
    """The model of the tree, or None with one fault for each thing that it refuses."""
    try:
        return model.model_validate(plain(root)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_fault(model, detail, root, file) for detail in details[:MAX_FAULTS]]


def line_at(root: Node, path: Path) -> int:
    """The line of the value at the path, or of what comes nearest to it."""
    node, line = root, root.line
    for step in path:
        if isinstance(node, Table) and step in node.entries:
            line = node.lines[str(step)]
            node = node.entries[str(step)]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def place(root: Node, path: Path) -> str:
    """The path as an author reads it: `criteria[manual-fallback].points`."""
    written = ""
    node: Node | None = root
    for step in path:
        if step == "[key]":
            continue
        node = _child(node, step)
        if isinstance(step, int):
            written += f"[{_label(node, step)}]"
        else:
            written += f".{brief(step)}" if written else brief(step)
    return written


def _child(node: Node | None, step: int | str) -> Node | None:
    if isinstance(node, Table):
        return node.entries.get(str(step))
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _label(node: Node | None, step: int) -> str:
    """The id of a list's item where it has one, else its place counted from 1."""
    named = node.entries.get("id") if isinstance(node, Table) else None
    return brief(named.value) if isinstance(named, Text) and named.value else str(step + 1)


def _fault(model: type[Model], detail: ErrorDetails, root: Node, file: str) -> Fault:
    path = detail["loc"]
    where = place(root, path)
    if detail["type"] == "extra_forbidden":
        message, fix = _unknown_key(str(path[-1]), known_keys(model, path))
    else:
        message, fix = _sentence(detail, root)
    return Fault(file, line_at(root, path), f"{where}: {message}" if where else message, fix)


def _sentence(detail: ErrorDetails, root: Node) -> tuple[str, str]:
    kind, path, ctx = detail["type"], detail["loc"], detail.get("ctx", {})
    if kind == "value_error" and isinstance(ctx.get("error"), FieldError):
        return ctx["error"].message, ctx["error"].fix
    if kind == "missing":
        return "The key is missing.", f"add {path[-1]}: to {_above(root, path)}."
    if kind in {"too_short", "too_long"}:
        return _length(ctx)
    if kind == "list_type":
        return "A list is expected here.", "write [one, two], or one item a line after `- `."
    if kind in {"model_type", "dict_type"}:
        return "Keys with values are expected here.", "write `key: value` lines, indented."
    return detail["msg"] + ".", "write what docs/content.md asks for here."


def _length(ctx: Mapping[str, object]) -> tuple[str, str]:
    if "min_length" in ctx:
        return f"At least {ctx['min_length']} must be listed.", "add what is missing."
    return f"More than {ctx['max_length']} are listed.", "take some out, or split it."


def _above(root: Node, path: Path) -> str:
    return place(root, path[:-1]) or "the file"


def _unknown_key(key: str, known: list[str]) -> tuple[str, str]:
    alike = nearest(key, known)
    if alike:
        return "The key is unknown.", f"did you mean {alike[0]}?"
    return "The key is unknown.", f"take it out; known here: {', '.join(known)}."
