"""Taking a batch of prompts into a content folder: all faults first, then all files or none."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content.batch import Piece, read_batch
from bot.content.catalogue import FILE as CATALOGUE
from bot.content.catalogue import read_catalogue
from bot.content.check import CheckResult
from bot.content.draft import read_draft
from bot.content.fault import Fault
from bot.content.files import Entry, entries
from bot.content.lexicon import Lexicon
from bot.content.references import reference_faults

Check = Callable[[Path], CheckResult]
"""How a whole content folder is checked."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a batch: the files written, below the content folder, and all faults by row.

    `prompts` counts what the batch holds, `drafts` those written that still need a rubric.
    """

    written: tuple[str, ...]
    faults: tuple[Fault, ...]
    prompts: int
    drafts: int


def take_in(batch: Path, content: Path, check: Check, *, partial: bool = False) -> Taken:
    """Check a batch as if it lay in the content folder, and write its files.

    Nothing is written while anything is wrong, unless `partial` lets in what is right. An existing
    file is never overwritten.
    """
    pieces, faults = read_batch(batch)
    faults += _taken_ids(batch, content, pieces)
    faults += _drafts(batch, content, [one for one in pieces if one.draft])
    faults += _whole(batch, content, [one for one in pieces if not one.draft], check)
    broken = {fault.line for fault in faults if fault.file == batch.name}
    good = [one for one in pieces if not broken & set(_lines(one))]
    if faults and not partial:
        good = []
    for piece in good:
        target = content / piece.place
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8") as file:
            file.write(piece.text)
    return Taken(
        tuple(one.place for one in good),
        tuple(sorted(set(faults))),
        len(pieces),
        sum(one.draft for one in good),
    )


def _lines(piece: Piece) -> range:
    """The lines of the batch that belong to a prompt."""
    if piece.draft:
        return range(piece.row, piece.row + 1)
    return range(piece.row, piece.row + piece.text.count("\n") + 1)


def _taken_ids(batch: Path, content: Path, pieces: Sequence[Piece]) -> list[Fault]:
    there = {
        entry.path.stem: entry.name
        for below in ("prompts", "drafts")
        for entry in entries(content, below)
        if isinstance(entry, Entry)
    }
    return [
        Fault(
            batch.name,
            piece.row,
            f'id: The id "{piece.id}" is taken by {there[piece.id]}.',
            "give it another; nothing is overwritten.",
        )
        for piece in pieces
        if piece.id in there
    ]


def _whole(batch: Path, content: Path, pieces: Sequence[Piece], check: Check) -> list[Fault]:
    """The faults of whole prompts, found by the check of a folder that holds nothing else."""
    if not pieces:
        return []
    by_place: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_place[piece.place].append(piece)
    with TemporaryDirectory(prefix="rounds-import-") as name:
        folder = Path(name)
        _copy_shared(content, folder)
        for place, (first, *_) in by_place.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            (folder / place).write_text(first.text, encoding="utf-8")
        found = check(folder).errors
    return [
        replace(fault, file=batch.name, line=by_place[fault.file][0].row + fault.line - 1)
        if fault.file in by_place
        else fault
        for fault in found
    ]


def _copy_shared(content: Path, folder: Path) -> None:
    """What prompts lean on: the topics, the skills and the words that rubrics share."""
    if (content / CATALOGUE).is_file():
        shutil.copy(content / CATALOGUE, folder / CATALOGUE)
    if (content / "lexicon").is_dir():
        shutil.copytree(content / "lexicon", folder / "lexicon")


def _drafts(batch: Path, content: Path, pieces: Sequence[Piece]) -> list[Fault]:
    """The faults of heads that have no rubric yet: each at its row."""
    catalogue, _ = read_catalogue(content)
    faults: list[Fault] = []
    with TemporaryDirectory(prefix="rounds-import-") as name:
        for piece in pieces:
            path = Path(name) / "draft.yaml"
            path.write_text(piece.text, encoding="utf-8")
            draft, found = read_draft(Entry("draft.yaml", path))
            if draft is not None:
                found = [*found, *reference_faults(draft, catalogue, Lexicon())]
            faults += [
                replace(one, file=batch.name, line=piece.row)
                for one in found
                if not one.message.startswith(_LATER)
            ]
    return faults


_LATER = ("criteria:", "model_answer:", "sources:")
"""Keys that an author has yet to write."""
