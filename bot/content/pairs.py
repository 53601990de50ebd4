"""The calibration pairs: a better and a worse answer to the same prompt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.files import Entry, entries
from bot.content.schema import PairsModel
from bot.content.sheet import read_sheet
from bot.content.trouble import line_at

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
    sheet, faults = read_sheet(entry, PairsModel)
    if sheet is None:
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
            line=line_at(sheet.tree, ("pairs", at)),
        )
        for at, one in enumerate(sheet.model.pairs)
    ], faults
