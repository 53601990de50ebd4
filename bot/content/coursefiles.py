"""Card and drill files as far as they can be read, with the faults of their shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content import cards, drills
from bot.content.cards import CardModel, to_lesson
from bot.content.drillitems import DrillFile, to_drill
from bot.content.fault import Fault
from bot.content.fields import brief
from bot.content.files import Entry, entries
from bot.content.nodes import Node, Table, Text
from bot.content.schema import Model
from bot.content.tree import read_tree
from bot.content.trouble import line_at, place, validated
from bot.domain.drill import Drill, Form
from bot.domain.lesson import Lesson


@dataclass(frozen=True, slots=True)
class CourseFile:
    """One file: its tree for the lines of faults, and what it holds when nothing is broken."""

    name: str
    tree: Node
    lesson: Lesson | None = None
    drill: Drill | None = None

    def fault(
        self, path: tuple[int | str, ...], message: str, fix: str, *, warning: bool = False
    ) -> Fault:
        """A fault at the line of the value at the path."""
        where = place(self.tree, path)
        said = f"{where}: {message}" if where else message
        return Fault(self.name, line_at(self.tree, path), said, fix, warning=warning)

    @property
    def id(self) -> str:
        """The id as it is written; that of the file's name where none can be read."""
        found = self.tree.entries.get("id") if isinstance(self.tree, Table) else None
        return found.value.strip() if isinstance(found, Text) else Path(self.name).stem


def read_cards(root: Path) -> tuple[list[CourseFile], list[Fault]]:
    """All card files, by name, and their faults."""
    found: list[CourseFile] = []
    faults: list[Fault] = []
    for entry in _files(root, cards.FOLDER):
        tree, model = _read(entry, CardModel, faults)
        if tree is not None:
            found.append(CourseFile(entry.name, tree, lesson=to_lesson(model) if model else None))
    return found, faults


def read_drills(root: Path) -> tuple[list[CourseFile], list[Fault]]:
    """All drill files, by name, and their faults."""
    found: list[CourseFile] = []
    faults: list[Fault] = []
    for entry in _files(root, drills.FOLDER):
        tree, drill = _read_drill(entry, faults)
        if tree is not None:
            found.append(CourseFile(entry.name, tree, drill=drill))
    return found, faults


def _files(root: Path, folder: str) -> Iterator[Entry]:
    for entry in entries(root, folder):
        # Links are named by the check of the layout.
        if not isinstance(entry, Fault) and entry.name.endswith(".yaml"):
            yield entry


def _tree(entry: Entry, faults: list[Fault]) -> Node | None:
    tree, found = read_tree(entry)
    faults.extend(found)
    return tree


def _read(
    entry: Entry, kind: type[CardModel], faults: list[Fault]
) -> tuple[Node | None, CardModel | None]:
    tree = _tree(entry, faults)
    if tree is None:
        return None, None
    model, refused = validated(kind, tree, entry.name)
    faults.extend(refused)
    return tree, model


def _read_drill(entry: Entry, faults: list[Fault]) -> tuple[Node | None, Drill | None]:
    tree = _tree(entry, faults)
    if tree is None:
        return None, None
    form = _form(tree)
    if form is None:
        allowed = ", ".join(one.value for one in Form)
        said = tree.entries.get("form") if isinstance(tree, Table) else None
        told = f' "{brief(said.value)}"' if isinstance(said, Text) else ""
        message = f"form: No form{told} is known here."
        faults.append(
            Fault(entry.name, line_at(tree, ("form",)), message, f"write one of: {allowed}.")
        )
        return tree, None
    kind: type[Model] = drills.MODELS[form]
    model, refused = validated(kind, tree, entry.name)
    faults.extend(refused)
    return tree, to_drill(model) if isinstance(model, DrillFile) else None


def _form(tree: Node) -> Form | None:
    found = tree.entries.get("form") if isinstance(tree, Table) else None
    if not isinstance(found, Text):
        return None
    return next((one for one in Form if one.value == found.value.strip()), None)
