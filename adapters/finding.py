"""What the doctor found out about one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: whether it is good, about what, and what was found or is to be done."""

    good: bool
    subject: str
    found: str
