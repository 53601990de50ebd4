"""A life: what one process of a siege is told before it begins."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Life:
    """What one process is told before it begins."""

    settings: Mapping[str, str] = field(default_factory=dict)
    """Those that are its own alone, as in the environment."""
    trace: str = ""
    """Where it writes down what it does to its database file; nowhere without a path."""
    last: int = 0
    """The number of the write or sync at which it dies, if at none from outside before."""
    refused: str = ""
    """A file: while it is there the disk cannot be written."""

    tick: float = 0.0
    """Seconds between its ticks; as usual without a number."""
    skew: float = 0.0
    """Seconds by which its clock is ahead of the others'."""

    @property
    def line(self) -> str:
        """As the nursery reads it."""
        return json.dumps(asdict(self)) + "\n"
