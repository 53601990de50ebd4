"""Turns the YAML parser's complaints into sentences an author can act on."""

from __future__ import annotations

import re

from bot.content.fault import Fault

_QUOTE_WORD = 'put the word in double quotes: "@clinician", "#%".'
# The parser's words, what they mean in a content file, and the fix.
_SENTENCES = (
    (
        "mapping values are not allowed",
        "A colon stands inside a plain text, or the line is indented too far.",
        "put the text in double quotes, or check the indentation.",
    ),
    (
        "did not find expected ',' or ']'",
        "A list in brackets is not closed, or a comma is missing.",
        'add the comma or the ]; a term with # needs quotes, as in "from # to #".',
    ),
    (
        "did not find expected ',' or '}'",
        "A group in braces is not closed, or a comma is missing.",
        "add the comma or the }; put texts that hold commas or colons in quotes.",
    ),
    (
        "did not find expected node content",
        "A list in brackets is not closed, or a value is missing.",
        'close it with ]; a term that begins with # needs quotes: "#%".',
    ),
    (
        "could not find expected ':'",
        "A line is no key and belongs to no text.",
        "indent it below its key, or write it as key: value.",
    ),
    (
        "did not find expected key",
        "The line does not continue what stands above it.",
        "check the indentation; a text that begins with a quotation mark ends with one.",
    ),
    (
        "found unexpected end of stream",
        "A quotation mark is never closed.",
        "close it, or put the whole text in the other kind of quotes.",
    ),
    (
        "found unknown escape character",
        "A backslash stands inside double quotes.",
        "take it out, or use single quotes.",
    ),
    (
        "block sequence entries are not allowed",
        "A list item stands on the line of its key.",
        "begin the list on the next line, indented.",
    ),
    (
        "incompatible YAML document",
        "The %YAML line names another version.",
        "take the line out.",
    ),
)
MAX_LINES = 3_000
MAX_FAULTS = 40
_BARE = re.compile(r"(?:^\s*-\s+|[\[,]\s*)([@`%])")


def syntax_faults(error: Exception, source: str, file: str) -> list[Fault]:
    """The faults behind a parser's error: where reading stopped, and the same slip elsewhere."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    line = int(mark.line) + 1 if mark is not None else 1
    if "cannot start any token" in problem and mark is not None:
        return _unquoted(source, file, line, int(mark.column))
    context = getattr(error, "context_mark", None)
    if context is not None:
        line = (
            int(context.line) + 1
            if "end of stream" in problem or "node content" in problem
            else line
        )
    line = min(line, max(1, source.count("\n") + 1))
    for key, message, fix in _SENTENCES:
        if key in problem:
            return [Fault(file, line, message, fix)]
    detail = " ".join(problem.split())[:160]
    return [Fault(file, line, f"This is no YAML: {detail}.", "check quotes and indentation here.")]


def _unquoted(source: str, file: str, line: int, column: int) -> list[Fault]:
    lines = source.splitlines()
    row = lines[line - 1] if line <= len(lines) else ""
    if row[column : column + 1] == "\t" or "\t" in row[: len(row) - len(row.lstrip())]:
        return [Fault(file, line, "The line is indented with a tab.", "use spaces.")]
    letter = row[column : column + 1]
    places = {(line, letter)}
    for number, other in enumerate(lines[:MAX_LINES], 1):
        found = _BARE.search(other)
        if found is not None and number != line:
            places.add((number, found.group(1)))
    return [
        Fault(file, number, f"A word cannot begin with {letter} unless it is quoted.", _QUOTE_WORD)
        for number, letter in sorted(places)[:MAX_FAULTS]
    ]
