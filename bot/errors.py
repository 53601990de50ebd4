"""The errors of Rounds, one tree; each carries the sentence a person may read.

RoundsError
├── BadInput            what somebody typed cannot be used; nothing was changed
│   ├── UnknownCommand
│   └── UnknownPrompt
├── NotAllowed          a member asked for something only a host may do
├── AlreadyHandled      the same event came twice; its effects stand once
├── BrokenContent       a content file cannot be used
├── BadSettings         a setting cannot be used; the process does not start
├── LeaseLost           another process has taken over what this one did
└── StoreError          the database cannot do it now
    ├── StoreBusy       another process holds it; try again
    ├── StoreFull       the disk is full
    ├── StoreReadOnly   the file or its folder cannot be written
    ├── StoreTooNew     a newer Rounds has written this database
    └── StoreDamaged    the file is no readable database
"""

from __future__ import annotations


class RoundsError(Exception):
    """Any error that Rounds foresees; `sentence` may be shown to a person as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(RoundsError):
    """What somebody typed cannot be used; nothing was changed."""


class UnknownCommand(BadInput):
    """No command has these words."""


class UnknownPrompt(BadInput):
    """The bank holds no prompt of this id."""


class NotAllowed(RoundsError):
    """The member may not do this here."""


class AlreadyHandled(RoundsError):
    """The same event arrived before; its effects stand once."""


class BrokenContent(RoundsError):
    """A content file cannot be used."""


class BadSettings(RoundsError):
    """A setting cannot be used."""


class LeaseLost(RoundsError):
    """Another process has taken over what only one may do; this one stops doing it."""


class StoreError(RoundsError):
    """The database cannot do what was asked."""


class StoreBusy(StoreError):
    """Another process holds the database; nothing was changed and trying again may work."""


class StoreOvertaken(StoreError):
    """What it belongs to was deleted meanwhile; nothing was changed."""


class StoreFull(StoreError):
    """The disk is full; nothing was changed."""


class StoreReadOnly(StoreError):
    """The database file or its folder cannot be written."""


class StoreTooNew(StoreError):
    """The database was written by a newer version of Rounds."""


class StoreDamaged(StoreError):
    """The file is no database, or it is damaged."""
