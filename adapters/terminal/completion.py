"""Completion of commands as they are typed: each word from the menu that the line has reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document


class MenuCompleter(Completer):
    """Completes `/` lines from nested words; an answer is left alone."""

    def __init__(self, menu: Mapping[str, object]) -> None:
        self._menu = menu

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """The words that may stand at the cursor."""
        del complete_event
        for word, typed in completions(self._menu, document.text_before_cursor):
            yield Completion(word, start_position=-typed)


def completions(menu: Mapping[str, object], line: str) -> list[tuple[str, int]]:
    """The (word, number of its letters already typed) that may come next in a line."""
    if not line.startswith("/"):
        return []
    *before, last = line[1:].split(" ")
    below: object = menu
    for word in before:
        below = _read(below).get(word)
    return [(word, len(last)) for word in _read(below) if word.startswith(last)]


def _read(below: object) -> Mapping[str, object]:
    """The words below one; some are read only when somebody comes so far."""
    found = below() if callable(below) else below
    return found if isinstance(found, Mapping) else {}
