"""The kinds of companies that plans are made for: one file of a content folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from bot.content import fields
from bot.content.catalogue import Catalogue
from bot.content.fault import Fault
from bot.content.files import Entry
from bot.content.nodes import Items, Node, Table, Text
from bot.content.tree import read_tree
from bot.domain.plan import Company

FILE = "plans.yaml"
_KEYS = ("title", "asks", "topics", "drills", "mocks")
_LISTS = {"drills", "mocks"}
_WEIGHT = fields.whole(1, 9)


def read_companies(root: Path) -> tuple[list[Company], list[Fault]]:
    """The companies of the folder, in the order of the file, and all faults of its shape.

    A folder without the file has none; one that cannot be read is left out.
    """
    read, faults = _read(root)
    return [company for company, _ in read], faults


def check_companies(root: Path, catalogue: Catalogue) -> list[Fault]:
    """All faults of the file: its shape, and names of topics, drills and stages that are not."""
    read, faults = _read(root)
    drills = {path.stem for path in (root / "drills").glob("*.yaml")}
    stages = {
        f"{path.parents[1].name}/{path.stem}" for path in (root / "loops").glob("*/stages/*.yaml")
    }
    for one, lines in read:
        named = (("topics", catalogue.topics, one.topics), ("drills", drills, one.drills))
        for key, known, used in (*named, ("mocks", stages, one.mocks)):
            faults += _unknown(one.id, key, known, used, lines[key])
    return faults


def _read(root: Path) -> tuple[list[tuple[Company, Mapping[str, int]]], list[Fault]]:
    """The companies, each with the lines of its keys, and all faults of the file's shape."""
    if not (root / FILE).exists():
        return [], []
    tree, faults = read_tree(Entry(FILE, root / FILE))
    listed = tree.entries.get("companies") if isinstance(tree, Table) else None
    if not isinstance(listed, Table) or not listed.entries:
        if tree is not None:
            fix = "write companies: with an id for each kind below it."
            faults.append(Fault(FILE, 1, "companies: Nothing is listed.", fix))
        return [], faults
    read: list[tuple[Company, Mapping[str, int]]] = []
    for name, node in listed.entries.items():
        found = _company(name, node, listed.lines[name], faults)
        if found is not None and isinstance(node, Table):
            read.append((found, node.lines))
    return read, faults


def _unknown(
    company: str, key: str, known: Collection[str], used: Collection[str], line: int
) -> list[Fault]:
    return [
        Fault(
            FILE,
            line,
            f"companies.{company}.{key}: There is no {fields.brief(name)}.",
            f"use one of: {', '.join(sorted(known)) or 'none there is yet'}.",
        )
        for name in used
        if name not in known
    ]


def _company(name: str, node: Node, line: int, faults: list[Fault]) -> Company | None:
    where = f"companies.{fields.brief(name)}"
    before = len(faults)
    if not isinstance(node, Table):
        faults.append(Fault(FILE, line, f"{where}: Keys are expected here.", "write title: first."))
        return None
    for key in node.entries:
        if key not in _KEYS:
            fix = f"known here: {', '.join(_KEYS)}."
            said = f"{where}.{fields.brief(key)}: The key is unknown."
            faults.append(Fault(FILE, node.lines[key], said, fix))
    faults += [
        Fault(FILE, line, f"{where}.{key}: The key is missing.", "add it.")
        for key in _KEYS
        if key not in node.entries
    ]
    if len(faults) > before:
        return None
    read = _reader(node, where, faults)
    title = read("title", lambda one: fields.text_up_to(60)(_text(one)))
    asks = read("asks", lambda one: fields.text_up_to(200)(_text(one)))
    topics = read("topics", _weights)
    drills, mocks = (read(key, _names) for key in ("drills", "mocks"))
    _check_id(name, line, faults)
    if len(faults) > before:
        return None
    return Company(name, str(title), str(asks), _mapping(topics), _tuple(drills), _tuple(mocks))


def _check_id(name: str, line: int, faults: list[Fault]) -> None:
    try:
        fields.slug(name)
    except fields.FieldError as error:
        said = f"companies.{fields.brief(name)}: {error.message}"
        faults.append(Fault(FILE, line, said, error.fix))


def _reader(
    table: Table, where: str, faults: list[Fault]
) -> Callable[[str, Callable[[Node], object]], object]:
    def read(key: str, reader: Callable[[Node], object]) -> object:
        try:
            return reader(table.entries[key])
        except fields.FieldError as error:
            said = f"{where}.{key}: {error.message}"
            faults.append(Fault(FILE, table.lines[key], said, error.fix))
            return None

    return read


def _text(node: Node) -> object:
    return node.value if isinstance(node, Text) else {}


def _weights(node: Node) -> dict[str, int]:
    if not isinstance(node, Table) or not node.entries:
        raise fields.FieldError("Topics with weights are expected.", "write {metrics: 2, ai: 1}.")
    return {fields.slug(name): _WEIGHT(_text(value)) for name, value in node.entries.items()}


def _names(node: Node) -> tuple[str, ...]:
    if not isinstance(node, Items):
        raise fields.FieldError("A list is expected here.", "write [one, two].")
    return tuple(fields.path(_text(item)) for item in node.items)


def _mapping(value: object) -> dict[str, int]:
    return dict(value) if isinstance(value, dict) else {}


def _tuple(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()
