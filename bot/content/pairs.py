"""The calibration pairs: a better and a worse answer to the same prompt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.files import Entry, entries, read_source
from bot.content.reader import read_nodes
from bot.content.schema import PairsModel
from bot.content.trouble import line_at, validated

FOLDER = "calibration"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to one prompt, of which a grader must put the better one higher.

    `file` and `line` say where the pair is written; `source` names the article it comes from.
    """

    id: str
    prompt: str
    better: str
    worse: str
    source: str
    note: str
    file: str
    line: int


def read_pairs(root: Path) -> tuple[list[Pair], list[Fault]]:
    """All pairs of the folder, ordered by file and place, and the faults of their files."""
    pairs: list[Pair] = []
    faults: list[Fault] = []
    for entry in entries(root, FOLDER):
        if isinstance(entry, Fault):
            faults.append(entry)
        elif entry.name.endswith(".yaml"):
            found, refused = _read_file(entry)
            pairs.extend(found)
            faults.extend(refused)
    return pairs, faults


def _read_file(entry: Entry) -> tuple[list[Pair], list[Fault]]:
    source = read_source(entry.path, entry.name)
    if isinstance(source, Fault):
        return [], [source]
    tree, faults = read_nodes(source, entry.name)
    if tree is None:
        return [], faults
    model, refused = validated(PairsModel, tree, entry.name)
    faults.extend(refused)
    if model is None:
        return [], faults
    return [
        Pair(
            id=one.id,
            prompt=one.prompt,
            better=one.better,
            worse=one.worse,
            source=one.source,
            note=one.note,
            file=entry.name,
            line=line_at(tree, ("pairs", at)),
        )
        for at, one in enumerate(model.pairs)
    ], faults
