"""Taking a batch of prompts into a content folder: all faults first, then all files or none."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content.batch import HEADING, Piece, read_batch
from bot.content.catalogue import FILE as CATALOGUE
from bot.content.catalogue import read_catalogue
from bot.content.check import CheckResult
from bot.content.draft import read_draft
from bot.content.fault import Fault
from bot.content.files import Entry, entries
from bot.content.lexicon import Lexicon
from bot.content.loopfolder import CASES, LOOPS
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
    unwritten = _write(batch, content, good)
    if unwritten is not None:
        faults, good = [*faults, unwritten], []
    return Taken(
        tuple(one.place for one in good),
        tuple(sorted(set(faults))),
        len(pieces),
        sum(one.draft for one in good),
    )


def _write(batch: Path, content: Path, pieces: Sequence[Piece]) -> Fault | None:
    """Write the files, all or none; what kept one from being written."""
    with ExitStack() as undo:
        for piece in pieces:
            target = content / piece.place
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("x", encoding="utf-8") as file:
                    undo.callback(target.unlink, missing_ok=True)
                    file.write(piece.text)
            except OSError as error:
                message = f"The file {piece.place} cannot be written: {error.strerror}."
                return Fault(batch.name, piece.row, message, "mend that; nothing was written.")
        undo.pop_all()
    return None


def _lines(piece: Piece) -> Collection[int]:
    """The lines of the batch that a prompt leans on: its own, and a row's heading."""
    if piece.draft:
        return (HEADING, piece.row)
    return range(piece.row, piece.row + piece.text.count("\n") + 1)


def _taken_ids(batch: Path, content: Path, pieces: Sequence[Piece]) -> list[Fault]:
    there = {
        entry.path.stem: entry.name
        for below in ("prompts", "drafts", LOOPS)
        for entry in entries(content, below)
        if isinstance(entry, Entry) and (below != LOOPS or entry.path.parent.name == CASES)
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
    """The faults of heads that have no rubric yet: each at its row.

    What a whole column lacks is told once, at the heading.
    """
    catalogue, _ = read_catalogue(content)
    faults: list[Fault] = []
    with TemporaryDirectory(prefix="rounds-import-") as name:
        for piece in pieces:
            path = Path(name) / "draft.yaml"
            path.write_text(piece.text, encoding="utf-8")
            draft, found = read_draft(Entry("draft.yaml", path))
            if draft is not None:
                found = [*found, *reference_faults(draft, catalogue, Lexicon())]
            untold = (*_LATER, *(f"{key}:" for key in piece.lacks))
            faults += [
                replace(one, file=batch.name, line=piece.row)
                for one in found
                if not one.message.startswith(untold)
            ]
    return faults


_LATER = ("criteria:", "model_answer:", "sources:")
"""Keys that an author has yet to write."""
