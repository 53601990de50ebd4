"""The port for everything that lasts: units of work over repositories, one per noun."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.ports.activity import Appeals, Attempts, Hints, Jobs, Postings
from bot.ports.judging import Judging
from bot.ports.learning import Cards, Drills
from bot.ports.leases import Leases
from bot.ports.mail import Audit, Cursors, Inbox, Outbox
from bot.ports.merging import Merging
from bot.ports.people import Groups, Links, Members
from bot.ports.plans import Plans
from bot.ports.recalls import Recalls
from bot.ports.reminders import Reminders
from bot.ports.results import Results
from bot.ports.retention import Retention
from bot.ports.rounds import Debriefs, Rounds
from bot.ports.standings import Standings
from bot.ports.stories import Stories
from bot.ports.suggestions import Suggestions
from bot.ports.vitals import VitalSigns


@dataclass(frozen=True, slots=True)
class Work:
    """The repositories of one transaction; usable only inside its `async with`."""

    groups: Groups
    members: Members
    links: Links
    merging: Merging
    reminders: Reminders
    postings: Postings
    attempts: Attempts
    appeals: Appeals
    hints: Hints
    jobs: Jobs
    results: Results
    standings: Standings
    inbox: Inbox
    outbox: Outbox
    audit: Audit
    cursors: Cursors
    judging: Judging
    leases: Leases
    retention: Retention
    vitals: VitalSigns
    drills: Drills
    cards: Cards
    recalls: Recalls
    plans: Plans
    stories: Stories
    suggestions: Suggestions
    rounds: Rounds
    debriefs: Debriefs


class Store(Protocol):
    """Opens units of work. Raises StoreError and its kinds, each with its sentence."""

    def write(self, group_id: int | None = None) -> AbstractAsyncContextManager[Work]:
        """A transaction that may change things: committed at the end, undone by any exception.

        Writers take turns, across processes as well. One that names a group changes nothing
        outside of it that it has read before, and takes turns with those of that group and with
        those that name none. Never hold one open across a grader call or a send.
        """
        ...

    def mark(self) -> AbstractAsyncContextManager[Work]:
        """The same for what needs no turn: rows claimed, marked or added, each by one statement.

        It waits only for writers that name no group.
        """
        ...

    def read(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that sees one consistent state and changes nothing."""
        ...

    async def close(self) -> None:
        """Release every connection; the store is of no use afterwards."""
        ...
