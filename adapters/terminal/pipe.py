"""Entries from a pipe or a file, one after the other to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TextIO

from adapters.terminal.inbound import Entry, Reader


async def piped(lines: TextIO, said: Callable[[str], None]) -> AsyncIterator[Entry]:
    """The entries of a script; `said` hears each line as it is read."""
    reader = Reader()
    for line in lines:
        said(line.rstrip("\n"))
        entry = reader.feed(line.rstrip("\n"))
        if entry is not None:
            yield entry
    last = reader.finish()
    if last is not None:
        yield last
