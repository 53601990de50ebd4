"""The personas and loops of a content folder, as far as they can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.draft import Draft, read_draft
from bot.content.fault import Fault
from bot.content.files import Entry, entries
from bot.content.loopschema import LoopModel, PersonaModel, StageModel
from bot.content.sheet import Read, Sheet, read_sheet

PERSONAS, LOOPS = "personas", "loops"
CASES = "cases"
LOOP_FILE = "loop.yaml"


@dataclass(slots=True)
class LoopFiles:
    """The files of one loop; `outline` is None where loop.yaml is missing or broken."""

    id: str
    outline: Sheet[LoopModel] | None = None
    stages: dict[str, Sheet[StageModel]] = field(default_factory=dict)
    cases: dict[str, Entry] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Stages whose file is there and cannot be used."""


@dataclass(slots=True)
class LoopFolder:
    """Everything below personas/ and loops/, by the names of files and folders."""

    personas: dict[str, Sheet[PersonaModel]] = field(default_factory=dict)
    loops: dict[str, LoopFiles] = field(default_factory=dict)
    broken_personas: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def drafts(self) -> Iterator[tuple[str, Draft | None, list[Fault]]]:
        """The cases with their loop, as far as each can be read, and the faults of its shape."""
        for loop in self.loops.values():
            for entry in loop.cases.values():
                draft, faults = read_draft(entry)
                yield loop.id, draft, faults


def read_loops(root: Path) -> LoopFolder:
    """Read all personas, loops and stages; cases are only listed."""
    folder = LoopFolder()
    for entry in _yaml(root, PERSONAS, folder.faults):
        sheet = _kept(entry, PersonaModel, folder.faults)
        if sheet is None:
            folder.broken_personas.add(entry.path.stem)
        else:
            folder.personas[entry.path.stem] = sheet
    for entry in _yaml(root, LOOPS, folder.faults):
        _take(folder, entry)
    return folder


def _take(folder: LoopFolder, entry: Entry) -> None:
    parts = entry.name.split("/")[1:]
    stem = entry.path.stem
    if len(parts) == 2 and parts[1] == LOOP_FILE:
        _of(folder, parts[0]).outline = _kept(entry, LoopModel, folder.faults)
    elif len(parts) == 3 and parts[1] == "stages":
        sheet = _kept(entry, StageModel, folder.faults)
        if sheet is None:
            _of(folder, parts[0]).broken.add(stem)
        else:
            _of(folder, parts[0]).stages[stem] = sheet
    elif len(parts) == 3 and parts[1] == CASES:
        _of(folder, parts[0]).cases[stem] = entry
    else:
        fix = "put it at loops/<loop>/loop.yaml, below stages/ or below cases/."
        folder.faults.append(Fault(entry.name, 1, "The file lies in the wrong place.", fix))


def _of(folder: LoopFolder, loop_id: str) -> LoopFiles:
    return folder.loops.setdefault(loop_id, LoopFiles(loop_id))


def _kept(entry: Entry, model: type[Read], faults: list[Fault]) -> Sheet[Read] | None:
    sheet, found = read_sheet(entry, model)
    faults.extend(found)
    return sheet


def _yaml(root: Path, below: str, faults: list[Fault]) -> Iterator[Entry]:
    for entry in entries(root, below):
        if isinstance(entry, Fault):
            faults.append(entry)
        elif entry.name.endswith(".yml"):
            fix = f"rename it to {entry.path.stem}.yaml."
            faults.append(Fault(entry.name, 1, "Files that end in .yml are not read.", fix))
        elif entry.name.endswith(".yaml"):
            yield entry
