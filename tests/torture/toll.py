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
    stops: int
    """Processes that were asked to end (SIGTERM), besides those killed."""
    unclean: int
    """Of these, such that did not end by themselves with status 0."""
    troubles: int
    due: int
    due_in_storm: int
    """Prompts that were out when the last process was killed."""
    lost: int
    doubled: int
    unfinished: int
    """Steps that prompts lack: a thread, a pin."""
    acknowledged: int
    acknowledged_in_storm: int
    """Replies that were acknowledged by the last kill."""
    replies_lost: int
    replies_doubled: int
    unheard: int
    """Answers written in messages, of which nothing came, and whose writers saw no mark: counted,
    and not bad as a reply would be that was acknowledged and is lost."""
    graded_twice: int
    ungraded: int
    untold: int
    """Grades of which nobody was told."""
    told_twice: int
    told_again: int
    """Cards for one person's eyes that came once more; see `Feedback`. Not bad, but counted."""
    differing: int
    """Rows of points, streaks and recalls that are not what the answers come to."""
    stuck: int
    seconds: float

    COLUMNS = (
        *("what", "kills", "stops", "troubles", "unclean stops"),
        *("postings due", "by last kill", "lost", "doubled", "steps lost"),
        *("replies acknowledged", "by last kill", "lost", "doubled", "unheard"),
        *("graded twice", "ungraded"),
        *("feedback lost", "doubled", "again in private", "points differ", "rows stuck", "s"),
    )
    LEFT = COLUMNS[4:]
    """Those of what was left, whatever was done before."""

    @property
    def toll(self) -> Toll:
        """This one, as those have it that count more."""
        return self

    @property
    def calm(self) -> bool:
        """Whether most of it was done after the last kill, so that it proves little."""
        few = self.due_in_storm * 2 < self.due
        return self.kills > 0 and (few or self.acknowledged_in_storm * 2 < self.acknowledged)

    @property
    def bad(self) -> int:
        """All that should not be."""
        postings = self.lost + self.doubled + self.unfinished
        replies = self.replies_lost + self.replies_doubled + self.graded_twice + self.ungraded
        told = self.untold + self.told_twice
        left = self.differing + self.stuck + self.unclean
        return postings + replies + told + left + self.calm

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (
            *(self.kills, self.stops, self.troubles, self.unclean),
            *(self.due, self.due_in_storm, self.lost, self.doubled, self.unfinished),
            *(self.acknowledged, self.acknowledged_in_storm),
            *(self.replies_lost, self.replies_doubled, self.unheard),
            *(self.graded_twice, self.ungraded),
            *(self.untold, self.told_twice, self.told_again, self.differing, self.stuck),
        )
        return self.name, *(f"{count:,}" for count in counts), f"{self.seconds:.0f}"

    def left(self) -> tuple[str, ...]:
        """The row under LEFT."""
        return self.cells()[len(self.COLUMNS) - len(self.LEFT) :]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds: attempts by text, grades by attempt, and what still waits."""

    attempts: Counter[str]
    grades: dict[int, int]
    stuck: int

    @property
    def graded(self) -> list[int]:
        """The attempts that have a grade."""
        return [attempt for attempt, count in self.grades.items() if count]


async def stored(url: str) -> Stored:
    """Read it all; the messages that wait are those to places and people that could be sent to."""
    store = SqlStore.on(address_of(url))
    try:
        async with store.reading() as connection:
            rows = await connection.execute(
                text(
                    "SELECT a.id, a.text, count(g.attempt_id) FROM attempts a"
                    " LEFT JOIN grades g ON g.attempt_id = a.id GROUP BY a.id, a.text"
                )
            )
            attempts: Counter[str] = Counter()
            grades: dict[int, int] = {}
            for attempt, words, count in rows:
                attempts[words] += 1
                grades[attempt] = count
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
