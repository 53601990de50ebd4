"""A fault: what is wrong at one place of a content file, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing an author has to mend; faults sort by file and line.

    `file` is relative to the content folder, with `/` between the parts. `line` counts from 1; it
    is 1 where the whole file is meant. A `warning` does not make the check fail.
    """

    file: str
    line: int
    message: str
    fix: str
    warning: bool = False

    @property
    def sentence(self) -> str:
        """The fault on one line: place, what is wrong, the fix."""
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.message} Fix: {self.fix}"
