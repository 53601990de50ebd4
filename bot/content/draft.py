"""A prompt file as far as it can be read: a broken one shows all of its faults as well."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.fault import Fault
from bot.content.files import Entry
from bot.content.nodes import Items, Node, Table, Text
from bot.content.schema import CriterionModel, PromptModel
from bot.content.tree import read_tree
from bot.content.trouble import line_at, place, validated


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of one file.

    `criteria` holds the usable criteria with their places in the list, also when others are
    broken; `outline` the lines of the model answer; `model` the whole, when nothing is broken.
    """

    file: str
    tree: Table
    criteria: tuple[tuple[int, CriterionModel], ...] = ()
    outline: tuple[str, ...] = ()
    model: PromptModel | None = None

    def fault(
        self, path: tuple[int | str, ...], message: str, fix: str, *, warning: bool = False
    ) -> Fault:
        """A fault at the line of the value at the path."""
        where = place(self.tree, path)
        said = f"{where}: {message}" if where else message
        return Fault(self.file, line_at(self.tree, path), said, fix, warning=warning)

    def written(self, key: str) -> str:
        """The text of a key at the top, or an empty one."""
        return word_of(self.tree, key)


def read_draft(entry: Entry) -> tuple[Draft | None, list[Fault]]:
    """What can be read of a prompt file, and the faults of its shape."""
    tree, faults = read_tree(entry)
    if tree is None:
        return None, faults
    model, refused = validated(PromptModel, tree, entry.name)
    faults = [*faults, *refused]
    if not isinstance(tree, Table):
        return None, faults
    outline = tuple(
        one.value for one in items_of(tree.entries.get("model_answer")) if isinstance(one, Text)
    )
    return Draft(entry.name, tree, _usable(tree, model), outline, model), faults


def terms_of(one: CriterionModel) -> list[str]:
    """All terms of a criterion, in the order of the file."""
    groups = [group for signal in one.signals for group in signal.all] + one.unless
    return [term for group in groups for term in group]


def items_of(node: Node | None) -> list[Node]:
    """The items of a list; none for anything else."""
    return node.items if isinstance(node, Items) else []


def word_of(node: Node, key: str) -> str:
    """The text of a key; an empty one where there is none."""
    found = node.entries.get(key) if isinstance(node, Table) else None
    return found.value.strip() if isinstance(found, Text) else ""


def _usable(tree: Table, model: PromptModel | None) -> tuple[tuple[int, CriterionModel], ...]:
    if model is not None:
        return tuple(enumerate(model.criteria))
    usable = []
    for index, node in enumerate(items_of(tree.entries.get("criteria"))):
        one, _ = validated(CriterionModel, node, "")
        if one is not None:
            usable.append((index, one))
    return tuple(usable)
