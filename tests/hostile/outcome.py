"""The outcome: what came of the payloads at one door, and what should not have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

MEBIBYTE = 1024 * 1024

MOST_GROWTH = 64 * MEBIBYTE
"""What memory may grow by from the warm process to the last payload.

What is remembered on purpose is bounded: some thousand names, places and tokens of an interaction,
the signatures of eleven minutes.
"""


@dataclass
class Outcome:
    """Counts of one door; in `bad` none is wanted.

    `refused` were turned away, `taken` acknowledged or let pass; `answers` is how often Rounds
    spoke meanwhile. `shown` are sentences that no person should see, `traces` lines of the log that
    hold an exception's stack, `misplaced` rows that should not be there, `unwanted` is what we
    sent and a platform would have refused as malformed.
    """

    door: str
    payloads: int = 0
    refused: int = 0
    taken: int = 0
    broken: int = 0
    """Answered with a 5xx, or not at all."""
    answers: int = 0
    alive: bool = False
    answered_afterwards: bool = False
    before: int = 0
    after: int = 0
    rows: int = 0
    shown: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    """How often each event stands in the log."""
    errors: Counter[str] = field(default_factory=Counter)
    """What lines of the level error say."""
    seconds: float = 0.0

    COLUMNS = (
        "door",
        "payloads",
        "refused",
        "taken",
        "broken",
        "answers",
        "new rows",
        "misplaced",
        "traces",
        "shown",
        "unwanted",
        "alive",
        "answers after",
        "MiB before",
        "MiB after",
        "s",
    )

    @property
    def grown(self) -> int:
        """Bytes from the warm process to the end."""
        return self.after - self.before

    @property
    def bad(self) -> list[str]:
        """All that should not be, in words."""
        found = [f"{self.broken} not answered"] if self.broken else []
        found += [] if self.alive else ["the process is gone"]
        found += [] if self.answered_afterwards else ["nothing is answered any more"]
        if self.grown > MOST_GROWTH:
            found.append(f"memory grew by {self.grown / MEBIBYTE:.0f} MiB")
        for name in ("shown", "traces", "misplaced", "unwanted"):
            found += [f"{name}: {one}" for one in getattr(self, name)[:20]]
        return found

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (self.payloads, self.refused, self.taken, self.broken, self.answers, self.rows)
        lists = (self.misplaced, self.traces, self.shown, self.unwanted)
        return (
            self.door,
            *(f"{count:,}" for count in counts),
            *(f"{len(one):,}" for one in lists),
            "yes" if self.alive else "NO",
            "yes" if self.answered_afterwards else "NO",
            f"{self.before / MEBIBYTE:.0f}",
            f"{self.after / MEBIBYTE:.0f}",
            f"{self.seconds:.0f}",
        )
