"""A batch: many prompts in one file, as YAML documents or as a CSV of heads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.head import HEAD_KEYS

MAX_BYTES = 8 * 1024 * 1024
"""Of a whole batch; each prompt in it may be as large as a file of its own."""

COLUMNS = HEAD_KEYS
"""The columns of a CSV; `skills` and `hints` hold several values with | between them."""

HEADING = 1
"""The line of a CSV that names its columns."""

_LISTS = {"skills", "hints"}
_OPTIONAL = {"hints"}
_BREAK = re.compile(r"^---[ \t]*(?:#.*)?$")
_KEY = re.compile(r"""^(id|topic):[ \t]*["']?([a-z0-9-]+)["']?[ \t]*(?:#.*)?$""", re.MULTILINE)

_REST = """
# The rest has to be written before this can be asked; docs/content.md says how. When it is, move
# the file to prompts/{topic}/{id}.yaml and run: rounds content check
#
# criteria:
#   - id:
#     text:
#     kind: required
#     points:
#     skill:
#     signals:
#       - all: [[]]
#     negation: cancels
#     good: []
#     near: []
#     bad: []
#     probe:
#     why:
# model_answer: []
# sources:
#   - {{title: , url: }}
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One prompt of a batch. `row` is the line of the batch at which it begins.

    `place` is its file below the content folder. A `draft` has a head and no rubric yet; all of its
    lines stand for the one row, and it `lacks` the columns that its heading does not name.
    """

    row: int
    id: str
    place: str
    text: str
    draft: bool = False
    lacks: tuple[str, ...] = ()


def read_batch(path: Path) -> tuple[list[Piece], list[Fault]]:
    """The prompts of a file, and what keeps others from being read, by row.

    A name that ends in .csv is a CSV of heads, every other YAML documents.
    """
    try:
        raw = path.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        return [], [_fault(path, 1, f"The file cannot be read: {error.strerror}.", "name another.")]
    if len(raw) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 2**20} MiB."
        return [], [_fault(path, 1, message, "split it.")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return [], [_fault(path, line, "The file is not UTF-8 text.", "save it as UTF-8.")]
    found = _rows(path, text) if path.suffix.lower() == ".csv" else _documents(path, text)
    pieces = [one for one in found if isinstance(one, Piece)]
    faults = [one for one in found if isinstance(one, Fault)]
    if not pieces and not faults:
        faults = [
            _fault(path, 1, "The file holds no prompt.", "write one as docs/content.md says.")
        ]
    return pieces, [*faults, *_twins(path, pieces)]


def _documents(path: Path, text: str) -> list[Piece | Fault]:
    found: list[Piece | Fault] = []
    begin, lines = 1, list[str]()
    for number, line in enumerate([*text.splitlines(), "---"], start=1):
        if not _BREAK.match(line):
            lines.append(line)
            continue
        if any(one.strip() and not one.lstrip().startswith("#") for one in lines):
            found.append(_document(path, begin, "\n".join(lines) + "\n"))
        begin, lines = number + 1, []
    return found


def _document(path: Path, row: int, text: str) -> Piece | Fault:
    keys = {match[1]: match[2] for match in reversed(list(_KEY.finditer(text)))}
    missing = [key for key in ("id", "topic") if key not in keys]
    if missing:
        message = f"{missing[0]}: The document has no such key that can be read."
        return _fault(path, row, message, "write id and topic as small letters, digits and -.")
    return Piece(row, keys["id"], f"prompts/{keys['topic']}/{keys['id']}.yaml", text)


def _rows(path: Path, text: str) -> list[Piece | Fault]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = [one.strip().lower() for one in next(reader, [])]
    except csv.Error as error:
        message = f"The line cannot be read: {error}."
        return [_fault(path, HEADING, message, "save it as CSV anew.")]
    lacks = tuple(key for key in COLUMNS if key not in heading and key not in _OPTIONAL)
    known = f"the columns are {', '.join(COLUMNS)}."
    return [
        *(_fault(path, HEADING, f"{key}: The column is missing.", known) for key in lacks),
        *(
            _fault(path, HEADING, f"{key or 'a column'}: There is no such column.", "take it out.")
            for key in heading
            if key not in COLUMNS
        ),
        *_heads(path, reader, heading, lacks),
    ]


def _heads(
    path: Path, reader: Iterator[list[str]], heading: Sequence[str], lacks: tuple[str, ...]
) -> Iterator[Piece | Fault]:
    while True:
        row = getattr(reader, "line_num", 0) + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield _fault(path, row, f"The row cannot be read: {error}.", "mend its quotes.")
            return
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            message = f"The row has {len(cells)} cells, and there are {len(heading)} columns."
            yield _fault(path, row, message, "put a cell with a comma in quotes.")
            continue
        values = {key: cell.strip() for key, cell in zip(heading, cells, strict=True)}
        name = values.get("id", "")
        yield Piece(row, name, f"drafts/{name}.yaml", _draft(values), draft=True, lacks=lacks)


def _draft(values: dict[str, str]) -> str:
    lines = []
    for key in COLUMNS:
        value = values.get(key, "")
        if key in _LISTS:
            parts = [part.strip() for part in value.split("|") if part.strip()]
            lines.append(f"{key}: [{', '.join(_quoted(part) for part in parts)}]")
        else:
            lines.append(f"{key}: {_quoted(value)}")
    return (
        "\n".join(lines)
        + "\n"
        + _REST.format(topic=values.get("topic", ""), id=values.get("id", ""))
    )


def blank(number: int, question: str, topics: Sequence[str], skills: Sequence[str]) -> str:
    """A document with the head of a suggested question, for an author to complete."""
    head = (
        f"# Suggestion {number}. Choose a topic ({', '.join(topics)}),\n"
        f"# skills ({', '.join(skills)}), a level (starter, standard, hard),\n"
        "# minutes, and an id that says what it is about.\n"
        f"id: suggestion-{number}\n"
        'title: ""\n'
        "topic: \n"
        "level: standard\n"
        "minutes: 8\n"
        "weight: 1\n"
        "skills: []\n"
        f"question: {_quoted(question)}\n"
        "hints: []\n"
    )
    return head + _REST.format(topic="<topic>", id="<id>")


def _quoted(text: str) -> str:
    """In double quotes, as YAML and JSON share them."""
    return json.dumps(text, ensure_ascii=False)


def _twins(path: Path, pieces: Sequence[Piece]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for piece in pieces:
        if "id" in piece.lacks:
            continue
        if piece.id in first:
            message = f'id: The id "{piece.id}" is taken by row {first[piece.id]}.'
            faults.append(_fault(path, piece.row, message, "give every prompt its own id."))
        first.setdefault(piece.id, piece.row)
    return faults


def _fault(path: Path, row: int, message: str, fix: str) -> Fault:
    return Fault(path.name, row, message, fix)
