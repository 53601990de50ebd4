"""The toll: what a siege cost, counted on the platform and in the database."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import text

from bot.store.address import address_of
from bot.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class Toll:
    """Counts of one siege; in the bad columns none is wanted."""

    name: str
    kills: int
    troubles: int
    due: int
    lost: int
    doubled: int
    acknowledged: int
    replies_lost: int
    replies_doubled: int
    graded_twice: int
    ungraded: int
    stuck: int
    seconds: float

    COLUMNS = (
        "what",
        "kills",
        "troubles",
        "postings due",
        "lost",
        "doubled",
        "replies acknowledged",
        "lost",
        "doubled",
        "graded twice",
        "ungraded",
        "rows stuck",
        "s",
    )

    @property
    def toll(self) -> Toll:
        """This one, as those have it that count more."""
        return self

    @property
    def bad(self) -> int:
        """All that should not be."""
        counts = (self.lost, self.doubled, self.replies_lost, self.replies_doubled)
        return sum(counts) + self.graded_twice + self.ungraded + self.stuck

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        return (
            self.name,
            *(
                f"{count:,}"
                for count in (
                    self.kills,
                    self.troubles,
                    self.due,
                    self.lost,
                    self.doubled,
                    self.acknowledged,
                    self.replies_lost,
                    self.replies_doubled,
                    self.graded_twice,
                    self.ungraded,
                    self.stuck,
                )
            ),
            f"{self.seconds:.0f}",
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds: attempts by text, grades by attempt, and what still waits."""

    attempts: Counter[str]
    grades: dict[str, int]
    stuck: int


async def stored(url: str) -> Stored:
    """Read it all; the messages that wait are those to places and people that could be sent to."""
    store = SqlStore.on(address_of(url))
    try:
        async with store.reading() as connection:
            rows = await connection.execute(
                text(
                    "SELECT a.text, count(g.attempt_id) FROM attempts a"
                    " LEFT JOIN grades g ON g.attempt_id = a.id GROUP BY a.id, a.text"
                )
            )
            attempts: Counter[str] = Counter()
            grades: dict[str, int] = {}
            for words, count in rows:
                attempts[words] += 1
                grades[words] = max(count, grades.get(words, 0))
            waiting = await connection.scalar(
                text(
                    "SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting')"
                    " + (SELECT count(*) FROM grading_jobs)"
                    " + (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"
                )
            )
    finally:
        await store.close()
    return Stored(attempts, grades, int(waiting or 0))
