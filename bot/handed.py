"""Files handed in with a message: which are read, how much of them, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

KINDS = (".txt", ".md")
"""The names that files of plain text have; what others hold would have to be guessed."""

MOST_BYTES = 100_000
"""Larger than any answer that is taken, also in scripts of several bytes a letter."""

MOST_FILES = 5
"""Of one message; an answer comes in one or two."""


_PICTURES = (
    *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".bmp"),
    *(".mp4", ".mov", ".webm", ".mp3", ".m4a", ".ogg", ".wav"),
)


class Unread(StrEnum):
    """Why a file was not read; a `PICTURE` is looked at or listened to, and seldom an answer."""

    KIND = "kind"
    PICTURE = "picture"
    SIZE = "size"
    CODING = "coding"
    LOST = "lost"
    FORBIDDEN = "forbidden"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file of a message: its text, or why that is not known."""

    name: str
    text: str = ""
    unread: Unread | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it may have been read before and could not be this time."""
        return self.unread in {Unread.LOST, Unread.FORBIDDEN}


def refused(name: str, size: int) -> Unread | None:
    """Why a file of that name and so many bytes is not even looked at; None when it is."""
    if name.lower().endswith(_PICTURES):
        return Unread.PICTURE
    if not name.lower().endswith(KINDS):
        return Unread.KIND
    return Unread.SIZE if size > MOST_BYTES else None


def read(name: str, data: bytes) -> HandedFile:
    """The file with its text, which must be UTF-8; a mark of the byte order is left out."""
    reason = refused(name, len(data))
    if reason is not None:
        return HandedFile(name, unread=reason)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return HandedFile(name, unread=Unread.CODING)
    if "\0" in text:
        return HandedFile(name, unread=Unread.CODING)
    return HandedFile(name, text.replace("\r\n", "\n").strip())


def joined(text: str, files: tuple[HandedFile, ...]) -> str:
    """What was written and what the files hold, in that order, as one text."""
    return "\n\n".join(one for one in (text.strip(), *(file.text for file in files)) if one)
