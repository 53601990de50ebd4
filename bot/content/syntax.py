"""Turns the YAML parser's complaints into sentences an author can act on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.content.fault import Fault

MAX_FAULTS = 40
MAX_LINES = 3_000
_SIGN = re.compile(r"(?:^\s*-\s+|[\[,]\s*)([@`%])")
"""A sign that no plain text may begin with, at the place of a list's item."""


@dataclass(frozen=True, slots=True)
class _Slip:
    """What the parser says (libyaml, or its stand-in), what it means here, and the fix.

    `opening` is true where the line that matters is the one on which the list or text began.
    """

    said: str
    message: str
    fix: str
    opening: bool = False


_SLIPS = (
    _Slip(
        "mapping values are not allowed",
        "A colon stands inside a plain text, or the line is indented too far.",
        "put the text in double quotes, or check the indentation.",
    ),
    _Slip(
        "expected ',' or ']'",
        "A list in brackets is not closed, or a comma is missing.",
        'add the comma or the ]; a term with # needs quotes, as in "from # to #".',
    ),
    _Slip(
        "expected ',' or '}'",
        "A group in braces is not closed, or a comma is missing.",
        "add the comma or the }; put texts that hold commas or colons in quotes.",
    ),
    _Slip(
        "find expected node content|expected the node content",
        "A list in brackets is not closed, or a value is missing.",
        'close it with ]; a term that begins with # needs quotes: "#%".',
        opening=True,
    ),
    _Slip(
        "could not find expected ':'",
        "A line is no key and belongs to no text.",
        "indent it below its key, or write it as key: value.",
    ),
    _Slip(
        "did not find expected key|expected <block end>",
        "The line does not continue what stands above it.",
        "check the indentation; a text that begins with a quotation mark ends with one.",
    ),
    _Slip(
        "found unexpected end of stream",
        "A quotation mark is never closed.",
        "close it, or put the whole text in the other kind of quotes.",
        opening=True,
    ),
    _Slip(
        "unknown escape character",
        "A backslash stands inside double quotes.",
        "take it out, or use single quotes.",
    ),
    _Slip(
        "sequence entries are not allowed",
        "A list item stands on the line of its key.",
        "begin the list on the next line, indented.",
    ),
    _Slip("YAML document", "The %YAML line names another version.", "take the line out."),
)


def syntax_faults(error: Exception, source: str, file: str) -> list[Fault]:
    """The faults behind a parser's error: where reading stopped, and the same slip elsewhere."""
    problem = str(getattr(error, "problem", None) or error)
    line = _line(error, "problem_mark", source)
    if "cannot start any token" in problem:
        return _signs(source, file, line)
    for slip in _SLIPS:
        if re.search(slip.said, problem):
            at = _line(error, "context_mark", source) if slip.opening else line
            return [Fault(file, at, slip.message, slip.fix)]
    detail = " ".join(problem.split())[:160]
    return [Fault(file, line, f"This is no YAML: {detail}.", "check quotes and indentation here.")]


def _line(error: Exception, mark: str, source: str) -> int:
    found = getattr(error, mark, None) or getattr(error, "problem_mark", None)
    if found is None:
        return 1
    return min(int(found.line) + 1, source.rstrip().count("\n") + 1)


def _signs(source: str, file: str, line: int) -> list[Fault]:
    """Faults for the line where reading stopped and for other lines with such a sign."""
    lines = source.split("\n")
    row = lines[line - 1]
    if "\t" in row[: len(row) - len(row.lstrip())]:
        return [Fault(file, line, "The line is indented with a tab.", "use spaces.")]
    others = [at for at, other in enumerate(lines[:MAX_LINES], 1) if _SIGN.search(other)]
    return [
        Fault(
            file,
            at,
            "A word begins with a sign that has another meaning in YAML (@, ` or %).",
            'put the word in double quotes: "@clinician", "%".',
        )
        for at in sorted({line, *others})[:MAX_FAULTS]
    ]
