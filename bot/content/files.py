"""Reads the text of content files without ever leaving their folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.fault import Fault
from bot.content.letters import forbidden

MAX_BYTES = 256 * 1024
MAX_ENTRIES = 5_000
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below a content folder; `name` is its path in it, with `/` between the parts."""

    name: str
    path: Path


def entries(root: Path, below: str) -> Iterator[Entry | Fault]:
    """The files below one folder of the content folder, ordered by name; links come as faults.

    Names that begin with a dot are passed over. A folder that does not exist holds nothing.
    """
    pending = [(below, root / below)]
    seen = 0
    while pending:
        name, folder = pending.pop()
        found = _listed(name, folder)
        if isinstance(found, Fault):
            yield found
            continue
        seen += len(found)
        if seen > MAX_ENTRIES:
            message = f"More than {MAX_ENTRIES} files lie here."
            yield Fault(below, 1, message, "take out what does not belong here.")
            return
        folders = []
        for inner, one in found:
            if one.is_symlink():
                yield _link(inner)
            elif one.is_dir(follow_symlinks=False):
                folders.append((inner, Path(one.path)))
            else:
                yield Entry(inner, Path(one.path))
        pending.extend(reversed(folders))


def _listed(name: str, folder: Path) -> list[tuple[str, os.DirEntry[str]]] | Fault:
    """What lies in one folder, ordered by name; nothing where there is no such folder."""
    if folder.is_symlink():
        return _link(name)
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda one: one.name)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror}."
        return Fault(name, 1, message, "mend its rights.")
    return [(f"{name}/{_readable(one.name)}", one) for one in found if not one.name.startswith(".")]


def read_source(path: Path, name: str) -> str | Fault:
    """The file's text, or the fault that says why it cannot be used.

    Refused: links, anything but regular files, more than 256 KiB, other encodings than UTF-8, and
    characters that are invisible or turn the text around.
    """
    raw = _read_bytes(path, name)
    if isinstance(raw, Fault):
        return raw
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Fault(name, line, "The file is not UTF-8 text.", "save it as UTF-8.")
    letter = forbidden(source)
    if letter is not None:
        line = source.count("\n", 0, letter.index) + 1
        return Fault(name, line, f"The line holds {letter.name}.", "take it out.")
    return source


def _read_bytes(path: Path, name: str) -> bytes | Fault:
    if path.is_symlink():
        return _link(name)
    try:
        handle = os.open(path, _FLAGS)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                fix = "put a text file here, or take it away."
                return Fault(name, 1, "This is no regular file.", fix)
            with open(handle, "rb", closefd=False) as stream:
                raw = stream.read(MAX_BYTES + 1)
        finally:
            os.close(handle)
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        return Fault(name, 1, message, "mend the path or its rights.")
    if len(raw) > MAX_BYTES:
        return Fault(name, 1, f"The file is larger than {MAX_BYTES // 1024} KiB.", "split it.")
    return raw


def _readable(name: str) -> str:
    """A file's name as it can be printed, whatever bytes it holds."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )


def _link(name: str) -> Fault:
    return Fault(
        name, 1, "This is a symbolic link, and links are not followed.", "put the file itself here."
    )
