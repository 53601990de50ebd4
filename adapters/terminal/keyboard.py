"""Entries from somebody at a keyboard, with editing, completion and a live clock behind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

from prompt_toolkit import PromptSession

from adapters.terminal.completion import MenuCompleter
from adapters.terminal.inbound import LOCAL_WORDS, Entry, Reader

PROMPT = "› "
INSIDE_BLOCK = "… "


async def typed_in(menu: Mapping[str, object]) -> AsyncIterator[Entry]:
    """The entries somebody types until end of input; a lone interrupt clears the line."""
    reader = Reader()
    words = {**menu, **dict.fromkeys(LOCAL_WORDS)}
    session: PromptSession[str] = PromptSession(
        completer=MenuCompleter(words),
        complete_while_typing=True,
        # Cards and drills are read from files when they are first offered.
        complete_in_thread=True,
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
