"""The lexicon: words that many rubrics share, written in signals as `@name`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.fault import Fault
from bot.content.fields import brief
from bot.content.files import Entry, entries
from bot.content.nodes import Table
from bot.content.schema import LexiconModel
from bot.content.term import names_in
from bot.content.tree import read_tree
from bot.content.trouble import validated

FOLDER = "lexicon"
MAX_NESTING = 3


@dataclass(slots=True)
class Lexicon:
    """All names with their terms, and where each is written (file and line).

    `complete` is false when a file could not be used: then a name that is not here may well exist.
    """

    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    complete: bool = True

    def nested_names(self) -> set[str]:
        """The names that other entries mention."""
        return {name for terms in self.terms.values() for one in terms for name in names_in(one)}

    def used_by(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The entries of the names and of the names these mention; unknown ones are left out."""
        used: dict[str, tuple[str, ...]] = {}
        pending = list(names)
        while pending:
            name = pending.pop()
            if name in self.terms and name not in used:
                used[name] = self.terms[name]
                pending.extend(inner for term in used[name] for inner in names_in(term))
        return {name: used[name] for name in sorted(used)}


def read_lexicon(root: Path) -> tuple[Lexicon, list[Fault]]:
    """The lexicon of the folder and all faults of its files; a broken file adds no terms."""
    lexicon = Lexicon()
    faults: list[Fault] = []
    for entry in entries(root, FOLDER):
        if isinstance(entry, Fault):
            faults.append(entry)
            lexicon.complete = False
        elif entry.name.endswith(".yaml"):
            faults.extend(_read_file(entry, lexicon))
    faults.extend(_nesting_faults(lexicon))
    return lexicon, faults


def _read_file(entry: Entry, lexicon: Lexicon) -> list[Fault]:
    tree, faults = read_tree(entry)
    if tree is None:
        lexicon.complete = False
        return faults
    model, refused = validated(LexiconModel, tree, entry.name)
    faults = [*faults, *refused]
    lexicon.complete = lexicon.complete and model is not None
    listed = tree.entries.get("lexicon") if isinstance(tree, Table) else None
    for name, line in (listed.lines if isinstance(listed, Table) else {}).items():
        if name in lexicon.places:
            other, other_line = lexicon.places[name]
            message = f"lexicon.{brief(name)}: The name is taken by {other}, line {other_line}."
            faults.append(Fault(entry.name, line, message, "merge the two, or rename one."))
        else:
            lexicon.places[name] = (entry.name, line)
            if model is not None:
                lexicon.terms[name] = tuple(model.lexicon[name])
    return faults


def _nesting_faults(lexicon: Lexicon) -> list[Fault]:
    faults = []
    for name, terms in lexicon.terms.items():
        inner = {found for term in terms for found in names_in(term)}
        unknown = sorted(inner - lexicon.places.keys()) if lexicon.complete else []
        for other in unknown:
            message = f"lexicon.{name}: The name @{other} is unknown."
            faults.append(Fault(*lexicon.places[name], message, "use one that exists."))
        if _depth(name, lexicon) > MAX_NESTING:
            message = f"lexicon.{name}: Names stand for names in a circle, or too deep."
            fix = f"write the words themselves; {MAX_NESTING} steps are the most."
            faults.append(Fault(*lexicon.places[name], message, fix))
    return faults


def _depth(name: str, lexicon: Lexicon) -> int:
    """How many steps of names the entry leads through; more than the limit for a circle."""
    names, depth = {name}, 0
    while names and depth <= MAX_NESTING:
        names = {
            inner
            for one in names
            for term in lexicon.terms.get(one, ())
            for inner in names_in(term)
        }
        depth += bool(names)
    return depth
