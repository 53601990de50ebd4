"""A disk that may lose its power: what a process wrote, what it synced, and what is left of it.

SQLite's own file methods are wrapped in the running process: each write, truncation and sync of
the database and of its log goes into a trace before it is done (a sync: after as well). From the
trace the files are made as a power cut leaves them: all that was synced, and of what was not
whatever the model of the cut lets through, down to single sectors. The index of the log (`-shm`)
is left out; SQLite makes it anew.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import itertools
import os
import signal
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random

SECTOR = 512
"""Bytes that a disk writes whole or not at all; SQLite counts on no more (its PSOW)."""

FILES = ("", "-wal")
"""The database and its log, by what their names end in."""

_RECORD = struct.Struct("<BBqq")
_WRITTEN, _TRUNCATED, _SYNCING, _SYNCED = range(4)
CANNOT_WRITE, FULL = 778, 13
"""SQLITE_IOERR_WRITE, as for a disk that the system made read-only, and SQLITE_FULL."""

_Pointer, _Int, _Long = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
_OPEN = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)
_WRITING = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, _Long)
_TRUNCATING = ctypes.CFUNCTYPE(_Int, _Pointer, _Long)
_SYNC = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)


class _Methods(ctypes.Structure):
    """sqlite3_io_methods of sqlite3.h, version 3."""

    _fields_ = (
        ("version", _Int),
        ("close", _Pointer),
        ("read", _Pointer),
        ("write", _Pointer),
        ("truncate", _Pointer),
        ("sync", _Pointer),
        ("others", _Pointer * 13),
    )


class _Vfs(ctypes.Structure):
    """The beginning of sqlite3_vfs of sqlite3.h."""

    _fields_ = (
        ("version", _Int),
        ("size", _Int),
        ("longest_path", _Int),
        ("next", _Pointer),
        ("name", _Pointer),
        ("data", _Pointer),
        ("open", _Pointer),
    )


_kept: list[object] = []
"""What SQLite points at must not be collected."""


def trace_to(path: Path, database: Path, last: int = 0, refused: Path | None = None) -> None:
    """From now on write down what this process does to a database; for the rest of its life.

    That ends with the record numbered `last`, if one is: written down and not done. While there is
    a file `refused`, nothing is written and every write fails with the status that stands in it.
    """
    names = {os.fsencode(f"{database}{end}"): which for which, end in enumerate(FILES)}
    out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = _Pointer
    vfs = _Vfs.from_address(library.sqlite3_vfs_find(None))
    opening = _OPEN(vfs.open)
    wrapped: dict[tuple[int, int], _Methods] = {}
    records = itertools.count(1)

    def record(what: bytes) -> None:
        os.write(out, what)
        if next(records) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def open_file(this: int, name: int, file: int, flags: int, out_flags: int) -> int:
        status = opening(this, name, file, flags, out_flags)
        which = names.get(ctypes.string_at(name)) if name else None
        if status == 0 and which is not None:
            methods = ctypes.cast(file, ctypes.POINTER(_Pointer))
            key = (methods[0] or 0, which)
            if key not in wrapped:
                plain = _Methods.from_address(key[0])
                wrapped[key] = _traced(plain, which, record, refused)
            methods[0] = ctypes.addressof(wrapped[key])
        return int(status)

    replacing = _OPEN(open_file)
    _kept.extend((opening, replacing, wrapped))
    vfs.open = ctypes.cast(replacing, _Pointer)


def _traced(
    plain: _Methods, which: int, record: Callable[[bytes], None], refused: Path | None
) -> _Methods:
    """The same methods, of which three write down what they do."""
    write, truncate, sync = _WRITING(plain.write), _TRUNCATING(plain.truncate), _SYNC(plain.sync)

    def writing(file: int, data: int, length: int, offset: int) -> int:
        if refused is not None and refused.exists():
            return int(refused.read_text(encoding="ascii"))
        record(_RECORD.pack(_WRITTEN, which, offset, length) + ctypes.string_at(data, length))
        return int(write(file, data, length, offset))

    def truncating(file: int, size: int) -> int:
        record(_RECORD.pack(_TRUNCATED, which, size, 0))
        return int(truncate(file, size))

    def syncing(file: int, flags: int) -> int:
        record(_RECORD.pack(_SYNCING, which, 0, 0))
        status = int(sync(file, flags))
        if status == 0:
            record(_RECORD.pack(_SYNCED, which, 0, 0))
        return status

    made = _Methods.from_buffer_copy(plain)
    for name, kind, function in (
        ("write", _WRITING, writing),
        ("truncate", _TRUNCATING, truncating),
        ("sync", _SYNC, syncing),
    ):
        pointer = kind(function)
        _kept.append(pointer)
        setattr(made, name, ctypes.cast(pointer, _Pointer))
    return made


class Cut(StrEnum):
    """What becomes of the writes that nobody synced."""

    NONE = "nothing unsynced"
    ALL = "everything"
    TORN = "the log torn at a byte"
    SECTORS = "single sectors"
    GARBAGE = "single sectors, the rest of them garbage"
    ZEROS = "single sectors, the rest of them zeros"


@dataclass(slots=True)
class _File:
    """A file as the disk has it, and what the system still held back of it; None: not there."""

    content: bytearray | None
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes; without bytes the file was cut there."""


class Disk:
    """The database at `path` over lives that each end with a power cut."""

    def __init__(self, path: Path, chance: Random) -> None:
        self.trace = path.with_name("trace")
        self.unsynced = 0
        """Writes that nobody had synced when the power went, over all cuts."""
        self._paths = tuple(path.with_name(path.name + end) for end in FILES)
        self._chance = chance
        self._files: list[_File] = []

    def begin(self) -> None:
        """A life begins: what the files hold now is on the disk."""
        self.trace.unlink(missing_ok=True)
        found = [one.read_bytes() if one.exists() else None for one in self._paths]
        self._files = [_File(None if one is None else bytearray(one)) for one in found]

    def cut(self, how: Cut) -> None:
        """The power goes, after every process has ended; the files are left as `how` says."""
        self._replay()
        self.unsynced += sum(len(one.pending) for one in self._files)
        for path, file in zip(self._paths, self._files, strict=True):
            _let_through(file, how, self._chance)
            if file.content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(file.content)
        self._paths[0].with_name(f"{self._paths[0].name}-shm").unlink(missing_ok=True)

    def _replay(self) -> None:
        trace = self.trace.read_bytes() if self.trace.exists() else b""
        at = 0
        while at + _RECORD.size <= len(trace):
            kind, which, offset, length = _RECORD.unpack_from(trace, at)
            at += _RECORD.size
            file = self._files[which]
            if kind == _WRITTEN:
                data = trace[at : at + length]
                at += length
                if len(data) == length:
                    file.pending.append((offset, data))
            elif kind == _TRUNCATED:
                file.pending.append((offset, None))
            elif kind == _SYNCED:
                for one in file.pending:
                    _apply(file, *one)
                file.pending = []
                # A log that was synced is in its folder: SQLite syncs that as well.
                file.content = bytearray() if file.content is None else file.content


def _apply(file: _File, offset: int, data: bytes | None) -> None:
    content = file.content = bytearray() if file.content is None else file.content
    if data is None:
        del content[offset:]
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _let_through(file: _File, how: Cut, chance: Random) -> None:
    match how:
        case Cut.NONE:
            return
        case Cut.ALL:
            for one in file.pending:
                _apply(file, *one)
        case Cut.TORN:
            reached = chance.randint(0, len(file.pending))
            for one in file.pending[:reached]:
                _apply(file, *one)
            if reached < len(file.pending):
                offset, data = file.pending[reached]
                if data is not None:
                    _apply(file, offset, data[: chance.randint(0, len(data))])
        case _:
            for offset, data in file.pending:
                _let_sectors(file, offset, data, how, chance)


def _let_sectors(file: _File, offset: int, data: bytes | None, how: Cut, chance: Random) -> None:
    """Each sector of a write arrives, or not; then it is as it was, or full of something else."""
    if data is None:
        if chance.random() < 0.5:
            _apply(file, offset, None)
        return
    begin = offset
    while begin < offset + len(data):
        ends = min((begin // SECTOR + 1) * SECTOR, offset + len(data))
        part = data[begin - offset : ends - offset]
        if chance.random() < 0.5:
            _apply(file, begin, part)
        elif how is not Cut.SECTORS:
            lost = chance.randbytes(len(part)) if how is Cut.GARBAGE else bytes(len(part))
            _apply(file, begin, lost)
        begin = ends
