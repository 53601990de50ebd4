"""What the terminal shows: drawn replies, and the files that come with them."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from rich.console import Group
from rich.text import Text

from adapters.terminal.render import console, draw, inert, put
from bot.views.model import Attachment, Reply


class Screen:
    """Draws on a window in colour, or writes plain text into a pipe.

    `folder` is where files are saved. `echo` repeats what was said, for transcripts.
    """

    def __init__(self, out: TextIO, folder: Path, *, colour: bool, echo: bool = False) -> None:
        self._console = console(colour=colour, file=out)
        self._folder = folder
        self._echo = echo

    def heading(self, text: str, hint: str) -> None:
        """Who sits here and when it is, and what can be typed."""
        lines = (Text(inert(text), style="bold"), Text(hint, style="dim"), Text())
        put(self._console, Group(*lines))

    def said(self, line: str) -> None:
        """What was typed, in a transcript only."""
        if self._echo:
            put(self._console, Group(Text(f"> {inert(line)}"), Text()))

    def show(self, reply: Reply) -> None:
        """A reply, its pictures in characters, and where its other files were saved."""
        put(self._console, draw(reply))
        for attachment in reply.attachments:
            # Never wrapped: a path is to be copied as a whole, a picture has its own lines.
            put(self._console, Text(inert(self._shown(attachment))), wrapped=False)

    def _shown(self, attachment: Attachment) -> str:
        return f"{attachment.drawn}\n" if attachment.drawn else self._save(attachment)

    def _save(self, attachment: Attachment) -> str:
        """Save a file for its owner alone; tells where, or why not."""
        path = self._folder / attachment.name
        try:
            path.touch(mode=0o600)
            path.write_bytes(attachment.data)
        except OSError as error:
            return f"{path} could not be saved: {error.strerror}. {attachment.told}".rstrip()
        return f"Saved: {path}"
