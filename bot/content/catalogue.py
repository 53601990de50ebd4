"""The catalogue: the topics and the skills of a content folder, each with a title."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.content import fields
from bot.content.fault import Fault
from bot.content.files import Entry
from bot.content.nodes import Table, Text
from bot.content.tree import read_tree

FILE = "catalogue.yaml"
_MAX_TITLE = 60


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Ids with titles, in the order of the file; empty where the file cannot be used."""

    topics: dict[str, str] = field(default_factory=dict)
    skills: dict[str, str] = field(default_factory=dict)


def read_catalogue(root: Path) -> tuple[Catalogue, list[Fault]]:
    """The catalogue of the folder and all faults of its file."""
    if not (root / FILE).exists():
        fix = "write it with the two keys topics and skills, each a list of `id: Title` lines."
        return Catalogue(), [Fault(FILE, 1, "The file is missing.", fix)]
    tree, faults = read_tree(Entry(FILE, root / FILE))
    if tree is None:
        return Catalogue(), faults
    if not isinstance(tree, Table):
        return Catalogue(), [
            Fault(FILE, 1, "Keys are expected here.", "write topics: and skills:.")
        ]
    for key, line in tree.lines.items():
        if key not in {"topics", "skills"}:
            faults.append(
                Fault(
                    FILE,
                    line,
                    f"{fields.brief(key)}: The key is unknown.",
                    "use topics and skills.",
                )
            )
    return Catalogue(_titles(tree, "topics", faults), _titles(tree, "skills", faults)), faults


def _titles(tree: Table, key: str, faults: list[Fault]) -> dict[str, str]:
    listed = tree.entries.get(key)
    if not isinstance(listed, Table) or not listed.entries:
        fix = "write `id: Title` lines below it."
        faults.append(Fault(FILE, tree.lines.get(key, 1), f"{key}: Nothing is listed.", fix))
        return {}
    titles: dict[str, str] = {}
    for name, value in listed.entries.items():
        try:
            raw = value.value if isinstance(value, Text) else []
            titles[fields.slug(name)] = fields.text_up_to(_MAX_TITLE)(raw)
        except fields.FieldError as error:
            where = f"{key}.{fields.brief(name)}"
            faults.append(Fault(FILE, listed.lines[name], f"{where}: {error.message}", error.fix))
    return titles
