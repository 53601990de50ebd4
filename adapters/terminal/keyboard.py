"""Entries from somebody at a keyboard, with editing, completion and a live clock behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import NestedCompleter

from adapters.terminal.inbound import LOCAL_WORDS, Entry, Reader

PROMPT = "› "
INSIDE_BLOCK = "… "


async def typed_in(menu: Mapping[str, object]) -> AsyncIterator[Entry]:
    """The entries somebody types until end of input; a lone interrupt clears the line."""
    reader = Reader()
    session: PromptSession[str] = PromptSession(
        completer=NestedCompleter.from_nested_dict(_slashed(menu)), complete_while_typing=False
    )
    while True:
        try:
            line = await session.prompt_async(INSIDE_BLOCK if reader.inside_block else PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        entry = reader.feed(line)
        if entry is not None:
            yield entry
    last = reader.finish()
    if last is not None:
        yield last


def _slashed(menu: Mapping[str, object]) -> dict[str, object]:
    """The commands as they are typed, and the terminal's own words beside them."""
    words: dict[str, object] = {f"/{word}": below for word, below in menu.items()}
    return words | {f"/{word}": None for word in LOCAL_WORDS}
